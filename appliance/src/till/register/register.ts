// One register at work: commands wait in a queue, those that waited together are decided one after another on the state
// as it will be, and become durable in one commit. Only then is the state theirs, are the senders answered, and do
// printer, drawer and pages hear of it. Nothing is ever decided on a state that could still be rolled back.
import { decide } from '../../domain/register/decide.ts';
import { evolve } from '../../domain/register/evolve.ts';
import { eventVersion, type RegisterEvent } from '../../domain/register/events.ts';
import type { RegisterState } from '../../domain/register/state.ts';
import { type Entry, subjectOf } from '../../domain/journal/entry.ts';
import { refuse, type Result } from '../../domain/refusal.ts';
import type { ShopSettings } from '../../domain/shop/settings.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import { Fault, isFault } from '../../platform/fault.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import { seal, type Signer } from '../../journal/chain.ts';
import type { ChainHead } from '../../journal/head.ts';
import { markSales } from '../fiscal/mark-sales.ts';
import type { FiscalProvider } from '../fiscal/port.ts';
import type { CommitParts, JournalStore } from '../journal/store.ts';
import { type Answer, answerOf } from './answer.ts';
import { RecentAnswers } from './recent-answers.ts';
import type { AskedCommand, AskedWhenReady, Facts, Outcome, RegisterRequest } from './request.ts';
import { addSideRows } from './side-rows.ts';
import { finishing } from './when-full.ts';

/** Commands waiting at most; more are refused with `box.busy`. */
const queueMax = 2_000;
/** Commands joined in one commit at most. */
const batchMax = 64;
/** A commit that takes longer than this will not come back. Disks stall for seconds, not for half a minute. */
const stuckMs = 30_000;

export interface RegisterPorts {
  readonly store: JournalStore;
  readonly clock: Clock;
  readonly signer: Signer;
  /** Read at each decision: settings may change under a running register. */
  readonly settings: () => ShopSettings;
  /** Absent: the law of the place wants nothing of a sale. */
  readonly fiscal?: FiscalProvider;
}

interface Waiting {
  readonly request: { readonly id: string; readonly what: AskedCommand | Facts };
  readonly resolve: (outcome: Outcome) => void;
}

interface Queued {
  readonly request: RegisterRequest;
  readonly resolve: (outcome: Outcome) => void;
}

/** A batch in the making: the state as it will be, and all that the commit must hold. */
interface Draft {
  state: RegisterState;
  head: ChainHead;
  readonly parts: {
    entries: Entry[];
    answers: CommitParts['answers'][number][];
    sales: CommitParts['sales'][number][];
    returned: CommitParts['returned'][number][];
    jobs: CommitParts['jobs'][number][];
  };
  readonly accepted: { readonly waiting: Waiting; readonly answer: Answer }[];
  readonly refused: { readonly waiting: Waiting; readonly outcome: Outcome }[];
  readonly events: RegisterEvent[];
}

export type RegisterListener = (state: RegisterState, events: readonly RegisterEvent[]) => void;

/** Whether the store takes writes; `full` and `failed` end with the next commit that succeeds. */
export type StorageHealth = 'ok' | 'full' | 'failed';

export class Register {
  readonly name: string;
  readonly #ports: RegisterPorts;
  readonly #queue: Queued[] = [];
  readonly #recent = new RecentAnswers<Outcome>(4_096);
  readonly #listeners = new Set<RegisterListener>();
  #state: RegisterState;
  #head: ChainHead;
  #running: Promise<void> | null = null;
  #busySince: number | null = null;
  #stopped = false;
  #storage: StorageHealth = 'ok';
  #roomy = true;

  /** `state` must be the fold of all entries up to `head`; see `open-register.ts`. */
  constructor(at: { readonly state: RegisterState; readonly head: ChainHead }, ports: RegisterPorts) {
    this.name = at.state.register;
    this.#state = at.state;
    this.#head = at.head;
    this.#ports = ports;
  }

  get state(): RegisterState {
    return this.#state;
  }

  get head(): ChainHead {
    return this.#head;
  }

  get storage(): StorageHealth {
    return this.#roomy ? this.#storage : 'full';
  }

