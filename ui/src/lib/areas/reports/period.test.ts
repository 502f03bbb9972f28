// Spans of days by the shop's calendar, whatever the clock of the page's machine says.
import { assert, suite } from '../../../../../appliance/test/kit.ts';
import { daysOf, spanOf } from './period.ts';

const test = suite('period');
const oslo = 'Europe/Oslo';
/** In Oslo it is Monday already. */
const now = Date.parse('2026-11-22T23:30Z');

test('each kind by the shop’s own day', () => {
  assert.equal(daysOf('today', now, oslo), { first: '2026-11-23', last: '2026-11-23' });
  assert.equal(daysOf('today', now, 'UTC'), { first: '2026-11-22', last: '2026-11-22' });
  assert.equal(daysOf('yesterday', now, oslo), { first: '2026-11-22', last: '2026-11-22' });
  assert.equal(daysOf('week', now, oslo), { first: '2026-11-23', last: '2026-11-23' });
  assert.equal(daysOf('week', now, 'UTC'), { first: '2026-11-16', last: '2026-11-22' });
  assert.equal(daysOf('month', now, oslo), { first: '2026-11-01', last: '2026-11-23' });
  assert.equal(daysOf('last-month', Date.parse('2026-03-31T12:00Z'), oslo), {
    first: '2026-02-01',
    last: '2026-02-28',
  });
});

test('a day has the hours it has', () => {
  const hours = (day: string): number => {
    const span = spanOf({ first: day, last: day }, oslo);
    return span === undefined ? 0 : (span.to - span.from) / 3_600_000;
  };
  assert.is(hours('2026-11-22'), 24);
  assert.is(hours('2026-10-25'), 25);
  assert.is(hours('2026-03-29'), 23);
});

test('what is no span is none', () => {
  assert.is(spanOf({ first: '2026-11-23', last: '2026-11-22' }, oslo), undefined);
  assert.is(spanOf({ first: '', last: '2026-11-22' }, oslo), undefined);
});
