// Business days: by the shop's own midnight, through daylight saving, over months and leap years.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { dayNumber, dayText, localTime, shiftedDay } from './business-day.ts';

const test = suite('business day');

test('midnight is the shop’s own', () => {
  const at = Date.UTC(2024, 2, 1, 23, 30);
  assert.equal(localTime(at, 'Europe/London'), { day: 20_240_301, minute: 23 * 60 + 30 });
  assert.equal(localTime(at, 'Europe/Oslo'), { day: 20_240_302, minute: 30 });
  assert.equal(localTime(at, 'America/New_York'), { day: 20_240_301, minute: 18 * 60 + 30 });
  assert.throws(() => localTime(at, 'Europe/Nowhere'), RangeError);
});

test('daylight saving leaves an hour out in spring and counts one twice in autumn', () => {
  const minutes = (from: number): readonly number[] =>
    [0, 1, 2].map((hour) => localTime(from + hour * 3_600_000, 'Europe/Oslo').minute / 60);
  assert.equal(minutes(Date.UTC(2024, 2, 31, 0, 0)), [1, 3, 4]);
  assert.equal(minutes(Date.UTC(2024, 9, 27, 0, 0)), [2, 2, 3]);
});

test('a day is read as it is written, and only when the calendar has it', () => {
  assert.is(dayNumber('2024-02-29'), 20_240_229);
  for (const none of ['2023-02-29', '2024-13-01', '2024-00-10', '2024-1-1', '20240101', ''])
    assert.is(dayNumber(none), undefined, none);
  assert.is(shiftedDay(20_240_301, -7), 20_240_223);
  assert.is(shiftedDay(20_231_231, 1), 20_240_101);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: -800, max: 800 }), (offset, by) => {
      const day = shiftedDay(20_000_101, offset);
      assert.is(dayNumber(dayText(day)), day);
      assert.is(shiftedDay(shiftedDay(day, by), -by), day);
    }),
  );
});
