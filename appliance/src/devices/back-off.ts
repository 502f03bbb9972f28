// How long to wait before a device is tried again: quick at first, because a cable is usually back within a second, then calmer.

const stepsMs = [250, 500, 1_000, 2_000, 4_000] as const;
const longestMs = 5_000;

/**
 * @param failures how many tries in a row have failed or ended at once, from 0
 * @param fraction chance in [0, 1): devices that went together (a hub) do not come back in lockstep
 */
export function backOffMs(failures: number, fraction: number): number {
  const base = stepsMs[failures] ?? longestMs;
  return Math.min(longestMs, Math.round(base * (0.8 + fraction * 0.4)));
}
