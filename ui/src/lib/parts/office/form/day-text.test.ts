// Days and times as people type them.
import fc from 'fast-check';
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import { dayOrder, parseDay, parseTime, shownDay } from './day-text.ts';
import { weekdayNames, weekdayOf } from './day-words.ts';

const test = suite('typed days and times');
const nb = dayOrder('nb-NO');
const us = dayOrder('en-US');
const sv = dayOrder('sv-SE');

test('is written as the place writes it', () => {
  assert.is(shownDay('2026-03-01', nb), '01.03.2026');
  assert.is(shownDay('2026-03-01', us), '03/01/2026');
  assert.is(shownDay('2026-03-01', sv), '2026-03-01');
  assert.is(shownDay('', nb), '');
});

test('is read with any marks, in the order of the place', () => {
  for (const text of ['1.3.2026', '01/03/2026', '1-3-26', '01 03 2026', '010326', '01032026', '2026-03-01'])
    assert.is(parseDay(text, nb), '2026-03-01', text);
  assert.is(parseDay('3/1/2026', us), '2026-03-01');
  assert.is(parseDay('20260301', sv), '2026-03-01');
});

test('a day that is not is none', () => {
  for (const text of [
    '30.2.2026',
    '1.13.2026',
    '0.1.2026',
    '1.3',
    'tomorrow',
    '1.3.2026x',
    '1.3.226',
    '31.4.2026',
  ])
    assert.is(parseDay(text, nb), undefined, text);
  assert.is(parseDay('29.2.2028', nb), '2028-02-29');
  assert.is(parseDay(' ', nb), '');
});

test('what is shown is read as what it was, in every place', () => {
  const day = fc
    .integer({ min: 0, max: 50_000 })
    .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
  fc.assert(
    fc.property(day, fc.constantFrom('nb-NO', 'en-GB', 'en-US', 'nl-NL', 'cs-CZ', 'sv-SE'), (iso, locale) => {
      const order = dayOrder(locale);
      assert.is(parseDay(shownDay(iso, order), order), iso);
    }),
  );
});

test('times in all their short forms', () => {
  for (const [typed, time] of [
    ['8', '08:00'],
    ['08:30', '08:30'],
    ['8.30', '08:30'],
    ['0830', '08:30'],
    ['830', '08:30'],
    ['23:59', '23:59'],
    ['', ''],
  ] as const)
    assert.is(parseTime(typed), time, typed);
  for (const typed of ['24:00', '8:60', 'noon', '8:3', '12345'])
    assert.is(parseTime(typed), undefined, typed);
});

test('the week begins on Monday and names its days', () => {
  const days = weekdayNames('en-GB');
  assert.equal(
    [days[0], days[6]],
    [
      { day: 1, short: 'Mon', long: 'Monday' },
      { day: 7, short: 'Sun', long: 'Sunday' },
    ],
  );
  assert.is(weekdayOf('2026-03-01', 'en-GB'), 'Sun');
  assert.is(weekdayOf('nonsense', 'en-GB'), '');
});
