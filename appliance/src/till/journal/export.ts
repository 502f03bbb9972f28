// The journal as one JSON document that anybody can check without this program (docs/journal.md). Given out line by line, one entry a
// line, so that neither side needs memory for more than one.
import { Fault } from '../../platform/fault.ts';
import { headOf, type JournalSource, keysOf, readEntries, registersOf } from './journal-reader.ts';
import type { StoredEntry } from '../../journal/stored-entry.ts';

export interface ExportRange {
  /** All registers unless told. */
  readonly register?: string;
  readonly from?: number;
  readonly to?: number;
}

const format = { format: 'countertop-journal', version: 1 };

/** Lines of the document. Throws Fault `storage.corrupt` with register and seq at an entry that cannot be read. */
export async function* exportJournal(source: JournalSource, range: ExportRange): AsyncGenerator<string> {
  const registers = range.register === undefined ? await registersOf(source) : [range.register];
  const chains = [];
  for (const register of registers) {
    const head = await headOf(source, register, range.to ?? Number.MAX_SAFE_INTEGER);
    const from = range.from ?? 1;
    if (head !== undefined && head.seq >= from)
      chains.push({ register, from, to: head.seq, hash: head.hash });
  }
  yield `${JSON.stringify(format).slice(0, -1)},`;
  yield `"keys":${JSON.stringify((await keysOf(source)).map((key) => ({ ...key, algorithm: 'Ed25519' })))},`;
  yield `"chains":${JSON.stringify(chains)},`;
  yield '"entries":[';
  let previous: string | undefined;
  for (const chain of chains) {
    for await (const { seq, entry } of readEntries(source, chain)) {
      if (previous !== undefined) yield `${previous},`;
      previous = lineOf(chain.register, seq, entry);
    }
  }
  if (previous !== undefined) yield previous;
  yield ']}';
}

/** The payload goes out to the letter as it was stored and hashed. */
function lineOf(register: string, seq: number, entry: StoredEntry | undefined): string {
  if (entry === undefined || !isJson(entry.payload)) throw new Fault('storage.corrupt', { register, seq });
  const { header, payload, hash, signature, key } = entry;
  const rest = {
    hash,
    ...(signature === undefined ? {} : { signature }),
    ...(key === undefined ? {} : { key }),
  };
  return `${JSON.stringify(header).slice(0, -1)},"payload":${payload},${JSON.stringify(rest).slice(1)}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
