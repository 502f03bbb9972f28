// One link of the office to a box, from hello to its end. Nothing a box says is believed before its key is proved, and nothing but the
// frames of the protocol is heard after; batches are taken one after another, answered each, and whatever breaks a rule ends the link.
import { isFault } from '../../platform/fault.ts';
import type { Link } from '../../platform/ports/link.ts';
import { Rate } from '../../platform/link/rate.ts';
import type { ChainHead } from '../../journal/head.ts';
import { type BoxFrame, type OfficeFrame, type SyncRefusal, syncVersion } from '../../protocol/sync.ts';
import { Deadline } from '../deadline.ts';
import { boxFrame, looked } from '../frames.ts';
import type { EnrolledBox, TakeOutcome } from '../ports.ts';
import { nonceBytes, proves } from '../proof.ts';
import { Answering } from './answering.ts';
import { FeedStream } from './feed-stream.ts';
import type { OfficeEndParts } from './parts.ts';

/** From the first byte to the proof, and each step of it. */
const greetingMs = 10_000;
/** A box pings three times as often. */
const silenceMs = 35_000;
/** Batches waiting to be taken; a box sends half as many ahead. */
const waitingMax = 8;
const framesPerSecond = 500;
const pendingBytesMax = 16 * 1024 * 1024;

type Hello = Extract<BoxFrame, { t: 'hello' }>;
type Journal = Extract<BoxFrame, { t: 'journal' }>;
export type Done = Extract<BoxFrame, { t: 'done' }>;

/** What a session asks of the office it belongs to. */
export interface SessionHouse {
  /** Makes this the one link of the register, once whoever held it before is gone. False: another box holds it. */
  claim(session: OfficeSession): Promise<boolean>;
  linked(session: OfficeSession, hello: Hello): void;
  done(session: OfficeSession, done: Done): void;
  ended(session: OfficeSession): void;
}

type Phase = 'hello' | 'proof' | 'judging' | 'linked' | 'over';

export class OfficeSession {
  readonly #parts: OfficeEndParts;
  readonly #house: SessionHouse;
  readonly #link: Link;
  readonly #deadline: Deadline;
  readonly #rate: Rate;
  readonly #nonce: string;
  readonly #waiting: Journal[] = [];
  #phase: Phase = 'hello';
  #wasLinked = false;
  #hello: Hello | undefined;
  #feed: FeedStream | undefined;
  #answering: Answering | undefined;
  #taking: Promise<void> | undefined;

  constructor(link: Link, parts: OfficeEndParts, house: SessionHouse) {
    this.#link = link;
    this.#parts = parts;
    this.#house = house;
    this.#deadline = new Deadline(parts.clock);
    this.#rate = new Rate(parts.clock, { perSecond: framesPerSecond, burst: 2 * framesPerSecond });
    this.#nonce = Buffer.from(parts.randomness.bytes(nonceBytes)).toString('base64');
  }

  /** Of the hello; believed once the session is linked. */
  get register(): string {
    return this.#hello?.register ?? '';
  }

  get key(): string {
    return this.#hello?.key ?? '';
  }

  get isLinked(): boolean {
    return this.#phase === 'linked';
  }

  /** It was linked once, whatever it is now. */
  get wasLinked(): boolean {
    return this.#wasLinked;
  }

