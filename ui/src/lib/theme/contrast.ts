// WCAG contrast of two OKLCH colours, so that the design's promise (7:1 for amounts, 4.5:1 for words) is a sum and not a hope.

export interface Oklch {
  /** 0 to 1. */
  readonly l: number;
  readonly c: number;
  /** Degrees. */
  readonly h: number;
}

const clip = (channel: number): number => Math.min(1, Math.max(0, channel));

/** Relative luminance after clipping to sRGB, as a screen shows it. */
export function luminance({ l, c, h }: Oklch): number {
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const red = clip(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short);
  const green = clip(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short);
  const blue = clip(-0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast(one: Oklch, other: Oklch): number {
  const [brighter, darker] = [luminance(one), luminance(other)].sort((x, y) => y - x) as [number, number];
  return (brighter + 0.05) / (darker + 0.05);
}
