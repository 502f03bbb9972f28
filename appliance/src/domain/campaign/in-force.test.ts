// When a campaign runs, by the shop's calendar and clock, and for whom it is.
import { assert, suite } from '../../../test/kit.ts';
import { apply, percentage, sampleCampaign, sold, totalOf } from '../../../test/sample-campaigns.ts';
import type { Campaign, Moment, Weekday } from './campaign.ts';
import { runningAt } from './in-force.ts';

const test = suite('campaigns in force');

type Rest = Parameters<typeof sampleCampaign>[1];

function runsAt(rest: Rest, moment: Partial<Moment>): boolean {
  const campaigns: readonly Campaign[] = [sampleCampaign(percentage(1_000), rest)];
  return runningAt(campaigns, { at: 5_000, weekday: 3, minute: 600, ...moment }).length === 1;
}

/** Days and times as `5 23:30`. */
function runsOn(rest: Rest, ...times: readonly string[]): string {
  const runs = (time: string): boolean => {
    const [day, hour, minute] = time.split(/[ :]/).map(Number) as [number, number, number];
    return runsAt(rest, { weekday: day as Weekday, minute: hour * 60 + minute });
  };
  return times.map((time) => (runs(time) ? 'yes' : 'no')).join(' ');
}

test('without conditions always', () => {
  assert.ok(runsAt({}, {}));
  assert.ok(runsAt({ weekdays: [], hours: { from: 0, until: 0 } }, { minute: 1_439 }));
});

test('from its first moment to before its last', () => {
  const dates = { validFrom: 1_000, validUntil: 2_000 };
  assert.equal(
    [999, 1_000, 1_999, 2_000].map((at) => runsAt(dates, { at })),
    [false, true, true, false],
  );
});

test('happy hour: from the first minute, not in the last', () => {
  const hours = { from: 16 * 60, until: 18 * 60 };
  assert.is(runsOn({ hours }, '3 15:59', '3 16:00', '3 17:59', '3 18:00'), 'no yes yes no');
});

test('past midnight it belongs to the evening it began on', () => {
  const friday = { hours: { from: 22 * 60, until: 2 * 60 }, weekdays: [5] } as const;
  assert.is(
    runsOn(friday, '5 01:00', '5 21:59', '5 22:00', '6 01:59', '6 02:00', '6 22:00'),
    'no no yes yes no no',
  );
  const sunday = { hours: { from: 23 * 60, until: 60 }, weekdays: [7] } as const;
  assert.is(runsOn(sunday, '7 23:30', '1 00:30', '7 00:30'), 'yes yes no');
});

test('the same time twice is the whole day, on its days', () => {
  const monday = { hours: { from: 600, until: 600 }, weekdays: [1] } as const;
  assert.is(runsOn(monday, '1 00:00', '1 09:59', '1 10:00', '2 00:00'), 'yes yes yes no');
});

test('for a group of customers, or one way of eating', () => {
  const line = [sold('a', 1_000)];
  const members = [sampleCampaign(percentage(1_000), { customerGroups: ['members', 'staff'] })];
  assert.is(totalOf(apply(line, members)), 0);
  assert.is(totalOf(apply(line, members, { customerGroups: ['press'] })), 0);
  assert.is(totalOf(apply(line, members, { customerGroups: ['press', 'staff'] })), 100);
  const eatIn = [sampleCampaign(percentage(1_000), { dining: ['eat-in'] })];
  assert.is(totalOf(apply(line, eatIn)), 0);
  assert.is(totalOf(apply(line, eatIn, { dining: 'eat-in' })), 100);
  const either = [sampleCampaign(percentage(1_000), { dining: [], customerGroups: [] })];
  assert.is(totalOf(apply(line, either)), 100);
});
