// One number beside another: which way it went, and by how much. Integers throughout; the share is in basis points.

export interface Comparison {
  readonly direction: 'up' | 'down' | 'same';
  /** By how much: "+12.5 %". */
  readonly text: string;
  /** Against what: "than last Tuesday". */
  readonly against: string;
  /** Whether that is welcome. Absent: neither. */
  readonly meaning?: 'good' | 'danger' | undefined;
}

export function directionOf(now: number, before: number): Comparison['direction'] {
  return now === before ? 'same' : now > before ? 'up' : 'down';
}

/** Basis points by which it changed, rounded half away from zero; undefined where there was nothing to compare with. */
export function changeOf(now: number, before: number): number | undefined {
  if (before === 0) return undefined;
  const difference = BigInt(now) - BigInt(before);
  const whole = BigInt(Math.abs(before));
  const scaled = difference * 20_000n;
  const half = difference < 0n ? -whole : whole;
  return Number((scaled + half) / (2n * whole));
}
