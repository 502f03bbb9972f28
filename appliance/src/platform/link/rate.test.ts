// The token bucket at a page's door.
import { assert, suite, virtualClock } from '../../../test/kit.ts';
import { Rate } from './rate.ts';

const test = suite('rate');

function taken(rate: Rate, times: number): number {
  return Array.from({ length: times }, () => rate.take()).filter(Boolean).length;
}

test('a burst passes, then only so many a second', async () => {
  const clock = virtualClock();
  const rate = new Rate(clock, { perSecond: 10, burst: 20 });
  assert.is(taken(rate, 50), 20);
  await clock.advance(500);
  assert.is(taken(rate, 50), 5);
  await clock.advance(99);
  assert.is(taken(rate, 1), 0);
  await clock.advance(1);
  assert.is(taken(rate, 1), 1);
});

test('what was not used up does not grow beyond the burst', async () => {
  const clock = virtualClock();
  const rate = new Rate(clock, { perSecond: 10, burst: 20 });
  await clock.advance(3_600_000);
  assert.is(taken(rate, 50), 20);
});

test('a wall clock that jumps gives nothing', () => {
  const clock = virtualClock();
  const rate = new Rate(clock, { perSecond: 10, burst: 1 });
  assert.ok(rate.take());
  clock.setWall(clock.now() + 3_600_000);
  assert.not.ok(rate.take());
});
