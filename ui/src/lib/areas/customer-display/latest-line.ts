// Which line the customer is shown large, and in what order the others stand under it. The page keeps track, as a view says only what is.
import type { CustomerDisplayView } from '@countertop/appliance/protocol';

export type DisplayLines = CustomerDisplayView['lines'];
export type DisplayLine = DisplayLines[string];
export type ShownLine = DisplayLine & { readonly id: string };

const measure = ({ quantity, total }: DisplayLine): string => `${quantity}/${total}`;
const newest = (ids: readonly string[], lines: DisplayLines): string | undefined =>
  ids.reduce<string | undefined>(
    (best, id) =>
      best === undefined || (lines[id]?.position ?? 0) > (lines[best]?.position ?? 0) ? id : best,
    undefined,
  );

/**
 * The line that came in or changed last. Deposits never are: they come along with something. When several change at once (another VAT
 * rate, a discount on all) the one shown stays, as nobody put anything on the counter.
 */
export function latestLine(
  before: DisplayLines,
  lines: DisplayLines,
  shown: string | undefined,
): string | undefined {
  const ids = Object.keys(lines).filter((id) => lines[id]?.depositOf === null);
  const arrived = ids.filter((id) => before[id] === undefined);
  if (arrived.length > 0) return newest(arrived, lines);
  const changed = ids.filter((id) => {
    const [old, now] = [before[id], lines[id]];
    return old !== undefined && now !== undefined && old !== now && measure(old) !== measure(now);
  });
  if (changed.length === 1) return changed[0];
  return shown !== undefined && ids.includes(shown) ? shown : newest(ids, lines);
}

/** Newest first, each followed by its deposits; of the line shown large only the deposits. */
export function earlierLines(lines: DisplayLines, shown: string | undefined): readonly ShownLine[] {
  const all = Object.entries(lines).map(([id, line]) => ({ ...line, id }));
  const byPosition = (a: ShownLine, b: ShownLine): number => a.position - b.position;
  const depositsOf = (id: string): ShownLine[] =>
    all.filter(({ depositOf }) => depositOf === id).sort(byPosition);
  const heads = all
    .filter(({ depositOf }) => depositOf === null || lines[depositOf] === undefined)
    .sort((a, b) => byPosition(b, a));
  const own = shown === undefined ? [] : depositsOf(shown);
  return [
    ...own,
    ...heads.filter(({ id }) => id !== shown).flatMap((head) => [head, ...depositsOf(head.id)]),
  ];
}
