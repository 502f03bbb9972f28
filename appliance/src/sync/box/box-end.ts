// The box's end of the sync: links to the office for as long as the box lives. Whatever ends a link, the next one is tried after a while,
// for ever; nothing here is waited for by the till.
import { isFault } from '../../platform/fault.ts';
import { backOffMs, refusedMs } from '../back-off.ts';
import type { AskOutcome } from './asks.ts';
import type { BoxEndParts } from './box-end-parts.ts';
import { BoxSession, type SessionEnd } from './box-session.ts';

/** A link that held for this long was a good one: the next try comes soon. */
const goodLinkMs = 20_000;

export interface SyncState {
  readonly phase: 'connecting' | 'linked' | 'waiting' | 'stopped';
  /** Milliseconds since 1970, by the box's clock. */
  readonly since: number;
  /** Why the office does not speak with this box, when it does not. */
  readonly refusal: { readonly code: string; readonly detail: string } | null;
  /** The box's clock less the office's, when it was last measured. */
  readonly offsetMs: number | null;
  /** The last entry the office is known to have in this life of the daemon; null before the first link. */
  readonly acked: number | null;
}

export class BoxEnd {
  readonly #parts: BoxEndParts;
  readonly #listeners = new Set<(state: SyncState) => void>();
  #state: SyncState;
  #session: BoxSession | undefined;
  #running: Promise<void> | undefined;
  readonly #stopping = new AbortController();
  #failures = 0;
  #endPause: () => void = () => undefined;

  constructor(parts: BoxEndParts) {
    this.#parts = parts;
    const since = parts.clock.now();
    this.#state = { phase: 'connecting', since, refusal: null, offsetMs: null, acked: null };
  }

  get state(): SyncState {
    const session = this.#session;
    if (session === undefined || this.#state.phase !== 'linked') return this.#state;
    return { ...this.#state, offsetMs: session.offsetMs, acked: session.acked };
  }

  onChange(listener: (state: SyncState) => void): void {
    this.#listeners.add(listener);
  }

  /** Answered, refused, or given up within a few seconds; never waits for a link. */
  async ask(question: string, body: unknown): Promise<AskOutcome> {
    return (await this.#session?.ask(question, body)) ?? { outcome: 'not-linked' };
  }

  start(): void {
    this.#parts.outbox.onAppend(() => this.#session?.appended());
    this.#parts.self.onChange(() => this.#session?.changed());
    this.#running = this.#run();
  }

  /** Resolves when nothing of it is under way any more. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#endPause();
    this.#session?.end('the box stops');
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#isStopped()) {
      this.#become({ phase: 'connecting' });
      const ended = await this.#once();
      const { offsetMs, acked } = this.state;
      this.#session = undefined;
      if (this.#isStopped()) break;
      this.#failures = ended.linkedMs >= goodLinkMs ? 0 : this.#failures + 1;
      this.#become({ phase: 'waiting', refusal: ended.refusal ?? null, offsetMs, acked });
      const fraction = this.#parts.randomness.fraction();
      const waitMs =
        ended.refusal === undefined
          ? backOffMs(Math.max(0, this.#failures - 1), fraction)
          : refusedMs(fraction);
      if (ended.refusal !== undefined)
        this.#parts.log.warn({ ...ended.refusal }, 'the office refuses this box');
      else this.#parts.log.debug({ why: ended.why, waitMs }, 'the link to the office ended');
      await this.#pause(waitMs);
    }
    this.#become({ phase: 'stopped' });
  }

  #isStopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  async #once(): Promise<SessionEnd> {
    try {
      const link = await this.#parts.connect(this.#stopping.signal);
      const session = new BoxSession(link, this.#parts, () => {
        this.#become({ phase: 'linked', refusal: null });
      });
      this.#session = session;
      if (this.#isStopped()) session.end('the box stops');
      return await session.run();
    } catch (error) {
      if (!isFault(error)) throw error;
      this.#session?.end(error.code);
      return { why: `${error.code} ${JSON.stringify(error.data)}`, refusal: undefined, linkedMs: 0 };
    }
  }

  async #pause(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const cancel = this.#parts.clock.after(ms, resolve);
      this.#endPause = () => {
        cancel();
        resolve();
      };
    });
    this.#endPause = () => undefined;
  }

  #become(change: Partial<SyncState>): void {
    const next = { ...this.#state, ...change };
    const since = next.phase === this.#state.phase ? this.#state.since : this.#parts.clock.now();
    this.#state = { ...next, since };
    for (const listener of this.#listeners) listener(this.state);
  }
}
