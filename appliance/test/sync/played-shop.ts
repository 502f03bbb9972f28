// A shop without databases for trying the sync: boxes whose journals are lists, an archive that is a list, a feed that counts. What is
// durable outlives a kill, what is not does not; everything takes the time a test gives it.
import type { KeyObject } from 'node:crypto';
import { firstPrev } from '../../src/domain/journal/entry.ts';
import { ok, refuse, type Result } from '../../src/domain/refusal.ts';
import { ChainCheck, checkKeys } from '../../src/journal/chain-check.ts';
import { payloadText } from '../../src/journal/chain.ts';
import type { ChainHead } from '../../src/journal/head.ts';
import type { StoredEntry } from '../../src/journal/stored-entry.ts';
import { Fault } from '../../src/platform/fault.ts';
import type { Clock } from '../../src/platform/ports/clock.ts';
import type { Log } from '../../src/platform/ports/log.ts';
import type { BoxStatus, SyncEntry } from '../../src/protocol/sync.ts';
import type {
  BoxSelf,
  EnrolledBox,
  EnrolledBoxes,
  FeedChange,
  FeedInbox,
  FeedSource,
  FleetListener,
  JournalArchive,
  JournalOutbox,
  OfficeAnswers,
  OrderOutcome,
  TakeOutcome,
} from '../../src/sync/ports.ts';
import { type SampleJournal, sampleJournal, sampleSigner } from '../journal/sample-journal.ts';

export const silent: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

export async function sleep(clock: Clock, ms: number): Promise<void> {
  await new Promise<void>((resolve) => {
    clock.after(ms, resolve);
  });
}

/** A box's disk: its journal, its key, and how far it holds the feed. */
export class PlayedBox implements JournalOutbox, FeedInbox, BoxSelf {
  readonly signer: ReturnType<typeof sampleSigner>;
  readonly register: string;
  entries: SyncEntry[] = [];
  /** What the feed has brought, by id. */
  held = new Map<string, unknown>();
  at = { epoch: '', number: 0 };
  /** Every change applied, in order. */
  readonly applied: FeedChange[] = [];
  readonly carriedOut: string[] = [];
  /** Asked before each change; a fault makes the disk refuse it. */
  applyFault: () => Fault | undefined = () => undefined;
  answer: OrderOutcome = { ok: true, detail: 'done' };
  devices: BoxStatus['devices'] = [];
  #journal: SampleJournal;
  #appended: () => void = () => undefined;
  #changed: () => void = () => undefined;

  constructor(register: string, keyByte: number) {
    this.register = register;
    this.signer = sampleSigner(keyByte);
    this.#journal = sampleJournal(register, this.signer);
  }

  get public(): EnrolledBox {
    return { register: this.register, publicKey: this.signer.publicKey, revoked: false };
  }

  /** Something happens at the till: every seventh is a sale. */
  sell(count = 1): void {
    for (let sold = 0; sold < count; sold += 1) {
      const { entries } = (this.entries.length + 1) % 7 === 0 ? this.#journal.sale() : this.#journal.line();
      for (const entry of entries) {
        const { register: _register, payload: _payload, ...rest } = entry;
        this.entries.push({ ...rest, payload: payloadText(entry) });
      }
    }
    this.#appended();
  }

  /** The disk is what it was when the journal had this many entries. */
  restoreTo(count: number): void {
    this.entries = this.entries.slice(0, count);
    const last = this.entries.at(-1);
    const head = last === undefined ? { seq: 0, hash: firstPrev } : { seq: last.seq, hash: last.hash };
    // A receipt number of its own, so that what is sold now differs from what was sold then.
    this.#journal = sampleJournal(this.register, this.signer, { head, receipt: 500_000 + count });
  }

  deviceChanged(): void {
    this.#changed();
  }

  async head(): Promise<ChainHead> {
    const last = this.entries.at(-1);
    return last === undefined ? { seq: 0, hash: firstPrev } : { seq: last.seq, hash: last.hash };
  }

  async after(seq: number, limits: { readonly entries: number }): Promise<readonly SyncEntry[]> {
    return this.entries.slice(seq, seq + limits.entries);
  }

  async hashAt(seq: number): Promise<string | undefined> {
    return this.entries[seq - 1]?.hash;
  }

  onAppend(listener: () => void): void {
    this.#appended = listener;
  }

  async position(): Promise<{ readonly epoch: string; readonly number: number }> {
    return this.at;
  }

  async apply(change: FeedChange): Promise<void> {
    const fault = this.applyFault();
    if (fault !== undefined) throw fault;
    if (change.whole) this.held = new Map();
    for (const { id, body } of change.items) {
      if (body === null) this.held.delete(id);
      else this.held.set(id, body);
    }
    this.at = { epoch: change.epoch, number: change.number };
    this.applied.push(change);
  }

  async status(): Promise<Omit<BoxStatus, 'queue' | 'feedNumber'>> {
    return { devices: this.devices, disk: null, temperature: null, pages: 1, startedAt: 0 };
  }

  async carryOut(order: string): Promise<OrderOutcome> {
    this.carriedOut.push(order);
    return this.answer;
  }

  onChange(listener: () => void): void {
    this.#changed = listener;
  }
}

function storedOf(register: string, entry: SyncEntry): StoredEntry {
  const { payload, hash, signature, key, ...header } = entry;
  const signed = {
    ...(signature === undefined ? {} : { signature }),
    ...(key === undefined ? {} : { key }),
  };
  return { header: { register, ...header }, payload, hash, ...signed };
}

