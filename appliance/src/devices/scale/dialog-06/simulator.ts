// The other half of the wire: a checkout scale of Dialog 06 in kilograms to the gram, which asks for check sums after power came and every
// fifty weighings, and weighs nothing twice before its pan has moved.
import { type SerialScaleParts, SerialScaleSimulator } from '../simulated-serial-scale.ts';
import type { SimulatedPan } from '../simulated-pan.ts';
import { ack, encodedChecksums, nak } from './codec.ts';

export interface Dialog06SimulatorOptions {
  /** Undefined: it asks for no check sums. */
  readonly secret?: { readonly sum: number; readonly polynomial: number };
  readonly minGrams?: number;
}

interface Offer {
  readonly unitPrice: number;
  readonly tareGrams: number;
}

const proveEvery = 50;
const maxGrams = 15_000;

const questionForm = /\x04(?:\x05|\x02(\d\d)(?:\x1b([^\x03]*))?\x03)/;

export function simulateDialog06(
  parts: SerialScaleParts,
  options: Dialog06SimulatorOptions = {},
): SerialScaleSimulator {
  const scale = new CheckoutScale(parts, options);
  return new SerialScaleSimulator(parts, {
    question(heard) {
      const found = questionForm.exec(heard);
      if (found === null) return undefined;
      return { asked: found[0], rest: heard.slice(found.index + found[0].length) };
    },
    answer(asked, pan) {
      const [, number, text = ''] = questionForm.exec(asked) ?? [];
      return scale.answer(number, text, pan);
    },
    reboot: () => scale.reboot(),
  });
}

class CheckoutScale {
  readonly #noise: SerialScaleParts['noise'];
  readonly #secret: Dialog06SimulatorOptions['secret'];
  readonly #minGrams: number;
  #offer: Offer | undefined;
  #status = '00';
  #weighings = 0;
  #proved: boolean;
  #verdict: string | undefined;
  #z = '';

  constructor({ noise }: SerialScaleParts, { secret, minGrams = 20 }: Dialog06SimulatorOptions) {
    this.#noise = noise;
    this.#secret = secret;
    this.#minGrams = minGrams;
    this.#proved = secret === undefined;
  }

  reboot(): void {
    this.#offer = undefined;
    this.#verdict = undefined;
    this.#proved = this.#secret === undefined;
    this.#status = '00';
  }

  /** @param number of the record; undefined: the till asks for the result */
  answer(number: string | undefined, text: string, pan: SimulatedPan): string {
    const fields = text.split('\x1b');
    switch (number) {
      case undefined:
        return this.#result(pan);
      case '01':
      case '04':
        return this.#take(fields, false);
      case '03':
      case '05':
        return this.#take(fields, true);
      case '08':
        return `\x0209\x1b${this.#status}\x03`;
      case '10':
        return this.#check(text);
      default:
        return this.#refuse('10');
    }
  }

  #refuse(why: string): string {
    this.#status = why;
    return nak;
  }

  #take(fields: readonly string[], hasTare: boolean): string {
    const [price = '', tare = '0'] = fields;
    if (!/^\d{5,6}$/.test(price)) return this.#refuse('11');
    if (hasTare && !/^\d{4}$/.test(tare)) return this.#refuse('12');
    if (!this.#proved) {
      this.#z = [...this.#noise(2)].map((byte) => (byte & 15).toString(16).toUpperCase()).join('');
      return `\x0211\x1b2${this.#z}\x03`;
    }
    this.#offer = { unitPrice: Number(price), tareGrams: hasTare ? Number(tare) : 0 };
    this.#status = '00';
    return ack;
  }

  #check(encoded: string): string {
    this.#proved = this.#secret !== undefined && encoded === encodedChecksums(this.#secret, this.#z);
    this.#verdict = this.#proved ? '1' : '0';
    if (this.#proved) this.#weighings = 0;
    return ack;
  }

  #result(pan: SimulatedPan): string {
    if (this.#verdict !== undefined) {
      const said = this.#verdict;
      this.#verdict = undefined;
      return `\x0211\x1b${said}\x03`;
    }
    if (this.#offer === undefined) return this.#refuse('01');
    const { unitPrice, tareGrams } = this.#offer;
    const grams = pan.shows.grams - tareGrams;
    const trouble = troubleWith(pan, grams, this.#minGrams);
    if (trouble !== undefined) return this.#refuse(trouble);
    pan.moved = false;
    this.#weighings += 1;
    if (this.#weighings >= proveEvery && this.#secret !== undefined) this.#proved = false;
    this.#offer = undefined;
    const price = Math.floor((grams * unitPrice + 500) / 1_000);
    return `\x0202\x1b3\x1b${padded(grams, 5)}\x1b${padded(unitPrice, 6)}\x1b${padded(price, 6)}\x03`;
  }
}

function troubleWith(pan: SimulatedPan, grams: number, minGrams: number): string | undefined {
  const { state } = pan.shows;
  if (state === 'motion') return '20';
  if (state === 'overload' || grams > maxGrams) return '32';
  if (state === 'under-zero' || grams < 0) return '31';
  if (state === 'fault' || state === 'needs-zero') return '01';
  if (!pan.moved) return '21';
  return grams < minGrams ? '30' : undefined;
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
