// The outbox: every mail is stored first and sent from there, one at a time, again and again while a server is away. Without a server
// it is where the mails can be read. A crash at any moment loses none; one may then arrive twice, under the same Message-ID.
import type { Clock } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import type { Ids } from '../ports/ids.ts';
import type { Log } from '../ports/log.ts';
import type { Randomness } from '../ports/randomness.ts';
import type { Courier } from './courier.ts';
import { refusalOf, type Mail, type MailOutcome, type Message } from './mail.ts';
import { MailStore, type MailSummary, type StoredMail, type StoreLimits, type Taken } from './mail-store.ts';
import type { MailState } from './mail-table.ts';

export interface OutboxGround {
  /** With the table of mail-table.ts. */
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly randomness: Randomness;
  readonly log: Log;
}

export const outboxLimits: StoreLimits = {
  mailsMax: 1_000,
  bytesMax: 200_000_000,
  sentKeptMs: 30 * 86_400_000,
};

const minuteMs = 60_000;
const backOffMaxMs = 6 * 60 * minuteMs;
const giveUpMs = 3 * 86_400_000;
/** Beside the three days: a box that was off for a week, or whose clock jumped, has not tried yet. */
const attemptsMin = 10;
/** The longest sleep: the wall clock may jump while it lasts. */
const sleepMaxMs = 5 * minuteMs;
const listMax = 200;

export class Outbox implements Mail {
  readonly #ground: OutboxGround;
  readonly #store: MailStore;
  readonly #stopping = new AbortController();
  #courier: Courier | undefined;
  /** Whether use() was called: before, nobody knows if there is a server. */
  #told = false;
  #started = false;
  /** Monotonic: after trouble with the server nothing is tried before. */
  #pausedUntil = 0;
  #again = false;
  #running: Promise<void> | undefined;
  #cancelSleep: () => void = () => undefined;

  constructor(ground: OutboxGround, limits: StoreLimits = outboxLimits) {
    this.#ground = ground;
    this.#store = new MailStore(ground.database, limits);
  }

  /** Begins sending what waits. Before, mails are only stored. */
  start(): void {
    this.#started = true;
    this.#wake();
  }

  /** Ends the mail that is on its way (it stays queued) and resolves when nothing of the outbox is going on. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#cancelSleep();
    await this.#running;
  }

  /** The server to send by from now on, none when undefined: at start and at each change of its settings. What was kept in the last
   *  three days is sent then; what is older stays kept until a person sends it. After a change, what waits is tried at once. */
  async use(courier: Courier | undefined): Promise<void> {
    const now = this.#ground.clock.now();
    const first = !this.#told;
    this.#told = true;
    this.#courier = courier;
    this.#pausedUntil = 0;
    if (courier === undefined) await this.#store.keepQueued();
    else {
      await this.#store.queueKept(now, now - giveUpMs);
      // A restart changes nothing: what brought the daemon down must not be tried again at once.
      if (!first) await this.#store.hurry(now);
    }
    this.#wake();
  }

  async send(message: Message): Promise<MailOutcome> {
    const refusal = refusalOf(message);
    if (refusal !== undefined) return { ok: false, refusal };
    const id = message.id ?? this.#ground.ids.uuid();
    const mail = { ...message, id, at: this.#ground.clock.now() };
    const state = this.#stateOfNew();
    const stored = await this.#store.add(mail, state);
    if (!stored) return { ok: false, refusal: { code: 'mail.outbox-full' } };
    // The settings may have changed while it was stored.
    if (state !== this.#stateOfNew()) await this.use(this.#courier);
    this.#wake();
    return { ok: true, id };
  }

  /** Sends one that was kept or failed, as if it were new; false when there is no such one. */
  async retry(id: string): Promise<boolean> {
    if (this.#courier === undefined) return false;
    const found = await this.#store.retry(id, this.#ground.clock.now());
    this.#wake();
    return found;
  }

  /** False when there is none. */
  remove(id: string): Promise<boolean> {
    return this.#store.remove(id);
  }

  /** Newest first, 200 at most. */
  list(page: { readonly limit: number; readonly offset: number }): Promise<readonly MailSummary[]> {
    return this.#store.list({ limit: Math.min(page.limit, listMax), offset: page.offset });
  }

  read(id: string): Promise<StoredMail | undefined> {
    return this.#store.read(id);
  }

  counts(): Promise<Readonly<Record<MailState, number>>> {
    return this.#store.counts();
  }

  #stateOfNew(): 'queued' | 'kept' {
    // Until told otherwise there may be a server.
    return this.#courier === undefined && this.#told ? 'kept' : 'queued';
  }

  #wake(): void {
    if (!this.#started || this.#stopping.signal.aborted) return;
    this.#again = true;
    this.#cancelSleep();
    this.#running ??= this.#run();
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#stopping.signal.aborted) {
      this.#again = false;
      try {
        this.#sleep(await this.#sendDue());
      } catch (error) {
        this.#ground.log.warn({ error }, 'the outbox could not be worked on');
        this.#sleep(minuteMs);
      }
    }
    this.#running = undefined;
  }

  #sleep(ms: number | undefined): void {
    if (ms === undefined || this.#stopping.signal.aborted) return;
    this.#cancelSleep();
    const capped = Math.min(Math.max(ms, 0), sleepMaxMs);
    this.#cancelSleep = this.#ground.clock.after(capped, () => {
      this.#wake();
    });
  }

  /** Sends until nothing is due or nothing passes. The milliseconds until it is worth looking again; undefined when nothing waits. */
  async #sendDue(): Promise<number | undefined> {
    const { clock } = this.#ground;
    while (!this.#stopping.signal.aborted) {
      const courier = this.#courier;
      if (courier === undefined) return undefined;
      const paused = this.#pausedUntil - clock.monotonic();
      if (paused > 0) return paused;
      const now = clock.now();
      const nextAt = (attempts: number): number => now + this.#backOff(attempts);
      const taken = await this.#store.take(now, now + backOffMaxMs, nextAt);
      if (taken === undefined) {
        const next = await this.#store.nextAt();
        return next === undefined ? undefined : next - clock.now();
      }
      await this.#carry(courier, taken);
    }
    return undefined;
  }

  async #carry(courier: Courier, { mail, attempts }: Taken): Promise<void> {
    const { clock, log } = this.#ground;
    const delivery = await courier(mail, this.#stopping.signal);
    if (delivery.ok) {
      await this.#store.sent(mail.id, clock.now());
      log.info({ mail: mail.id, attempts }, 'mail sent');
      return;
    }
    // Ended by stop(): it says nothing about the mail.
    if (this.#stopping.signal.aborted) return;
    const old = clock.now() - mail.at >= giveUpMs && attempts >= attemptsMin;
    const final = delivery.permanent || old;
    await this.#store.notSent(mail.id, delivery.error, final);
    log.warn({ mail: mail.id, attempts, final, error: delivery.error }, 'mail not sent');
    // One try a minute until the server answers again, whatever the number of mails that wait.
    if (delivery.trouble === 'server') this.#pausedUntil = clock.monotonic() + minuteMs;
  }

  /** 1 min, 2, 4 … 6 h, and up to a tenth more. */
  #backOff(attempts: number): number {
    const base = minuteMs * 2 ** Math.min(attempts - 1, 20);
    return Math.min(Math.round(base * (1 + this.#ground.randomness.fraction() / 10)), backOffMaxMs);
  }
}