/** The office's disk: journals, boxes, and a feed of prices. */
export class PlayedOffice implements JournalArchive, EnrolledBoxes, FeedSource, FleetListener, OfficeAnswers {
  readonly chains = new Map<string, SyncEntry[]>();
  readonly keys = new Map<string, KeyObject>();
  readonly boxes = new Map<string, { -readonly [Name in keyof EnrolledBox]: EnrolledBox[Name] }>();
  readonly alarms: { readonly register: string; readonly seq: number; readonly detail: string }[] = [];
  readonly statuses: { readonly register: string; readonly status: BoxStatus; readonly offsetMs: number }[] =
    [];
  readonly connections: string[] = [];
  epoch = 'first';
  /** Prices by id, with the number of their last change; null: gone. */
  readonly prices = new Map<string, { readonly number: number; readonly price: number | null }>();
  number = 0;
  /** Numbers further back than this need a whole copy. */
  keptFrom = 0;
  takeMs: () => number = () => 0;
  takeFault: () => boolean = () => false;
  questions: readonly string[] = ['price'];
  answerMs: () => number = () => 0;
  answerFault: () => boolean = () => false;
  /** Questions being answered now, and the most that ever were. */
  answering = { now: 0, most: 0 };
  readonly #clock: Clock;
  #changed: () => void = () => undefined;
  #revoked: (register: string) => void = () => undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  enrol(box: PlayedBox): void {
    this.boxes.set(box.signer.key, { ...box.public });
    const { usable } = checkKeys([{ id: box.signer.key, publicKey: box.signer.publicKey }]);
    for (const [id, key] of usable) this.keys.set(id, key);
  }

  revoke(box: PlayedBox): void {
    const enrolled = this.boxes.get(box.signer.key);
    if (enrolled !== undefined) enrolled.revoked = true;
    this.#revoked(box.register);
  }

  setPrice(id: string, price: number | null): void {
    this.number += 1;
    this.prices.set(id, { number: this.number, price });
    this.#changed();
  }

  /** The price of an id, or that there is none. */
  async answer(_register: string, _question: string, body: unknown): Promise<Result<unknown>> {
    this.answering = {
      now: this.answering.now + 1,
      most: Math.max(this.answering.most, this.answering.now + 1),
    };
    await sleep(this.#clock, this.answerMs());
    this.answering = { ...this.answering, now: this.answering.now - 1 };
    if (this.answerFault()) throw new Fault('storage.busy');
    const price = this.prices.get(String(body))?.price ?? undefined;
    return price === undefined ? refuse('product.unknown', { id: String(body) }) : ok(price);
  }

  /** What every box should hold. */
  get current(): ReadonlyMap<string, unknown> {
    return new Map([...this.prices].flatMap(([id, { price }]) => (price === null ? [] : [[id, price]])));
  }

  async head(register: string): Promise<ChainHead> {
    await sleep(this.#clock, this.takeMs());
    const last = this.chains.get(register)?.at(-1);
    return last === undefined ? { seq: 0, hash: firstPrev } : { seq: last.seq, hash: last.hash };
  }

  async take(register: string, entries: readonly SyncEntry[]): Promise<TakeOutcome> {
    await sleep(this.#clock, this.takeMs());
    if (this.takeFault()) throw new Fault('storage.busy');
    const chain = this.chains.get(register) ?? [];
    const last = chain.at(-1);
    const head = last === undefined ? { seq: 0, hash: firstPrev } : { seq: last.seq, hash: last.hash };
    if ((entries[0]?.seq ?? 0) > head.seq + 1) return { outcome: 'gap', expected: head.seq + 1 };
    const check = new ChainCheck(register, this.keys, head);
    const fresh: SyncEntry[] = [];
    for (const entry of entries) {
      if (entry.seq <= head.seq) {
        if (chain[entry.seq - 1]?.hash !== entry.hash)
          return this.#broken(register, entry.seq, 'another entry');
        continue;
      }
      const [problem] = check.add(storedOf(register, entry));
      if (problem !== undefined) return this.#broken(register, entry.seq, problem.kind);
      fresh.push(entry);
    }
    this.chains.set(register, [...chain, ...fresh]);
    return { outcome: 'taken', seq: fresh.at(-1)?.seq ?? head.seq };
  }

  #broken(register: string, seq: number, detail: string): TakeOutcome {
    this.alarms.push({ register, seq, detail });
    return { outcome: 'broken', seq, detail };
  }

  async alarm(register: string, alarm: { readonly seq: number; readonly detail: string }): Promise<void> {
    this.alarms.push({ register, ...alarm });
  }

  async box(key: string): Promise<EnrolledBox | undefined> {
    return this.boxes.get(key);
  }

  onRevoked(listener: (register: string) => void): void {
    this.#revoked = listener;
  }

  async next(
    _register: string,
    at: { readonly epoch: string; readonly number: number },
  ): Promise<FeedChange | undefined> {
    const { epoch } = this;
    if (at.epoch !== epoch || at.number < this.keptFrom) {
      const items = [...this.current].map(([id, body]) => ({ kind: 'price', id, body }));
      return { epoch, number: this.number, whole: true, items };
    }
    const later = [...this.prices].filter(([, { number }]) => number > at.number);
    const number = Math.min(...later.map(([, each]) => each.number));
    if (later.length === 0) return undefined;
    const items = later
      .filter(([, each]) => each.number === number)
      .map(([id, { price }]) => ({ kind: 'price', id, body: price }));
    return { epoch, number, whole: false, items };
  }

  /** As the port has it, for the feed. */
  onChange(listener: () => void): void {
    this.#changed = listener;
  }

  connected(register: string): void {
    this.connections.push(`+${register}`);
  }

  disconnected(register: string): void {
    this.connections.push(`-${register}`);
  }

  told(register: string, status: BoxStatus, offsetMs: number): void {
    this.statuses.push({ register, status, offsetMs });
  }
}
