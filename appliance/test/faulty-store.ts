// A journal store that has bad days: the same as the one it stands before, except that chosen commits or reads fail, before or after the
// real one has done its work. What a full disk, a cable or a second writer does to a till is played with it.
import { Fault, type FaultCode } from '../src/platform/fault.ts';
import type { JournalStore } from '../src/till/journal/store.ts';

/** `lost`: the commit fails and nothing is written. `unsaid`: it is written, and the answer is lost. */
export type CommitFault = { readonly code: FaultCode; readonly when: 'lost' | 'unsaid' };

export interface FaultyStore {
  readonly store: JournalStore;
  /** Asked before each commit, with its number from 1. */
  commitFault: (commit: number) => CommitFault | undefined;
  /** Asked before each read of an answer or a sale. */
  readFault: () => FaultCode | undefined;
  /** Commits that were asked for. */
  readonly commits: number;
}

export function faultyStore(real: JournalStore): FaultyStore {
  let commits = 0;
  const faulty: FaultyStore = {
    commitFault: () => undefined,
    readFault: () => undefined,
    get commits() {
      return commits;
    },
    store: {
      head: async (register) => real.head(register),
      async commit(parts) {
        commits += 1;
        const fault = faulty.commitFault(commits);
        if (fault?.when !== 'lost') await real.commit(parts);
        if (fault !== undefined) throw new Fault(fault.code, { played: commits });
      },
      answer: async (id) => readable(async () => real.answer(id)),
      entries: async (register, after, limit) => real.entries(register, after, limit),
      snapshot: async (register) => real.snapshot(register),
      saveSnapshot: async (register, seq, state) => real.saveSnapshot(register, seq, state),
      returned: async (register, receipt) => readable(async () => real.returned(register, receipt)),
      returnable: async (register, receipt) => readable(async () => real.returnable(register, receipt)),
      copies: async (register, receipt) => real.copies(register, receipt),
      sales: async (register, query) => real.sales(register, query),
      close: async (register, zNumber) => real.close(register, zNumber),
      closes: async (register, limit) => real.closes(register, limit),
      cashEntries: async (register, span) => real.cashEntries(register, span),
      cashSurroundings: async (register, entries) => real.cashSurroundings(register, entries),
    },
  };

  async function readable<T>(read: () => Promise<T>): Promise<T> {
    const code = faulty.readFault();
    if (code !== undefined) throw new Fault(code, { played: 'read' });
    return read();
  }
  return faulty;
}
