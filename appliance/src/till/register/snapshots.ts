// Keeps the way back short: every so many entries the state is stored, so that a start reads little. Off the hot path; losing one loses nothing.
import type { Log } from '../../platform/ports/log.ts';
import type { JournalStore } from '../journal/store.ts';
import type { Register } from './register.ts';

/** Entries after which the state is stored again. */
const every = 2_000;

export class Snapshots {
  readonly #register: Register;
  readonly #store: JournalStore;
  readonly #log: Log;
  #savedSeq: number;
  #saving: Promise<void> | null = null;

  constructor(register: Register, store: JournalStore, log: Log) {
    this.#register = register;
    this.#store = store;
    this.#log = log;
    this.#savedSeq = register.head.seq;
  }

  start(): void {
    this.#register.onCommit(() => {
      if (this.#saving === null && this.#register.head.seq - this.#savedSeq >= every)
        this.#saving = this.#save();
    });
  }

  /** Stores the last state, so that the next start reads nothing but it. */
  async stop(): Promise<void> {
    await this.#saving;
    if (this.#register.head.seq > this.#savedSeq) await this.#save();
  }

  async #save(): Promise<void> {
    const { name, state, head } = this.#register;
    try {
      await this.#store.saveSnapshot(name, head.seq, state);
      this.#savedSeq = head.seq;
    } catch (error) {
      this.#log.warn(
        { error, seq: head.seq },
        'no snapshot could be stored; the journal is whole without it',
      );
    } finally {
      this.#saving = null;
    }
  }
}