  start(): void {
    this.#link.onFrame((text) => {
      this.#take(text);
    });
    this.#link.onClose(() => {
      this.#over();
    });
    this.#deadline.set(greetingMs, () => {
      this.end(4000, 'silent');
    });
  }

  order(id: string, name: Extract<OfficeFrame, { t: 'order' }>['name']): void {
    this.#say({ t: 'order', id, name });
  }

  /** Something may have changed for this box. */
  nudge(): void {
    this.#feed?.nudge();
  }

  refuse(code: SyncRefusal, detail: string): void {
    this.#say({ t: 'refused', code, detail: detail.slice(0, 500) });
    this.end(4003, code);
  }

  end(code: number, reason: string): void {
    if (this.#phase === 'over') return;
    this.#link.close(code, reason);
    this.#over();
  }

  /** Resolves when nothing that the box sent is under way any more: its next link then finds the archive at rest. */
  async settled(): Promise<void> {
    await this.#taking;
  }

  #over(): void {
    if (this.#phase === 'over') return;
    this.#phase = 'over';
    this.#waiting.length = 0;
    this.#deadline.clear();
    this.#feed?.stop();
    this.#answering?.stop();
    this.#house.ended(this);
  }

  #say(frame: OfficeFrame): void {
    if (this.#phase === 'over') return;
    if (this.#link.pendingBytes > pendingBytesMax) this.end(4008, 'too-slow');
    else this.#link.send(JSON.stringify(frame));
  }

  #take(text: string): void {
    if (this.#phase === 'over') return;
    if (!this.#rate.take()) {
      this.end(4029, 'too-many');
      return;
    }
    const seen = looked(text);
    if (this.#phase === 'hello' && seen?.['t'] === 'hello' && seen['protocol'] !== syncVersion) {
      this.refuse(
        'version',
        `the box speaks version ${String(seen['protocol'])}, this office ${syncVersion}`,
      );
      return;
    }
    const frame = seen === undefined ? undefined : boxFrame(seen);
    if (frame === undefined) this.end(4002, 'bad-frame');
    else if (this.#phase === 'linked') this.#serve(frame);
    else this.#greet(frame);
  }

  #greet(frame: BoxFrame): void {
    if (frame.t === 'hello' && this.#phase === 'hello') {
      this.#hello = frame;
      this.#phase = 'proof';
      const { office, version } = this.#parts.about;
      this.#say({ t: 'challenge', protocol: syncVersion, version, office, nonce: this.#nonce });
    } else if (frame.t === 'proof' && this.#phase === 'proof' && this.#hello !== undefined) {
      this.#phase = 'judging';
      void this.#judge(this.#hello, frame.signature);
    } else this.end(4002, 'bad-frame');
  }

  async #judge(hello: Hello, signature: string): Promise<void> {
    try {
      const box = await this.#parts.boxes.box(hello.key);
      const refusal = this.#refusalOf(hello, box, signature);
      if (refusal !== undefined) this.refuse(...refusal);
      else if (await this.#house.claim(this)) await this.#welcome(hello);
      else this.refuse('register-in-use', 'another box is linked for this register');
    } catch (error) {
      this.#cannot(error);
    }
  }

  #refusalOf(
    hello: Hello,
    box: EnrolledBox | undefined,
    signature: string,
  ): readonly [SyncRefusal, string] | undefined {
    if (box === undefined) return ['unknown-key', 'no box was ever enrolled with this key'];
    const parts = {
      officeNonce: this.#nonce,
      boxNonce: hello.nonce,
      office: this.#parts.about.office,
    };
    if (!proves(box.publicKey, parts, signature)) return ['proof-wrong', 'the signature is not of this key'];
    if (box.revoked) return ['revoked', 'this box was taken out of use'];
    return box.register === hello.register
      ? undefined
      : ['register-wrong', `this box is enrolled for ${box.register}`];
  }

  async #welcome(hello: Hello): Promise<void> {
    const { archive, clock } = this.#parts;
    const { seq, hash } = await archive.head(hello.register);
    // It may have ended while the archive was asked.
    if (this.#phase !== 'judging') return;
    const behind = behindness(hello.head, { seq, hash });
    if (behind !== undefined) {
      await archive.alarm(hello.register, { seq: hello.head.seq, detail: behind });
      this.refuse('chain-broken', behind);
      return;
    }
    this.#phase = 'linked';
    this.#wasLinked = true;
    this.#hear();
    this.#say({
      t: 'welcome',
      seq,
      hash,
      at: clock.now(),
      answers: [...(this.#parts.answers?.questions ?? [])],
    });
    this.#house.linked(this, hello);
  }

  #hear(): void {
    this.#deadline.set(silenceMs, () => {
      this.end(4000, 'silent');
    });
  }

  #serve(frame: BoxFrame): void {
    this.#hear();
    switch (frame.t) {
      case 'journal':
        this.#queue(frame);
        return;
      case 'follow':
        this.#follow(frame);
        return;
      case 'applied':
        if (this.#feed?.applied(frame.number) !== true) this.end(4002, 'bad-frame');
        return;
      case 'status':
        this.#parts.fleet.told(
          this.register,
          frame.status,
          frame.offsetMs ?? frame.at - this.#parts.clock.now(),
        );
        return;
      case 'done':
        this.#house.done(this, frame);
        return;
      case 'ask':
        this.#asked(frame);
        return;
      case 'ping':
        this.#say({ t: 'pong', at: this.#parts.clock.now(), echo: frame.at });
        return;
      case 'hello':
      case 'proof':
        this.end(4002, 'bad-frame');
    }
  }

  #follow({ epoch, from }: Extract<BoxFrame, { t: 'follow' }>): void {
    const { feed, clock } = this.#parts;
    if (feed === undefined) return;
    this.#feed ??= new FeedStream({
      register: this.register,
      feed,
      clock,
      link: this.#link,
      onEnd: (why) => {
        this.#parts.log.warn({ register: this.register, why }, 'the feed of a box came to an end');
        this.end(1011, 'feed');
      },
    });
    if (!this.#feed.follow(epoch, from)) this.end(4002, 'bad-frame');
  }

  #asked(frame: Extract<BoxFrame, { t: 'ask' }>): void {
    const { answers } = this.#parts;
    if (answers === undefined) return;
    this.#answering ??= new Answering({
      register: this.register,
      answers,
      say: (answer) => {
        this.#say(answer);
      },
      failed: (error) => {
        this.#parts.log.error({ error, register: this.register }, 'a question of a box was not answered');
      },
    });
    if (!this.#answering.take(frame)) this.end(4029, 'too-many');
  }

  #queue(frame: Journal): void {
    if (this.#waiting.length >= waitingMax) {
      this.end(4029, 'too-many');
      return;
    }
    this.#waiting.push(frame);
    this.#taking ??= this.#takeAll();
  }

  async #takeAll(): Promise<void> {
    try {
      for (let frame = this.#waiting.shift(); frame !== undefined; frame = this.#waiting.shift())
        this.#answer(await this.#parts.archive.take(this.register, frame.entries));
    } catch (error) {
      this.#cannot(error);
    } finally {
      this.#taking = undefined;
    }
  }

  #answer(outcome: TakeOutcome): void {
    switch (outcome.outcome) {
      case 'taken':
        this.#say({ t: 'taken', seq: outcome.seq });
        return;
      case 'gap':
        this.#say({ t: 'gap', expected: outcome.expected });
        return;
      case 'broken':
        this.refuse('chain-broken', `entry ${outcome.seq}: ${outcome.detail}`);
    }
  }

  /** The store has a bad moment: the box comes again. Anything else is a defect and not for here. */
  #cannot(error: unknown): void {
    if (!isFault(error)) throw error;
    this.#parts.log.error({ error, register: this.register }, 'the office could not serve a box');
    this.end(1013, 'try again later');
  }
}

/** What is wrong when a box's journal ends before, or beside, what the archive holds. */
function behindness(box: ChainHead, archive: ChainHead): string | undefined {
  if (box.seq < archive.seq)
    return `the box's journal ends at ${box.seq}, the office holds ${archive.seq}: it comes from a backup or is another one`;
  return box.seq === archive.seq && box.hash !== archive.hash
    ? `the box's entry ${box.seq} is not the one the office holds`
    : undefined;
}
