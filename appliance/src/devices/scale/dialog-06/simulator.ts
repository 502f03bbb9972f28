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
  { secret, minGrams = 20 }: Dialog06SimulatorOptions = {},
): SerialScaleSimulator {
  let offer: Offer | undefined;
  let status = '00';
  let weighings = 0;
  let proved = secret === undefined;
  let verdict: string | undefined;
  let z = '';

  const refuse = (why: string): string => {
    status = why;
    return nak;
  };
  const take = (fields: readonly string[], hasTare: boolean): string => {
    const [price = '', tare = '0'] = fields;
    if (!/^\d{5,6}$/.test(price)) return refuse('11');
    if (hasTare && !/^\d{4}$/.test(tare)) return refuse('12');
    if (!proved) {
      z = [...parts.noise(2)].map((byte) => (byte & 15).toString(16).toUpperCase()).join('');
      return `\x0211\x1b2${z}\x03`;
    }
    offer = { unitPrice: Number(price), tareGrams: hasTare ? Number(tare) : 0 };
    status = '00';
    return ack;
  };
  const check = (encoded: string): string => {
    proved = secret !== undefined && encoded === encodedChecksums(secret, z);
    verdict = proved ? '1' : '0';
    if (proved) weighings = 0;
    return ack;
  };
  const result = (pan: SimulatedPan): string => {
    if (verdict !== undefined) {
      const said = verdict;
      verdict = undefined;
      return `\x0211\x1b${said}\x03`;
    }
    if (offer === undefined) return refuse('01');
    const grams = pan.shows.grams - offer.tareGrams;
    const trouble = troubleWith(pan, grams, minGrams);
    if (trouble !== undefined) return refuse(trouble);
    pan.moved = false;
    weighings += 1;
    if (weighings >= proveEvery && secret !== undefined) proved = false;
    const { unitPrice } = offer;
    offer = undefined;
    const price = Math.floor((grams * unitPrice + 500) / 1_000);
    return `\x0202\x1b3\x1b${padded(grams, 5)}\x1b${padded(unitPrice, 6)}\x1b${padded(price, 6)}\x03`;
  };

  return new SerialScaleSimulator(parts, {
    question(heard) {
      const found = questionForm.exec(heard);
      if (found === null) return undefined;
      return { asked: found[0], rest: heard.slice(found.index + found[0].length) };
    },
    answer(asked, pan) {
      const [, number, text = ''] = questionForm.exec(asked) ?? [];
      const fields = text.split('\x1b');
      switch (number) {
        case undefined:
          return result(pan);
        case '01':
        case '04':
          return take(fields, false);
        case '03':
        case '05':
          return take(fields, true);
        case '08':
          return `\x0209\x1b${status}\x03`;
        case '10':
          return check(text);
        default:
          return refuse('10');
      }
    },
    reboot() {
      offer = undefined;
      verdict = undefined;
      proved = secret === undefined;
      status = '00';
    },
  });
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
