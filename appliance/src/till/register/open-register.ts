// Brings a register back to where the journal stands: newest snapshot, then the entries after it. A crash at any point ends here.
import { evolve } from '../../domain/register/evolve.ts';
import type { RegisterEvent } from '../../domain/register/events.ts';
import { emptyRegister, type RegisterState } from '../../domain/register/state.ts';
import { Fault } from '../../platform/fault.ts';
import type { ChainHead } from '../../journal/head.ts';
import type { JournalStore } from '../journal/store.ts';

const pageSize = 1_000;

export async function readRegister(
  store: JournalStore,
  register: string,
  currency: string,
): Promise<{ readonly state: RegisterState; readonly head: ChainHead }> {
  const head = await store.head(register);
  const snapshot = await store.snapshot(register);
  // Before the first shift nothing has been counted: the currency is that of the shop as it is today.
  const usable = snapshot !== undefined && snapshot.state.numbers.shift > 0 ? snapshot : undefined;
  let state = usable?.state ?? emptyRegister(register, currency);
  let seq = usable?.seq ?? 0;
  while (seq < head.seq) {
    const entries = await store.entries(register, seq, pageSize);
    if (entries.length === 0) throw new Fault('storage.corrupt', { register, seq });
    for (const entry of entries) {
      // The journal was written by this program: its types were checked when they were decided.
      const event = { type: entry.type, payload: entry.payload } as RegisterEvent;
      state = evolve(state, event, { at: entry.at, by: entry.who });
      seq = entry.seq;
    }
  }
  return { state, head };
}
