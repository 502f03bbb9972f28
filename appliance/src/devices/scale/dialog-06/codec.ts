// Checkout-Dialog 06 (Mettler-Toledo DIVA and Viva, Dibal, Ohaus Aviator, Cely): the till says the price, the scale weighs and computes.
// Records are STX, two digits, ESC between fields, ETX; the till's begin with EOT. Sources: Ohaus Aviator 7000 service manual 6.1.3,
// Dibal DPOS400 and Cely PI100 manuals.
import type { AnswerForm } from '../answer-form.ts';
import type { OfferedGoods, ScaleTrouble } from '../port.ts';
import { gramsOf } from '../weight.ts';

export const eot = '\x04';
export const fetchResult = '\x04\x05';
export const askStatus = '\x04\x0208\x03';
export const ack = '\x06';
export const nak = '\x15';

export const limits = { unitPrice: 999_999, tareGrams: 9_999 } as const;
const textLength = 13;

/** Record 01, or 03 with a tare, 04 with a text, 05 with both: six digits of price, four of tare, thirteen characters. */
export function offerRecord({ unitPrice, tareGrams, text }: OfferedGoods): string {
  const price = digits(unitPrice, 6);
  const tare = tareGrams > 0 ? [digits(tareGrams, 4)] : [];
  const plain = plainText(text);
  const words = plain === '' ? [] : [plain];
  const number = { '00': '01', '10': '03', '01': '04', '11': '05' }[
    `${String(tare.length)}${String(words.length)}` as '00' | '10' | '01' | '11'
  ];
  const fields = [price, ...tare, ...words];
  return record(number, fields.length === 1 ? [...fields, ''] : fields);
}

/** Record 10: the check sum of the software and its remainder, as the scale asked for them. */
export function checksumRecord(encoded: string): string {
  return record('10', [encoded]);
}

function record(number: string, fields: readonly string[]): string {
  return `${eot}\x02${number}\x1b${fields.join('\x1b')}\x03`;
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** Scales of this dialogue show seven-bit characters. */
function plainText(text: string): string {
  const plain = text
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '')
    .slice(0, textLength)
    .trim();
  return plain === '' ? '' : plain.padEnd(textLength);
}

export interface Weighing {
  readonly weightGrams: number;
  readonly unitPrice: number;
  readonly price: number;
}

export type Dialog06Answer =
  | { readonly kind: 'ack' | 'nak' }
  | { readonly kind: 'weighing'; readonly weighing: Weighing }
  | { readonly kind: 'status'; readonly code: string }
  /** `z`: two hexadecimal digits that the check sums are encoded with. */
  | { readonly kind: 'checksums'; readonly verdict: 'wanted' | 'valid' | 'invalid'; readonly z: string };

const weighingForm = /\x0202\x1b([0-3])\x1b(\d{5})\x1b(\d{5,6})\x1b(\d{6})\x03$/;

const statusForm = /\x0209\x1b(\d{2})\x03$/;

const checksumsForm = /\x0211\x1b([012])([0-9A-Fa-f]{2})?\x03$/;
const verdicts = { '0': 'invalid', '1': 'valid', '2': 'wanted' } as const;

export const answers: AnswerForm<Dialog06Answer> = {
  ends: `\x03${ack}${nak}`,
  longest: 28,
  read(tail) {
    if (tail.endsWith(ack)) return { kind: 'ack' };
    if (tail.endsWith(nak)) return { kind: 'nak' };
    const [, code] = statusForm.exec(tail) ?? [];
    if (code !== undefined) return { kind: 'status', code };
    const [checksums, verdict, z = ''] = checksumsForm.exec(tail) ?? [];
    if (checksums !== undefined)
      return { kind: 'checksums', verdict: verdicts[verdict as keyof typeof verdicts], z };
    return weighingOf(tail);
  },
};

function weighingOf(tail: string): Dialog06Answer | undefined {
  const [, unit, weight = '', unitPrice, price] = weighingForm.exec(tail) ?? [];
  const weightGrams = unit === undefined ? undefined : gramsIn(unit, weight);
  if (weightGrams === undefined) return undefined;
  const weighing = { weightGrams, unitPrice: Number(unitPrice), price: Number(price) };
  // The record bears no check sum, but it proves itself: whatever the rounding, the price is that of this weight.
  const off = Math.abs(weighing.weightGrams * weighing.unitPrice - weighing.price * 1_000);
  return unit === '3' && off > 1_000 ? undefined : { kind: 'weighing', weighing };
}

/** 3: kilograms with three decimals, 1 and 2: pounds with two; 0, pounds and ounces, is not sold by here. */
function gramsIn(unit: string, weight: string): number | undefined {
  if (unit === '3') return Number(weight);
  return unit === '0' ? undefined : gramsOf(`${weight.slice(0, 3)}.${weight.slice(3)}`, 'lb');
}

/** What a status (record 09) means to who wants to weigh; undefined: no answer to rely on, ask again. */
export function troubleOf(code: string): ScaleTrouble | undefined {
  switch (code) {
    case '20':
    case '22':
      return 'motion';
    case '21':
      return 'not-moved';
    case '30':
      return 'below-minimum';
    case '31':
      return 'under-zero';
    case '32':
      return 'overload';
    case '00':
    case '02':
      return undefined;
    default:
      return 'fault';
  }
}

/** Remainder of `sum`·x^16 divided by a polynomial of degree 16, which is given with its leading term: 0x10000–0x1ffff. */
export function remainderOf(sum: number, polynomial: number): number {
  let rest = sum & 0xffff;
  for (let bit = 0; bit < 16; bit += 1) rest = rest & 0x8000 ? (rest << 1) ^ polynomial : rest << 1;
  return rest & 0xffff;
}

/** Eight hexadecimal digits: the sum turned left by the first digit of `z`, its remainder turned right by the second. */
export function encodedChecksums(
  secret: { readonly sum: number; readonly polynomial: number },
  z: string,
): string {
  const left = Number.parseInt(z.charAt(0), 16);
  const right = Number.parseInt(z.charAt(1), 16);
  const rest = remainderOf(secret.sum, secret.polynomial);
  return `${hex(turnedLeft(secret.sum, left))}${hex(turnedLeft(rest, 16 - right))}`;
}

function turnedLeft(word: number, bits: number): number {
  const by = bits % 16;
  return ((word << by) | (word >>> (16 - by))) & 0xffff;
}

function hex(word: number): string {
  return word.toString(16).toUpperCase().padStart(4, '0');
}
