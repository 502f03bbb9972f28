// The kit tested by itself: what its chance, its folders and its assertions promise. Its promises about failing files are in
// appliance/test/run/run.test.ts, where whole files are run.
import { existsSync } from 'node:fs';
import fc from 'fast-check';
import {
  assert,
  countingIds,
  propertyRuns,
  repositoryRoot,
  seed,
  seeded,
  sharedData,
  suite,
  tempDir,
  virtualClock,
} from '../kit.ts';

const test = suite('kit');

/** What an assertion says when it fails; `assert.throws` lets failed assertions through. */
function failureOf(check: () => void): string {
  try {
    check();
  } catch (error) {
    return String(error);
  }
  return 'it did not fail';
}

test('the same seed gives the same chance, another seed another', () => {
  const draw = (from: number): number[] => {
    const chance = seeded(from);
    return Array.from({ length: 20 }, () => chance.int(0, 1_000_000));
  };
  assert.equal(draw(7), draw(7));
  assert.not.equal(draw(7), draw(8));
});

test('chance stays in its bounds and reaches both ends', () => {
  const chance = seeded(1);
  const drawn = new Set(Array.from({ length: 500 }, () => chance.int(-2, 2)));
  assert.equal(
    [...drawn].sort((a, b) => a - b),
    [-2, -1, 0, 1, 2],
  );
  assert.is(chance.bytes(16).length, 16);
  assert.equal([...chance.shuffled([1, 2, 3, 4])].sort(), [1, 2, 3, 4]);
  assert.throws(() => chance.pick([]), /nothing to pick/);
});

test('properties run with the seed and the number of cases of the run', () => {
  const settings = fc.readConfigureGlobal();
  assert.is(settings.seed, seed);
  assert.is(settings.numRuns, propertyRuns);
});

test('a temporary folder exists and is new', () => {
  const first = tempDir();
  assert.ok(existsSync(first));
  assert.is.not(first, tempDir());
});

test('shared data that is absent is undefined', () => {
  assert.is(sharedData('no-such-file.csv'), undefined);
  assert.ok(existsSync(`${repositoryRoot}package.json`));
});

test('refused wants a refusal with that code', () => {
  const refusal = { ok: false, refusal: { code: 'tab.empty' } } as const;
  assert.refused(refusal, 'tab.empty');
  assert.match(
    failureOf(() => {
      assert.refused(refusal, 'tab.closed');
    }),
    /expected the refusal tab\.closed/,
  );
  assert.match(
    failureOf(() => {
      assert.refused({ ok: true }, 'tab.empty');
    }),
    /but it was accepted/,
  );
  assert.match(
    failureOf(() => {
      assert.accepted(refusal);
    }),
    /expected success/,
  );
});

test('rejects wants a rejection that fits', async () => {
  const boom = async (): Promise<never> => Promise.reject(new Error('boom'));
  assert.instance(await assert.rejects(boom, /boom/), Error);
  await assert.rejects(assert.rejects(Promise.resolve(1)), /expected the promise to reject/);
  await assert.rejects(assert.rejects(boom, /bang/));
});

test('counted ids are valid, different, and apart for each box', () => {
  const [here, there] = [countingIds(1), countingIds(2)];
  const made = [here.uuid(), here.uuid(), there.uuid()];
  assert.is(new Set(made).size, 3);
  for (const id of made) assert.match(id, /^[0-9a-f]{8}-0000-7000-8000-[0-9a-f]{12}$/);
});

test('the virtual clock runs what is due, in order, at its own time', async () => {
  const clock = virtualClock(1_000);
  const seen: [string, number][] = [];
  clock.after(50, () => {
    seen.push(['late', clock.now()]);
  });
  clock.after(10, () => {
    seen.push(['first', clock.now()]);
    clock.after(10, () => {
      seen.push(['nested', clock.now()]);
    });
  });
  const cancel = clock.after(20, () => {
    seen.push(['cancelled', clock.now()]);
  });
  cancel();
  cancel();
  await clock.advance(30);
  assert.equal(seen, [
    ['first', 1_010],
    ['nested', 1_020],
  ]);
  assert.is(clock.now(), 1_030);
  assert.is(clock.waiting, 1);
  await clock.advance(20);
  assert.equal(seen.at(-1), ['late', 1_050]);
});

test('the virtual clock lets promises settle between two timers', async () => {
  const clock = virtualClock();
  const order: string[] = [];
  clock.after(1, () => {
    void Promise.resolve().then(() => order.push('promise'));
  });
  clock.after(2, () => {
    order.push('second');
  });
  await clock.advance(2);
  assert.equal(order, ['promise', 'second']);
});

test('a jump of the wall clock moves no timer', async () => {
  const clock = virtualClock(1_000);
  let ran = false;
  clock.after(10, () => {
    ran = true;
  });
  clock.setWall(9_000_000);
  assert.is(clock.now(), 9_000_000);
  assert.is(clock.monotonic(), 0);
  await clock.advance(9);
  assert.not.ok(ran);
  await clock.advance(1);
  assert.ok(ran);
});

test('a timer that always starts another cannot hang an advance', async () => {
  const clock = virtualClock();
  const again = (): void => {
    clock.after(0, again);
  };
  again();
  await assert.rejects(clock.advance(1), /without time passing/);
});
