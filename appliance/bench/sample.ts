// Numbers of a bench: sorted samples, percentiles, and how they are printed beside their floor.

export class Samples {
  readonly #values: number[] = [];

  add(value: number): void {
    this.#values.push(value);
  }

  get values(): readonly number[] {
    return this.#values;
  }

  get count(): number {
    return this.#values.length;
  }

  /** The value that `part` (0–1) of the samples do not pass. */
  percentile(part: number): number {
    const sorted = [...this.#values].sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
  }

  get p50(): number {
    return this.percentile(0.5);
  }

  get p99(): number {
    return this.percentile(0.99);
  }
}

export interface Line {
  readonly what: string;
  readonly value: string;
  readonly beside: string;
  /** Ratio to the floor, and the target it should keep. */
  readonly ratio?: { readonly value: number; readonly target: number; readonly atMost: boolean };
}

export function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)} ms`;
}

export function ratioMet({ value, target, atMost }: NonNullable<Line['ratio']>): boolean {
  return atMost ? value <= target : value >= target;
}

function ratioText(ratio: Line['ratio']): string {
  if (ratio === undefined) return '';
  const sign = ratio.atMost ? '≤' : '≥';
  return `${ratio.value.toFixed(2)}× (target ${sign} ${ratio.target}×) ${ratioMet(ratio) ? 'met' : 'MISSED'}`;
}

export function printed({ what, value, beside, ratio }: Line): string {
  return `${what.padEnd(46)} ${value.padStart(26)}   ${beside.padEnd(44)} ${ratioText(ratio)}`.trimEnd();
}
