// One link of a box to its office, from hello to its end: proves the box's key, sends the journal up, takes the feed down, tells how the
// box is, and carries out what the office asks. It ends for good when either side falls silent; the next one goes on where this one stood.
import { isFault } from '../../platform/fault.ts';
import type { Link } from '../../platform/ports/link.ts';
import { type BoxFrame, type OfficeFrame, syncVersion } from '../../protocol/sync.ts';
import { firstPrev } from '../../domain/journal/entry.ts';
import { Deadline } from '../deadline.ts';
import { looked, officeFrame } from '../frames.ts';
import { nonceBytes, proofText } from '../proof.ts';
import { type AskOutcome, Asks } from './asks.ts';
import type { BoxEndParts } from './box-end-parts.ts';
import { FeedReceiver } from './feed-receiver.ts';
import { JournalSender } from './journal-sender.ts';
import { Orders } from './orders.ts';
import { StatusTeller } from './status-teller.ts';

/** Each step of the greeting. */
const greetingMs = 10_000;
const pingMs = 10_000;
/** The office answers every ping; one that says nothing for three of them is gone, whatever the socket believes. */
const silenceMs = 35_000;
const pendingBytesMax = 8 * 1024 * 1024;

export interface SessionEnd {
  /** Set when the office (or the box itself) will not speak to the other; a person has to mend it. */
  readonly refusal: { readonly code: string; readonly detail: string } | undefined;
  readonly why: string;
  /** How long it was linked, milliseconds; 0 when it never was. */
  readonly linkedMs: number;
}

type Phase = 'challenge' | 'welcome' | 'linked' | 'over';

export class BoxSession {
  readonly #parts: BoxEndParts;
  readonly #link: Link;
  readonly #deadline: Deadline;
  readonly #ping: Deadline;
  readonly #nonce: string;
  readonly #sender: JournalSender;
  readonly #receiver: FeedReceiver | undefined;
  readonly #status: StatusTeller;
  readonly #orders: Orders;
  readonly #asks: Asks;
  readonly #onLinked: () => void;
  #phase: Phase = 'challenge';
  #linkedAt: number | undefined;
  #pinged: { readonly at: number; readonly monotonic: number } | undefined;
  #resolve: (end: SessionEnd) => void = () => undefined;

