// Chance with a seed, for tests: the same seed gives the same run, and the seed of a run is always printed.
// COUNTERTOP_SEED sets it; without it every run uses the same one, so that CI's share is stated and repeatable.
import fc from 'fast-check';
import type { Ids } from '../../src/platform/ports/ids.ts';
import type { Randomness } from '../../src/platform/ports/randomness.ts';
import { note } from './report.ts';
import { longRun } from './suites.ts';

/** The seed of this run. */
export const seed = Number.parseInt(process.env['COUNTERTOP_SEED'] ?? '20240229', 10) | 0;

/** How many cases a property is tried with: more in a long run. */
export const propertyRuns = longRun ? 2_000 : 200;

fc.configureGlobal({ seed, numRuns: propertyRuns, endOnFailure: false });

/** A small stream of chance (mulberry32): good spread, no cryptography. It is also the Randomness port of what is tested. */
export interface Chance extends Randomness {
  /** A whole number from low to high, both included. */
  int(low: number, high: number): number;
  pick<T>(from: readonly T[]): T;
  /** True with the given probability. */
  happens(probability: number): boolean;
  shuffled<T>(items: readonly T[]): T[];
}

/** A stream of chance from a seed, the run's own where none is given. The seed is noted for the end of the run. */
export function seeded(from: number = seed): Chance {
  if (from === seed) note(`seed ${String(seed)} (COUNTERTOP_SEED sets it)`);
  let state = from | 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (low: number, high: number): number => low + Math.floor(fraction() * (high - low + 1));
  return {
    fraction,
    int,
    pick: (items) => {
      if (items.length === 0) throw new RangeError('nothing to pick from');
      // The index is inside the array, just checked.
      return items[int(0, items.length - 1)] as (typeof items)[number];
    },
    happens: (probability) => fraction() < probability,
    bytes: (count) => Uint8Array.from({ length: count }, () => int(0, 255)),
    shuffled: (items) => {
      const rest = [...items];
      return items.map(() => rest.splice(int(0, rest.length - 1), 1)[0] as (typeof items)[number]);
    },
  };
}

/** The Ids port, counting: 00000000-0000-7000-8000-000000000001 and on. `box` tells several makers of ids apart. */
export function countingIds(box = 0): Ids {
  let count = 0;
  return {
    uuid: () => {
      count += 1;
      return `${box.toString(16).padStart(8, '0')}-0000-7000-8000-${count.toString(16).padStart(12, '0')}`;
    },
  };
}
