// First in, first out: one piece of work at a time on one connection. The SQLite package keeps no order of its own between
// prepared statements, and two flows on one connection would meet inside each other's transactions.
import { Fault } from '../fault.ts';

export class WorkQueue {
  readonly #lengthMax: number;
  #tail: Promise<unknown> = Promise.resolve();
  #length = 0;
  #closed = false;

  constructor(lengthMax: number) {
    this.#lengthMax = lengthMax;
  }

  /** Waiting and running. */
  get length(): number {
    return this.#length;
  }

  /** Rejects with Fault `storage.busy` when too much waits already, `stopped` after closing; otherwise settles as the work does. */
  run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new Fault('stopped', { what: 'database' }));
    if (this.#length >= this.#lengthMax) {
      return Promise.reject(new Fault('storage.busy', { waiting: this.#length }));
    }
    this.#length += 1;
    const result = this.#tail.then(work);
    const done = (): void => {
      this.#length -= 1;
    };
    this.#tail = result.then(done, done);
    return result;
  }

  /** Takes nothing more; resolves when what was taken is done. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#tail;
  }
}
