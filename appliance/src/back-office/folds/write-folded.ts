// Something that somebody in the office did becomes an entry of the office's own journal, and is folded from there like everything else.
import { officeRegister } from '../../domain/journal/entry.ts';

/** How long an answer waits for the fold. */
const foldMs = 10_000;

export interface OfficeEntry {
  readonly type: string;
  readonly v: number;
  readonly subject: string;
  readonly payload: object;
}

export interface WritingGround {
  /** The office's own journal. */
  readonly journal: { append(event: OfficeEntry, who: string): Promise<{ readonly seq: number }> };
  readonly folds: { reached(register: string, seq: number, withinMs: number): Promise<boolean> };
}

/** Resolves with the entry's number once it is folded, or when that takes too long: written it is in any case. */
export async function writeFolded(
  { journal, folds }: WritingGround,
  entry: OfficeEntry,
  who: string,
): Promise<number> {
  const { seq } = await journal.append(entry, who);
  await folds.reached(officeRegister, seq, foldMs);
  return seq;
}
