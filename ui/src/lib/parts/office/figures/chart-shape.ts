// What a chart is made of, and the arithmetic of its axes: which names fit below it, and how far its values reach.

export type ChartTone = 'accent' | 'quiet' | 'good' | 'attention' | 'danger' | 'information';

export interface ChartSeries {
  readonly label: string;
  /** One for each place on the axis; null: not known. Integers in the smallest unit. */
  readonly values: readonly (number | null)[];
  /** `quiet` is what the first is compared with. */
  readonly tone?: ChartTone;
}

/** Every how many places a name is written so that none touches the next. Widths in CSS pixels. */
export function labelStep(count: number, width: number, labelWidth: number): number {
  if (count === 0 || width <= 0) return 1;
  return Math.max(1, Math.ceil((count * (labelWidth + 12)) / width));
}

/** From the least to the greatest value, zero always included, with a little air. Never empty. */
export function valueRange(series: readonly ChartSeries[]): readonly [number, number] {
  const values = series.flatMap(({ values: all }) => all.filter((value) => value !== null));
  const least = Math.min(0, ...values);
  const most = Math.max(0, ...values);
  if (least === most) return [0, 1];
  const air = (most - least) * 0.06;
  return [least === 0 ? 0 : least - air, most === 0 ? 0 : most + air];
}

/** The place of the greatest value of a series, for the sentence that readers hear; undefined where nothing is known. */
export function peakOf(values: readonly (number | null)[]): number | undefined {
  let peak: number | undefined;
  values.forEach((value, index) => {
    const highest = peak === undefined ? null : (values[peak] ?? null);
    if (value !== null && (highest === null || value > highest)) peak = index;
  });
  return peak;
}
