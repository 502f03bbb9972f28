// How long a box waits before it tries again. Jittered, so that a whole shop that lost its office does not come back in one moment.

const firstMs = 1_000;
const longestMs = 60_000;

/**
 * @param failures tries in a row that came to nothing, from 0
 * @param fraction chance in [0, 1)
 * @returns from 1 s, doubling to 60 s; half of it is chance
 */
export function backOffMs(failures: number, fraction: number): number {
  const whole = Math.min(longestMs, firstMs * 2 ** Math.min(failures + 1, 16));
  return Math.round(whole / 2 + (fraction * whole) / 2);
}

/** After a refusal, which a person has to mend: seldom. */
export function refusedMs(fraction: number): number {
  return Math.round(longestMs * (1 + fraction));
}
