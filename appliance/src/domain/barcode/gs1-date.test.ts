// Century window, month ends and leap days of two-digit years.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { dayOf } from './gs1-date.ts';

const test = suite('gs1 date');

const today = '2026-06-15';

test('a plain day', () => {
  assert.is(dayOf('261231', today, false), '2026-12-31');
  assert.is(dayOf('000101', today, false), '2000-01-01');
});

test('day 00 is the last of the month, where the identifier allows it', () => {
  assert.is(dayOf('260200', today, true), '2026-02-28');
  assert.is(dayOf('280200', today, true), '2028-02-29');
  assert.is(dayOf('260400', today, true), '2026-04-30');
  assert.is(dayOf('261200', today, true), '2026-12-31');
  assert.is(dayOf('261200', today, false), undefined);
});

test('the century follows from today: 49 years ahead, 50 back', () => {
  // Examples as in General Specifications 7.12: difference 51 to 99 is the century before, -99 to -50 the next.
  assert.is(dayOf('760101', today, false), '2076-01-01');
  assert.is(dayOf('770101', today, false), '1977-01-01');
  assert.is(dayOf('990101', today, false), '1999-01-01');
  assert.is(dayOf('010101', '2051-01-01', false), '2101-01-01');
  assert.is(dayOf('020101', '2051-01-01', false), '2002-01-01');
  assert.is(dayOf('490101', '2099-12-31', false), '2149-01-01');
});

test('no such day', () => {
  for (const date of ['260001', '261301', '260132', '260229', '260431', '261199', '26023', 'aaaaaa', '']) {
    assert.is(dayOf(date, today, true), undefined, date);
  }
  assert.is(dayOf('000229', '2095-01-01', false), undefined, '2100 has no leap day');
  assert.is(dayOf('000229', today, false), '2000-02-29');
});

test('a wrong today is a mistake of the caller', () => {
  assert.throws(() => dayOf('260101', '15.06.2026', false), /not a calendar day/);
});

test('property: every real day within the window is read back', () => {
  const range = {
    min: new Date('1977-01-01T00:00:00Z'),
    max: new Date('2075-12-31T00:00:00Z'),
    noInvalidDate: true,
  };
  fc.assert(
    fc.property(fc.date(range), (date) => {
      const day = date.toISOString().slice(0, 10);
      assert.is(dayOf(day.replaceAll('-', '').slice(2), today, false), day);
    }),
  );
});
