// Rounds: what was ordered at a tab, and how much of it kitchen and bar were told of. Each line knows what was sent of it, so that
// a slip holds only what is new, and what is taken back afterwards.
import { type Thousandths, thousandths, type Unit } from '../quantity/quantity.ts';
import type { RoundSettings } from '../shop/settings.ts';
import { activeLines } from './lines.ts';
import type { Line, LineId, Tab } from './tab.ts';

/** One line of a round: by itself enough to make it, in ten years too. */
export interface RoundLine {
  readonly id: LineId;
  readonly name: string;
  /** Negative: not wanted any more. */
  readonly quantity: Thousandths;
  readonly unit: Unit;
  readonly note?: string;
  readonly seat?: number;
  readonly course?: number;
  /** As the shop called it then. */
  readonly courseName?: string;
  /** Device of the box that its category goes to. Absent: whatever prints receipts. */
  readonly printer?: string;
}

/** What nobody was told of yet, in the order of the tab; of one course only, where one is named. */
export function toSend(tab: Tab, settings: RoundSettings, course?: number): readonly RoundLine[] {
  return activeLines(tab)
    .filter((line) => isMade(line) && (course === undefined || line.course === course))
    .flatMap((line) => {
      const quantity = thousandths(line.quantity - sentOf(line));
      return quantity > 0 ? [roundLine(line, quantity, settings)] : [];
    });
}

/** What is to be taken back where so much of a line is left; none where it was never sent. */
export function toTakeBack(line: Line, left: number, settings: RoundSettings): readonly RoundLine[] {
  const tooMuch = sentOf(line) - left;
  return tooMuch > 0 ? [roundLine(line, thousandths(-tooMuch), settings)] : [];
}

/** The round was sent. */
export function withRound(
  tab: Tab,
  { number, lines }: { readonly number: number; readonly lines: readonly RoundLine[] },
  at: number,
): Tab {
  const told = new Map(lines.map((line) => [line.id, line.quantity]));
  return {
    ...tab,
    rounds: number,
    lines: tab.lines.map((line) => {
      const quantity = told.get(line.id);
      if (quantity === undefined) return line;
      const sum = thousandths(sentOf(line) + quantity);
      return withSent(line, { quantity: sum, at: quantity > 0 ? at : (line.sent?.at ?? at) });
    }),
  };
}

/** A part of a line: of what was sent it has as much as it holds, or as is left. */
export function sentAtMost(line: Line, most: number): Line {
  if (line.sent === undefined) return line;
  return withSent(line, { ...line.sent, quantity: thousandths(Math.min(line.sent.quantity, most)) });
}

function withSent(line: Line, sent: NonNullable<Line['sent']>): Line {
  const { sent: _before, ...rest } = line;
  return sent.quantity > 0 ? { ...rest, sent } : rest;
}

function sentOf({ sent }: Line): number {
  return sent?.quantity ?? 0;
}

/** Goods that somebody has to bring; not what comes back, and no deposit. */
function isMade({ product, parent, returnOf }: Line): boolean {
  return parent === undefined && returnOf === undefined && (product.kind ?? 'goods') === 'goods';
}

function roundLine(line: Line, quantity: Thousandths, settings: RoundSettings): RoundLine {
  const { id, product, note, seat, course } = line;
  const { printers } = settings;
  const courseName = courseNamed(course, settings);
  // The nearest category that says where to.
  const printer = (product.categories ?? [product.category])
    .map((category) => (Object.hasOwn(printers, category) ? printers[category] : undefined))
    .find((name) => name !== undefined);
  return {
    id,
    name: product.name,
    quantity,
    unit: product.unit,
    ...(note === undefined ? {} : { note }),
    ...(seat === undefined ? {} : { seat }),
    ...(course === undefined ? {} : { course }),
    ...(courseName === undefined ? {} : { courseName }),
    ...(printer === undefined ? {} : { printer }),
  };
}

/** Undefined: it has no name. */
export function courseNamed(
  course: number | undefined,
  { courses }: Pick<RoundSettings, 'courses'>,
): string | undefined {
  return course === undefined ? undefined : courses?.[course - 1];
}