  /** Told by who watches the disk. Without room nothing new is begun, while what is under way can be finished on the reserve. */
  haveRoom(roomy: boolean): void {
    if (roomy === this.#roomy) return;
    this.#roomy = roomy;
    if (roomy && this.#storage === 'full') this.#storage = 'ok';
    for (const listener of this.#listeners) listener(this.#state, []);
  }

  /** A register keeps its books in one currency; which one is settled by the first shift. Until then it follows the shop. */
  keepBooksIn(currency: string): void {
    if (this.#state.numbers.shift === 0) this.#state = { ...this.#state, currency };
  }

  /** The answer of a command that was accepted before, in this life or an earlier one. Undefined, also, where the store cannot be asked. */
  async answered(id: string): Promise<Outcome | undefined> {
    const recent = await this.#recent.get(id);
    if (recent?.ok === true) return recent;
    const old = await this.#reading(async () => this.#stored(id));
    return old.ok && old.value !== undefined ? { ok: true, value: old.value } : undefined;
  }

  /** Called when the store begins or ceases to refuse, with no events, and after each commit, in order, with the new state and the events that led to it. */
  onCommit(listener: RegisterListener): void {
    this.#listeners.add(listener);
  }

  /** Answers once the outcome is durable. The same id gets the same answer, now and after a restart. */
  async submit(request: RegisterRequest): Promise<Outcome> {
    if (this.#stopped) return refuse('box.stopping');
    const known = this.#recent.get(request.id);
    if (known !== undefined) return known;
    if (this.#queue.length >= queueMax) return refuse('box.busy');
    const outcome = new Promise<Outcome>((resolve) => {
      this.#queue.push({ request, resolve });
    });
    this.#recent.put(request.id, outcome);
    this.#running ??= this.#run();
    return outcome;
  }

  /** False when the oldest waiting command has been waiting for too long: the writer hangs. */
  isMoving(): boolean {
    return this.#busySince === null || this.#ports.clock.monotonic() - this.#busySince < stuckMs;
  }

  /** Finishes what is queued, then refuses everything. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    // Let commands that arrive in the same turn join the first batch.
    await Promise.resolve();
    try {
      for (let next = this.#queue[0]; next !== undefined; next = this.#queue[0]) {
        if ('prepare' in next.request.what) await this.#prepareAndProcess(next, next.request.what);
        else await this.#process(this.#readyBatch());
      }
    } finally {
      this.#running = null;
      this.#busySince = null;
    }
  }

  /** Commands at the head of the queue that need nothing read first. */
  #readyBatch(): readonly Waiting[] {
    const batch: Waiting[] = [];
    while (batch.length < batchMax) {
      const [next] = this.#queue;
      if (next === undefined || 'prepare' in next.request.what) break;
      this.#queue.shift();
      batch.push({ request: { id: next.request.id, what: next.request.what }, resolve: next.resolve });
    }
    return batch;
  }

  async #prepareAndProcess(
    { request, resolve }: Queued,
    { prepare, ...asked }: AskedWhenReady,
  ): Promise<void> {
    this.#queue.shift();
    const command = await this.#reading(prepare);
    if (command.ok)
      await this.#process([
        { request: { id: request.id, what: { ...asked, command: command.value } }, resolve },
      ]);
    else resolve(command);
  }

  /** A store that cannot be read is a refusal: nothing is decided on what is not known. */
  async #reading<T>(read: () => Promise<Result<T, FailureCode>>): Promise<Result<T, FailureCode>> {
    try {
      return await read();
    } catch (error) {
      if (!isFault(error)) throw error;
      return refuse(isFault(error, 'storage.busy') ? 'box.busy' : 'storage.failed');
    }
  }

  async #process(batch: readonly Waiting[]): Promise<void> {
    this.#busySince = this.#ports.clock.monotonic();
    const draft = this.#draft(batch);
    try {
      if (draft.parts.entries.length > 0) await this.#ports.store.commit(draft.parts);
    } catch (error) {
      await this.#failed(batch, error);
      return;
    }
    this.#state = inCurrencyOf(draft.state, this.#state);
    this.#head = draft.head;
    if (draft.parts.entries.length > 0) this.#storage = 'ok';
    for (const { waiting, answer } of draft.accepted) waiting.resolve({ ok: true, value: answer });
    if (draft.events.length > 0) for (const listener of this.#listeners) listener(draft.state, draft.events);
    await Promise.all(draft.refused.map(async ({ waiting, outcome }) => this.#refuse(waiting, outcome)));
  }

  #draft(batch: readonly Waiting[]): Draft {
    const draft: Draft = {
      state: this.#state,
      head: this.#head,
      parts: { entries: [], answers: [], sales: [], returned: [], jobs: [] },
      accepted: [],
      refused: [],
      events: [],
    };
    for (const waiting of batch) this.#add(draft, waiting);
    return draft;
  }

  #add(draft: Draft, waiting: Waiting): void {
    const { id, what } = waiting.request;
    const at = this.#ports.clock.now();
    const decision = this.#marked(draft.state, this.#decide(draft.state, what, at), at);
    if (!decision.ok) {
      draft.refused.push({ waiting, outcome: decision });
      return;
    }
    const who =
      'events' in what
        ? { who: what.who }
        : {
            who: what.actor.user,
            ...(what.actor.approvedBy === undefined ? {} : { approvedBy: what.actor.approvedBy.user }),
          };
    const wish = { print: 'events' in what || what.print !== false };
    for (const event of decision.value) {
      const entry = seal(
        {
          register: this.name,
          seq: draft.head.seq + 1,
          at,
          ...who,
          type: event.type,
          v: eventVersion,
          subject: subjectOf(event, draft.state.shift?.number ?? null),
          payload: event.payload,
          prev: draft.head.hash,
        },
        this.#ports.signer,
      );
      draft.head = { seq: entry.seq, hash: entry.hash };
      draft.state = evolve(draft.state, event, { at, by: who.who });
      draft.parts.entries.push(entry);
      draft.events.push(event);
      addSideRows(draft.parts, { event, entry }, wish);
    }
    const answer = answerOf(decision.value);
    if (decision.value.length > 0)
      draft.parts.answers.push({ id, register: this.name, answer: JSON.stringify(answer), at });
    draft.accepted.push({ waiting, answer });
  }

  #decide(
    state: RegisterState,
    what: AskedCommand | Facts,
    now: number,
  ): Result<readonly RegisterEvent[], FailureCode> {
    if ('events' in what) return { ok: true, value: what.events };
    const { command, actor } = what;
    if (!this.#roomy && !finishing.has(command.type)) return refuse('storage.full');
    return decide(state, command, { settings: this.#ports.settings(), actor, now });
  }

  #marked(
    state: RegisterState,
    decision: Result<readonly RegisterEvent[], FailureCode>,
    at: number,
  ): Result<readonly RegisterEvent[], FailureCode> {
    const { fiscal } = this.#ports;
    if (!decision.ok || fiscal === undefined) return decision;
    return markSales(decision.value, fiscal, { at, previous: state.fiscal?.signature });
  }

  /** The store refused the batch: nothing of it is true. A repeat of an old command gets its old answer; the others are tried alone. */
  async #failed(batch: readonly Waiting[], error: unknown): Promise<void> {
    if (isFault(error, 'storage.constraint')) {
      await this.#repeated(batch, error);
      return;
    }
    if (!isFault(error)) throw error;
    if (!isFault(error, 'storage.full', 'storage.busy')) await this.#nothingWritten(error);
    if (!isFault(error, 'storage.busy')) this.#storage = isFault(error, 'storage.full') ? 'full' : 'failed';
    const code = isFault(error, 'storage.busy')
      ? 'box.busy'
      : (`storage.${this.#storage}` as 'storage.full' | 'storage.failed');
    for (const waiting of batch) this.#takeBack(waiting, refuse(code));
    for (const listener of this.#listeners) listener(this.#state, []);
  }

  /** A disk that fails may have written all the same. Then nobody is told "refused": only a new start knows what is true. */
  async #nothingWritten(error: unknown): Promise<void> {
    const { seq } = await this.#ports.store.head(this.name);
    if (seq !== this.#head.seq)
      throw new Fault('storage.corrupt', { register: this.name, seq, expected: this.#head.seq }, error);
  }

  async #repeated(batch: readonly Waiting[], error: unknown): Promise<void> {
    for (const waiting of batch) {
      const old = await this.#reading(async () => this.#stored(waiting.request.id));
      if (!old.ok) this.#takeBack(waiting, old);
      else if (old.value !== undefined) waiting.resolve({ ok: true, value: old.value });
      else if (batch.length > 1) await this.#process([waiting]);
      else throw new Fault('storage.corrupt', { register: this.name, seq: this.#head.seq }, error);
    }
  }

  /** Nothing happened, so the same id may be sent again when the store works again. */
  #takeBack(waiting: Waiting, outcome: Outcome): void {
    this.#recent.drop(waiting.request.id);
    waiting.resolve(outcome);
  }

  async #stored(id: string): Promise<Result<Answer | undefined, never>> {
    const answer = await this.#ports.store.answer(id);
    return { ok: true, value: answer === undefined ? undefined : (JSON.parse(answer) as Answer) };
  }

  /** A refused command may be the repeat of one that was accepted before a restart: then the first answer counts. */
  async #refuse(waiting: Waiting, outcome: Outcome): Promise<void> {
    const old = await this.#reading(async () => this.#stored(waiting.request.id));
    if (!old.ok) this.#takeBack(waiting, old);
    else waiting.resolve(old.value === undefined ? outcome : { ok: true, value: old.value });
  }
}

/** The shop's currency may have been settled while a commit was under way. */
function inCurrencyOf(state: RegisterState, { currency }: RegisterState): RegisterState {
  return state.currency === currency || state.numbers.shift > 0 ? state : { ...state, currency };
}