  constructor(link: Link, parts: BoxEndParts, onLinked: () => void) {
    this.#link = link;
    this.#parts = parts;
    this.#onLinked = onLinked;
    const { clock, outbox, inbox, self } = parts;
    this.#deadline = new Deadline(clock);
    this.#ping = new Deadline(clock);
    this.#nonce = Buffer.from(parts.randomness.bytes(nonceBytes)).toString('base64');
    const onEnd = (why: string, refusal?: SessionEnd['refusal']): void => {
      this.end(why, refusal);
    };
    this.#sender = new JournalSender({
      outbox,
      clock,
      onEnd,
      send: (entries) => {
        this.#say({ t: 'journal', entries: [...entries] });
      },
    });
    if (inbox !== undefined)
      this.#receiver = new FeedReceiver({
        inbox,
        onEnd,
        applied: (number) => {
          this.#status.feedNumber = number;
          this.#say({ t: 'applied', number });
        },
      });
    this.#status = new StatusTeller({
      self,
      outbox,
      clock,
      acked: () => this.#sender.acked,
      say: (status, offsetMs) => {
        this.#say({ t: 'status', at: clock.now(), offsetMs, status });
      },
      onEnd,
    });
    const say = (frame: BoxFrame): void => {
      this.#say(frame);
    };
    this.#orders = new Orders(self, say);
    this.#asks = new Asks({ clock, ids: parts.ids, say });
  }

  get offsetMs(): number | null {
    return this.#status.offsetMs;
  }

  get acked(): number {
    return this.#sender.acked;
  }

  /** Resolves when the link is at its end. Throws Fault `storage.*` when the box cannot read its own journal. */
  async run(): Promise<SessionEnd> {
    const ended = new Promise<SessionEnd>((resolve) => {
      this.#resolve = resolve;
    });
    this.#link.onFrame((text) => {
      this.#take(text);
    });
    this.#link.onClose((code) => {
      this.end(`closed with ${code}`);
    });
    this.#deadline.set(greetingMs, () => {
      this.end('no challenge');
    });
    await this.#hello();
    return ended;
  }

  appended(): void {
    if (this.#phase === 'linked') this.#sender.appended();
  }

  async ask(question: string, body: unknown): Promise<AskOutcome> {
    return this.#asks.ask(question, body);
  }

  /** Something about the box is worth telling. */
  changed(): void {
    this.#status.changed();
  }

  end(why: string, refusal?: SessionEnd['refusal']): void {
    if (this.#phase === 'over') return;
    this.#phase = 'over';
    for (const part of [this.#sender, this.#receiver, this.#status, this.#orders, this.#asks]) part?.stop();
    this.#deadline.clear();
    this.#ping.clear();
    this.#link.close(1000, 'over');
    const linkedMs = this.#linkedAt === undefined ? 0 : this.#parts.clock.monotonic() - this.#linkedAt;
    this.#resolve({ why, refusal, linkedMs });
  }

  #say(frame: BoxFrame): void {
    if (this.#phase === 'over') return;
    if (this.#link.pendingBytes > pendingBytesMax) this.end('the line is too slow');
    else this.#link.send(JSON.stringify(frame));
  }

  async #hello(): Promise<void> {
    const { about, signer, outbox, clock } = this.#parts;
    const { seq, hash } = await outbox.head();
    this.#say({
      t: 'hello',
      protocol: syncVersion,
      version: about.version,
      register: about.register,
      roles: [...about.roles],
      key: signer.key,
      head: { seq, hash },
      at: clock.now(),
      nonce: this.#nonce,
    });
  }

  #take(text: string): void {
    if (this.#phase === 'over') return;
    const seen = looked(text);
    if (seen?.['t'] === 'challenge' && seen['protocol'] !== syncVersion) {
      this.#refuse(
        'version',
        `the office speaks version ${String(seen['protocol'])}, this box ${syncVersion}`,
      );
      return;
    }
    const frame = seen === undefined ? undefined : officeFrame(seen);
    if (frame === undefined) this.end('a frame that is none');
    else if (frame.t === 'refused') this.#refuse(frame.code, frame.detail);
    else if (this.#phase === 'linked') this.#serve(frame, text.length);
    else this.#greet(frame);
  }

  #refuse(code: string, detail: string): void {
    this.end('refused', { code, detail });
  }

  #greet(frame: OfficeFrame): void {
    if (frame.t === 'challenge' && this.#phase === 'challenge') this.#prove(frame);
    else if (frame.t === 'welcome' && this.#phase === 'welcome') void this.#welcomed(frame);
    else this.end('a frame out of turn');
  }

  #prove({ office, nonce }: Extract<OfficeFrame, { t: 'challenge' }>): void {
    const { about, signer } = this.#parts;
    if (office !== about.office) {
      this.#refuse('office-wrong', `this is the office ${office}; the box was paired with ${about.office}`);
      return;
    }
    this.#phase = 'welcome';
    this.#deadline.set(greetingMs, () => {
      this.end('no welcome');
    });
    const proof = proofText({ office, officeNonce: nonce, boxNonce: this.#nonce });
    this.#say({ t: 'proof', signature: Buffer.from(signer.sign(proof)).toString('base64') });
  }

  async #welcomed(at: Extract<OfficeFrame, { t: 'welcome' }>): Promise<void> {
    this.#deadline.clear();
    try {
      const known = at.seq === 0 ? firstPrev : await this.#parts.outbox.hashAt(at.seq);
      const position = await this.#parts.inbox?.position();
      if (this.#phase !== 'welcome') return;
      if (known === at.hash) this.#linked(at, position);
      else
        this.#refuse(
          'chain-broken',
          `the office has another entry ${at.seq}, or this journal ends before it`,
        );
    } catch (error) {
      if (!isFault(error)) throw error;
      this.end(`the box cannot read its own data: ${error.code}`);
    }
  }

  #linked(
    at: Extract<OfficeFrame, { t: 'welcome' }>,
    position: { readonly epoch: string; readonly number: number } | undefined,
  ): void {
    this.#phase = 'linked';
    this.#linkedAt = this.#parts.clock.monotonic();
    this.#hear();
    this.#sender.start(at.seq);
    this.#asks.start(at.answers ?? []);
    if (position !== undefined) {
      this.#status.feedNumber = position.number;
      this.#say({ t: 'follow', epoch: position.epoch, from: position.number });
    }
    this.#sayPing();
    this.#status.start();
    this.#onLinked();
  }

  #hear(): void {
    this.#deadline.set(silenceMs, () => {
      this.end('the office is silent');
    });
  }

  #sayPing(): void {
    const { clock } = this.#parts;
    this.#pinged = { at: clock.now(), monotonic: clock.monotonic() };
    this.#say({ t: 'ping', at: this.#pinged.at });
    this.#ping.set(pingMs, () => {
      this.#sayPing();
    });
  }

  #serve(frame: OfficeFrame, bytes: number): void {
    this.#hear();
    switch (frame.t) {
      case 'taken':
        if (!this.#sender.taken(frame.seq)) this.end('an answer to no batch');
        return;
      case 'gap':
        if (!this.#sender.gap(frame.expected)) this.end('a gap where none can be');
        return;
      case 'changes':
        this.#receiver?.take(frame, bytes);
        return;
      case 'order':
        this.#orders.take(frame);
        return;
      case 'answer':
        this.#asks.take(frame);
        return;
      case 'pong':
        this.#ponged(frame);
        return;
      case 'challenge':
      case 'welcome':
      case 'refused':
        this.end('a frame out of turn');
    }
  }

  #ponged({ at, echo }: Extract<OfficeFrame, { t: 'pong' }>): void {
    if (this.#pinged?.at !== echo) return;
    const tripMs = this.#parts.clock.monotonic() - this.#pinged.monotonic;
    this.#status.offset(Math.round(echo + tripMs / 2 - at));
  }
}
