// A register's journal as it comes off the wire, made without a till.
import { payloadText } from '../../src/journal/chain.ts';
import type { SyncEntry } from '../../src/protocol/sync.ts';
import type { Entry } from '../../src/domain/journal/entry.ts';
import { sampleJournal, sampleSigner } from '../journal/sample-journal.ts';

export function asSynced(entry: Entry<object>): SyncEntry {
  const { register: _register, payload: _payload, ...rest } = entry;
  return { ...rest, payload: payloadText(entry) };
}

/** `count` entries, every seventh a signed sale. */
export function sampleEntries(register: string, count: number, keyByte = 7): readonly SyncEntry[] {
  const journal = sampleJournal(register, sampleSigner(keyByte));
  return Array.from({ length: count }, (_none, index) =>
    (index + 1) % 7 === 0 ? journal.sale() : journal.line(),
  )
    .flatMap(({ entries }) => entries)
    .map(asSynced);
}
