// The shop's wall and instants: there and back in every zone, also in the nights in which the clocks change.
import { assert, suite } from '../../../../appliance/test/kit.ts';
import { dayAfter, instantOf, wallTimeOf } from './wall-time.ts';

const test = suite('wall time');
const at = (text: string): number => Date.parse(text);

test('what the wall shows leads back to the minute', () => {
  for (const zone of ['Europe/Oslo', 'UTC', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Auckland'])
    for (let hour = 0; hour < 24 * 366; hour += 7) {
      const minute = at('2026-01-01T00:30Z') + hour * 3_600_000;
      const back = instantOf(wallTimeOf(minute, zone), zone) ?? 0;
      const early = minute - back;
      assert.ok(
        early === 0 || early === 3_600_000,
        `${zone} ${new Date(minute).toISOString()} ${String(early)}`,
      );
      assert.equal(wallTimeOf(back, zone), wallTimeOf(minute, zone));
    }
});

test('the hour that comes twice is the first, the one left out moves on', () => {
  const oslo = (day: string, time: string) => instantOf({ day, time }, 'Europe/Oslo');
  assert.is(oslo('2026-10-25', '02:30'), at('2026-10-25T00:30Z'));
  assert.is(oslo('2026-10-25', '03:00'), at('2026-10-25T02:00Z'));
  assert.is(oslo('2026-03-29', '02:30'), at('2026-03-29T01:30Z'));
  assert.is(oslo('2026-03-29', '01:59'), at('2026-03-29T00:59Z'));
  assert.is(oslo('2026-03-29', '03:00'), at('2026-03-29T01:00Z'));
});

test('what is no day or time is nothing', () => {
  assert.is(instantOf({ day: '', time: '08:00' }, 'UTC'), undefined);
  assert.is(instantOf({ day: '2026-11-22', time: '' }, 'UTC'), undefined);
});

test('days go on over months and years', () => {
  assert.is(dayAfter('2026-12-31', 1), '2027-01-01');
  assert.is(dayAfter('2026-03-01', -1), '2026-02-28');
});
