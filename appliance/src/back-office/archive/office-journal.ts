// The office's own journal: goods received, adjustments, office orders, its cash point, who was let in and who was not. Same chain, same
// format and same archive as a register's; every entry is signed with the office's key.
import { type Entry, officeRegister } from '../../domain/journal/entry.ts';
import type { SigningKey } from '../../journal/box-key.ts';
import { payloadText, seal } from '../../journal/chain.ts';
import { Fault } from '../../platform/fault.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { SyncEntry } from '../../protocol/sync.ts';
import type { Archive } from './archive.ts';

/** Appends waiting at once; a caller past it is told `storage.busy`. */
const waitingMax = 1_000;

export interface OfficeEvent {
  /** What happened, e.g. `stock.adjusted`. */
  readonly type: string;
  /** Version of the payload's shape; 1 unless told. */
  readonly v?: number;
  /** What it is about: `register:B1`, `product:<id>`. */
  readonly subject: string;
  /** Plain JSON. Ids of persons, never what is known of them. */
  readonly payload: object;
}

export class OfficeJournal {
  readonly #archive: Archive;
  readonly #signer: SigningKey;
  readonly #clock: Clock;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  private constructor(archive: Archive, signer: SigningKey, clock: Clock) {
    this.#archive = archive;
    this.#signer = signer;
    this.#clock = clock;
  }

  static async open(archive: Archive, signer: SigningKey, clock: Clock): Promise<OfficeJournal> {
    await archive.trust(officeRegister, [{ id: signer.key, publicKey: signer.publicKey }]);
    return new OfficeJournal(archive, signer, clock);
  }

  /**
   * Writes what happened, all of it in one commit; resolves with its last entry when it is on disk.
   * @param who user id, or `system`
   * Throws Fault `storage.*`: then nothing was written. RangeError for texts that no journal may hold.
   */
  async append(happened: OfficeEvent | readonly OfficeEvent[], who: string): Promise<Entry<object>> {
    if (this.#waiting >= waitingMax) throw new Fault('storage.busy', { journal: officeRegister });
    this.#waiting += 1;
    const events: readonly OfficeEvent[] = 'type' in happened ? [happened] : happened;
    const written = this.#last.then(async () => this.#write(events, who));
    this.#last = written.catch(() => undefined);
    try {
      return await written;
    } finally {
      this.#waiting -= 1;
    }
  }

  async #write(events: readonly OfficeEvent[], who: string): Promise<Entry<object>> {
    let head = await this.#archive.head(officeRegister);
    const at = this.#clock.now();
    const entries = events.map(({ type, v = 1, subject, payload }) => {
      const body = { register: officeRegister, seq: head.seq + 1, at, who, type, v, subject, payload };
      const entry = seal({ ...body, prev: head.hash }, this.#signer);
      head = entry;
      return entry;
    });
    const last = entries.at(-1);
    if (last === undefined) throw new RangeError('nothing to append');
    const taken = await this.#archive.take(officeRegister, entries.map(asTaken));
    if (taken.outcome !== 'taken') throw new Fault('storage.corrupt', { journal: officeRegister, taken });
    return last;
  }
}

function asTaken(entry: Entry<object>): SyncEntry {
  const { register: _register, payload: _payload, ...rest } = entry;
  return { ...rest, payload: payloadText(entry) };
}
