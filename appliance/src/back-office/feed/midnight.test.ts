// From when on a day is in the calendar of a place: ordinary nights, nights in which clocks change, and nights without a midnight.
import fc from 'fast-check';
import { assert, propertyRuns, seed, suite } from '../../../test/kit.ts';
import { dayAfter, startOfDay } from './midnight.ts';

const test = suite('midnight');
const at = (text: string): number => Date.parse(text);

test('ordinary days, and those in which clocks change', () => {
  for (const [day, zone, expected] of [
    ['2026-01-01', 'Europe/Oslo', '2025-12-31T23:00Z'],
    ['2026-07-01', 'Europe/Oslo', '2026-06-30T22:00Z'],
    // Clocks change at two and three in the night: the day itself begins as the one before did.
    ['2026-03-29', 'Europe/Oslo', '2026-03-28T23:00Z'],
    ['2026-03-30', 'Europe/Oslo', '2026-03-29T22:00Z'],
    ['2026-10-25', 'Europe/Amsterdam', '2026-10-24T22:00Z'],
    ['2026-10-26', 'Europe/Amsterdam', '2026-10-25T23:00Z'],
    ['2026-01-01', 'Europe/London', '2026-01-01T00:00Z'],
    ['2026-01-01', 'Asia/Kathmandu', '2025-12-31T18:15Z'],
    ['2026-01-01', 'Pacific/Kiritimati', '2025-12-31T10:00Z'],
    ['2026-01-01', 'Pacific/Pago_Pago', '2026-01-01T11:00Z'],
    ['2026-01-01', 'UTC', '2026-01-01T00:00Z'],
  ] as const)
    assert.is(startOfDay(day, zone), at(expected), `${day} ${zone}`);
});

test('a day without midnight begins at one, a day with two at the second', () => {
  // Brazil put its clocks forward at midnight, and back at midnight.
  assert.is(startOfDay('2018-11-04', 'America/Sao_Paulo'), at('2018-11-04T03:00Z'));
  assert.is(startOfDay('2018-02-18', 'America/Sao_Paulo'), at('2018-02-18T03:00Z'));
  assert.is(startOfDay('2024-04-26', 'Africa/Cairo'), at('2024-04-25T22:00Z'));
  // Cuba goes back from one to midnight: the day has begun by then.
  assert.is(startOfDay('2024-11-03', 'America/Havana'), at('2024-11-03T04:00Z'));
  // Samoa had no 30 December 2011: what begins that day begins the next.
  assert.is(startOfDay('2011-12-30', 'Pacific/Apia'), startOfDay('2011-12-31', 'Pacific/Apia'));
});

test('long ago is always, and a zone nobody knows stops nothing', () => {
  assert.is(startOfDay('1969-07-20', 'Europe/Oslo'), 0);
  assert.is(startOfDay('2026-01-01', 'Europe/Nowhere'), at('2026-01-01T00:00Z'));
});

test('the day after, through months, years and leap days', () => {
  assert.equal(['2024-02-28', '2024-02-29', '2023-02-28', '2025-12-31'].map(dayAfter), [
    '2024-02-29',
    '2024-03-01',
    '2023-03-01',
    '2026-01-01',
  ]);
});

test('in every zone the calendar shows the day from then on, and not a minute before', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  const shows = (zone: string, moment: number): string => {
    const parts = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
      .formatToParts(moment)
      .map(({ type, value }) => [type, value] as const);
    const of = new Map(parts);
    return `${of.get('year') ?? ''}-${of.get('month') ?? ''}-${of.get('day') ?? ''}`;
  };
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.date({ min: new Date('1971-01-01'), max: new Date('2035-12-31'), noInvalidDate: true }),
      (zone, date) => {
        const day = date.toISOString().slice(0, 10);
        const start = startOfDay(day, zone);
        assert.ok(shows(zone, start) >= day, `${day} ${zone}`);
        assert.ok(shows(zone, start - 60_000) < day, `${day} ${zone}`);
      },
    ),
    { numRuns: propertyRuns, seed },
  );
});
