// Draws a chart on a canvas: uPlot told in the words of chart-shape, in the colours of the tokens as they are now.
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { labelStep, valueRange, type ChartSeries, type ChartTone } from './chart-shape.ts';

export interface PlotOptions {
  readonly kind: 'bars' | 'line';
  readonly labels: readonly string[];
  readonly series: readonly ChartSeries[];
  readonly format: (value: number) => string;
  readonly height: number;
  /** The place under the pointer, with where it is in CSS pixels from the left; undefined: none. */
  readonly onpoint: (place: { readonly index: number; readonly left: number } | undefined) => void;
}

const fontSize = 12;
const tones: Readonly<Record<ChartTone, string>> = {
  accent: '--accent',
  quiet: '--line-strong',
  good: '--good',
  attention: '--attention',
  danger: '--danger',
  information: '--information',
};

/** What a token is in this light, as a colour a canvas understands. */
function tokenReader(element: HTMLElement): (token: string) => string {
  const probe = document.createElement('span');
  return (token) => {
    element.append(probe);
    probe.style.color = `var(${token})`;
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
}

function textWidth(texts: readonly string[], font: string): number {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return 48;
  context.font = font;
  return Math.ceil(Math.max(0, ...texts.map((text) => context.measureText(text).width)));
}

function barPaths(index: number, count: number): uPlot.Series.PathBuilder {
  const align = count === 1 ? 0 : index === 0 ? -1 : 1;
  const share = count === 1 ? 0.62 : 0.36;
  const builder = uPlot.paths.bars?.({ size: [share, 44], align, gap: count === 1 ? 0 : 1 });
  if (builder === undefined) throw new Error('uPlot draws no bars');
  return builder;
}

function seriesOf({ kind, series }: PlotOptions, colour: (token: string) => string): uPlot.Series[] {
  return series.map(({ label, tone = 'accent' }, index): uPlot.Series => {
    const stroke = colour(tones[tone]);
    const shared = { label, stroke, points: { show: false } };
    if (kind === 'bars') return { ...shared, fill: stroke, width: 0, paths: barPaths(index, series.length) };
    return { ...shared, width: 2, ...(tone === 'quiet' ? { dash: [6, 5] } : {}) };
  });
}

function axesOf(options: PlotOptions, colour: (token: string) => string, font: string): uPlot.Axis[] {
  const { labels, format } = options;
  const stroke = colour('--ink-2');
  const line = { stroke: colour('--line'), width: 1 };
  const labelWidth = textWidth(labels, font);
  const places = (plot: uPlot): number[] => {
    const step = labelStep(labels.length, plot.bbox.width / devicePixelRatio, labelWidth);
    return labels.flatMap((_, index) => (index % step === 0 ? [index] : []));
  };
  return [
    {
      stroke,
      font,
      grid: { show: false },
      ticks: { show: false },
      size: 28,
      gap: 6,
      splits: places,
      values: (_, splits) => splits.map((index) => labels[index] ?? ''),
    },
    {
      stroke,
      font,
      grid: line,
      ticks: { show: false },
      gap: 8,
      size: (_, values) => textWidth(Array.isArray(values) ? values : [], font) + 16,
      values: (_, splits) => splits.map(format),
      space: 44,
    },
  ];
}

/** The drawn chart; destroyed by what it returns. */
export function plotInto(element: HTMLElement, options: PlotOptions): () => void {
  const { labels, series, height, onpoint } = options;
  const colour = tokenReader(element);
  const font = `500 ${fontSize}px Inter, system-ui, sans-serif`;
  const [least, most] = valueRange(series);
  const edge = options.kind === 'bars' ? 0.5 : 0;
  const plot = new uPlot(
    {
      width: element.clientWidth,
      height,
      padding: [8, 8, 0, 0],
      legend: { show: false },
      cursor: {
        drag: { x: false, y: false },
        y: false,
        points: options.kind === 'bars' ? { show: false } : { size: 8 },
      },
      scales: {
        x: { time: false, range: () => [-edge, Math.max(labels.length - 1 + edge, edge || 1)] },
        y: { range: () => [least, most] },
      },
      series: [{}, ...seriesOf(options, colour)],
      axes: axesOf(options, colour, font),
      hooks: {
        setCursor: [
          (drawn) => {
            const { idx, left } = drawn.cursor;
            const inside = idx !== null && idx !== undefined && left !== undefined && left >= 0;
            const offset = drawn.bbox.left / devicePixelRatio;
            onpoint(inside ? { index: idx, left: offset + drawn.valToPos(idx, 'x') } : undefined);
          },
        ],
      },
    },
    [labels.map((_, index) => index), ...series.map(({ values }) => [...values])],
    element,
  );
  const size = new ResizeObserver(() => {
    if (element.clientWidth > 0 && element.clientWidth !== plot.width)
      plot.setSize({ width: element.clientWidth, height });
  });
  size.observe(element);
  return () => {
    size.disconnect();
    plot.destroy();
  };
}
