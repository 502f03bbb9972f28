// A scale of Checkout-Dialog 06: it weighs what it was told the price of, and only after its pan has moved. Without the check sums that
// it asks for now and then it gives no weight: the secret they are made with comes with the shop's certificate and is an option here.
import { Type } from '@sinclair/typebox';
import type { Log } from '../../../platform/ports/log.ts';
import { readOptions } from '../../device-options.ts';
import type { DeviceSetting, DriverPorts } from '../../device.ts';
import type { Pipe } from '../../transport/pipe.ts';
import { PolledScale, type ScaleDialogue } from '../polled-scale.ts';
import type { OfferedGoods, Scale, ScaleReading, StableReading } from '../port.ts';
import type { RequestLine } from '../request-line.ts';
import { pollOptions } from '../scale-options.ts';
import {
  answers,
  askStatus,
  checksumRecord,
  type Dialog06Answer,
  encodedChecksums,
  eot,
  fetchResult,
  limits,
  offerRecord,
  troubleOf,
} from './codec.ts';

export const dialog06Options = Type.Object(
  {
    ...pollOptions,
    /** Polynomial of degree 16 with its leading term, five hexadecimal digits; empty: the scale is set to ask for no check sums. */
    checksumPolynomial: Type.String({ default: '', pattern: '^(?:1[0-9A-Fa-f]{4})?$', secret: true }),
    /** Of the software, four hexadecimal digits, as its certificate says. */
    softwareChecksum: Type.String({ default: '', pattern: '^(?:[0-9A-Fa-f]{4})?$' }),
  },
  { additionalProperties: false },
);

interface Secret {
  readonly sum: number;
  readonly polynomial: number;
}

type ScaleSays = ScaleReading | undefined;

class Dialog06 implements ScaleDialogue {
  readonly gapMs = 20;
  readonly sayTwice = false;
  readonly #secret: Secret | undefined;
  readonly #log: Log;
  #goods: OfferedGoods | null = null;
  /** The scale knows it. */
  #told: OfferedGoods | undefined;
  /** What it made of these goods, which holds until the pan moves. */
  #result: StableReading | undefined;

  constructor(secret: Secret | undefined, log: Log) {
    this.#secret = secret;
    this.#log = log;
  }

  offer(goods: OfferedGoods | null): void {
    this.#goods = goods;
    this.#told = undefined;
    this.#result = undefined;
  }

  async weigh(line: RequestLine): Promise<ScaleSays> {
    const goods = this.#goods;
    if (goods === null) return this.#idle(line);
    if (goods.unitPrice > limits.unitPrice || goods.tareGrams > limits.tareGrams) return { state: 'fault' };
    if (this.#told !== goods) {
      const told = await this.#tell(line, goods);
      if (told !== 'told') return told;
      this.#told = goods;
    }
    const says = await this.#fetch(line, goods);
    // Meanwhile something else may lie there.
    return this.#goods === goods ? says : { state: 'motion' };
  }

  /** Nothing is weighed, but somebody is there. */
  async #idle(line: RequestLine): Promise<ScaleSays> {
    const answer = await this.#exchange(line, askStatus);
    return answer === undefined ? undefined : { state: 'no-price' };
  }

  async #tell(line: RequestLine, goods: OfferedGoods): Promise<ScaleSays | 'told'> {
    const answer = await this.#exchange(line, offerRecord(goods));
    if (answer?.kind === 'ack') return 'told';
    if (answer?.kind === 'nak') return this.#reason(line);
    if (answer?.kind === 'checksums' && answer.verdict === 'wanted') return this.#prove(line, answer.z);
    return undefined;
  }

  async #fetch(line: RequestLine, goods: OfferedGoods): Promise<ScaleSays> {
    const answer = await this.#exchange(line, fetchResult);
    if (answer?.kind === 'weighing') {
      // A late answer about other goods is none.
      if (answer.weighing.unitPrice !== goods.unitPrice) return undefined;
      const { weightGrams, price } = answer.weighing;
      this.#told = undefined;
      this.#result = { state: 'stable', weightGrams, price };
      return this.#result;
    }
    if (answer?.kind !== 'nak') {
      this.#told = undefined;
      return undefined;
    }
    const reason = await this.#reason(line);
    if (reason?.state !== 'motion') this.#told = undefined;
    if (reason?.state === 'not-moved') return this.#result ?? reason;
    this.#result = undefined;
    return reason;
  }

  async #reason(line: RequestLine): Promise<ScaleSays> {
    const answer = await this.#exchange(line, askStatus);
    if (answer?.kind !== 'status') return undefined;
    const state = troubleOf(answer.code);
    return state === undefined ? undefined : { state };
  }

  async #prove(line: RequestLine, z: string): Promise<ScaleSays> {
    if (this.#secret === undefined || z === '') return this.#distrusted('no check sums are set up');
    const taken = await this.#exchange(line, checksumRecord(encodedChecksums(this.#secret, z)));
    if (taken?.kind !== 'ack') return undefined;
    const verdict = await this.#exchange(line, fetchResult);
    if (verdict?.kind !== 'checksums') return undefined;
    // The goods are offered anew.
    return verdict.verdict === 'valid' ? { state: 'motion' } : this.#distrusted('its check sums are wrong');
  }

  #distrusted(why: string): ScaleReading {
    this.#log.warn({ why }, 'the scale does not trust this software and gives no weight');
    return { state: 'fault' };
  }

  /** Every answer is closed by EOT. */
  async #exchange(line: RequestLine, question: string): Promise<Dialog06Answer | undefined> {
    const answer = await line.ask(question, answers);
    if (answer !== undefined) await line.tell(eot);
    return answer;
  }
}

export function connectDialog06(pipe: Pipe, setting: DeviceSetting, { clock, log }: DriverPorts): Scale {
  const options = readOptions(dialog06Options, setting);
  const { checksumPolynomial, softwareChecksum } = options;
  const secret =
    checksumPolynomial === '' || softwareChecksum === ''
      ? undefined
      : { sum: Number.parseInt(softwareChecksum, 16), polynomial: Number.parseInt(checksumPolynomial, 16) };
  return new PolledScale({ pipe, clock, options, dialogue: new Dialog06(secret, log) });
}
