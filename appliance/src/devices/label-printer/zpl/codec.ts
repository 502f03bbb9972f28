// ZPL II, both ways: a label as one format, and what the printer answers to ~HS. Pure. Text is sent as hexadecimal wherever it is not a
// plain letter or digit, so that no name of a product can hold a command: `^` and `~` never leave this file but as ours.
import { type Label, type LabelField, type LabelPrinterCondition, copiesMax } from '../port.ts';

/** Asked at any time, answered at once in three lines. */
export const statusRequest = Buffer.from('~HS', 'latin1');
/** Forgets the labels it was given and has not printed. */
export const cancelAll = Buffer.from('~JA', 'latin1');

const fieldsMax = 40;
const textMax = 300;
/** No label is larger: 20 × 40 cm. */
const sideMax = 4_000;

/** Throws a RangeError for what cannot be printed. @param dotsPerMm 8 (203 dpi), 12 (300 dpi) or 24 (600 dpi) */
export function encodeLabel(label: Label, copies: number, dotsPerMm: number): Uint8Array {
  if (!Number.isInteger(copies) || copies < 1 || copies > copiesMax)
    throw new RangeError(`${String(copies)} copies`);
  if (label.fields.length > fieldsMax) throw new RangeError(`more than ${String(fieldsMax)} fields`);
  const dots = (tenths: number): number => {
    if (!Number.isInteger(tenths) || tenths < 0 || tenths > sideMax)
      throw new RangeError(`a length of ${String(tenths)} tenths of a millimetre`);
    return Math.round((tenths * dotsPerMm) / 10);
  };
  const head = `^XA^CI28^LH0,0^PW${String(dots(label.width))}^LL${String(dots(label.height))}`;
  const fields = label.fields.map((field) => encodeField(field, dots)).join('');
  return Buffer.from(`${head}${fields}^PQ${String(copies)}^XZ`, 'latin1');
}

function encodeField(field: LabelField, dots: (tenths: number) => number): string {
  const at = `^FO${String(dots(field.x))},${String(dots(field.y))}`;
  switch (field.kind) {
    case 'text': {
      const height = String(dots(field.height));
      const align = { left: 'L', centre: 'C', right: 'R' }[field.align ?? 'left'];
      const block = `^FB${String(dots(field.width))},${String(field.lines ?? 1)},0,${align}`;
      return `${at}^A0N,${height},${height}${block}${hexData(inBlock(field.text))}`;
    }
    case 'barcode':
      return `${at}^BY2${barcode(field, String(dots(field.height)))}`;
    case 'qr':
      // M: level of correction, A: the printer finds the densest mode.
      return `${at}^BQN,2,${String(Math.max(1, Math.min(10, dots(field.module))))}${hexData(`MA,${field.data}`)}`;
    case 'box':
      return `${at}^GB${String(dots(field.width))},${String(dots(field.height))},${String(Math.max(1, dots(field.line)))}^FS`;
  }
}

function barcode(
  { symbology, data }: Extract<LabelField, { readonly kind: 'barcode' }>,
  height: string,
): string {
  if (symbology === 'ean13') {
    if (!/^\d{13}$/.test(data) || checkDigit(data) !== data.at(-1))
      throw new RangeError(`no EAN-13: ${data}`);
    // The printer adds the check digit.
    return `^BEN,${height},Y,N${hexData(data.slice(0, 12))}`;
  }
  if (!/^[ -~]{1,80}$/.test(data)) throw new RangeError('no Code 128');
  // `>` begins the printer's own codes.
  return `^BCN,${height},Y,N,N${hexData(data.replaceAll('>', '><'))}`;
}

function checkDigit(digits: string): string {
  const sum = [...digits.slice(0, 12)].reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3),
    0,
  );
  return String((10 - (sum % 10)) % 10);
}

/** In ^FB a backslash begins a command of its own; line breaks and controls are spaces. */
function inBlock(text: string): string {
  return text
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .replaceAll('\\', '\\\\');
}

/** ^FH: a byte that is no plain letter, digit or space is `_` and two hexadecimal digits, in UTF-8 as ^CI28 says. */
function hexData(text: string): string {
  const bytes = Buffer.from([...text.normalize('NFC')].slice(0, textMax).join(''), 'utf8');
  const data = [...bytes].map((byte) => {
    const character = String.fromCharCode(byte);
    return /[A-Za-z0-9 ,.]/.test(character)
      ? character
      : `_${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return `^FH^FD${data.join('')}^FS`;
}

export interface LabelStatus {
  readonly conditions: readonly LabelPrinterCondition[];
  /** Given to it and not printed. */
  readonly waiting: number;
}

const [stx, etx] = [0x02, 0x03];
/** The longest of the three lines has some 40 characters. */
const lineMax = 120;

/** Reads answers to ~HS, however they are cut, with noise before and between. Keeps at most one line and the two before it. */
export class StatusReader {
  #line: number[] | undefined;
  #first: readonly string[] | undefined;
  #second: readonly string[] | undefined;

  /** Bytes kept. */
  get held(): number {
    return this.#line?.length ?? 0;
  }

  push(bytes: Uint8Array): readonly LabelStatus[] {
    const found: LabelStatus[] = [];
    for (const byte of bytes) {
      if (byte === stx) this.#line = [];
      else if (byte === etx && this.#line !== undefined) {
        const status = this.#take(Buffer.from(this.#line).toString('latin1'));
        this.#line = undefined;
        if (status !== undefined) found.push(status);
      } else if (this.#line !== undefined && this.#line.push(byte) > lineMax) this.#line = undefined;
    }
    return found;
  }

  /** Lines are told apart by how many values they have; out of order they are not believed. */
  #take(line: string): LabelStatus | undefined {
    const values = /^[\d,]+$/.test(line) ? line.split(',') : [];
    const [first, second] = [this.#first, this.#second];
    this.#first = values.length === 12 ? values : values.length === 11 ? first : undefined;
    this.#second = values.length === 11 && first !== undefined ? values : undefined;
    if (values.length !== 2 || first === undefined || second === undefined) return undefined;
    return statusOf(first, second);
  }
}

/** Line 1: aaa,b,c,dddd,eee,f,g,h,iii,j,k,l. Line 2: mmm,n,o,p,q,r,s,t,uuuuuuuu,v,www. */
function statusOf(first: readonly string[], second: readonly string[]): LabelStatus {
  const is = (values: readonly string[], at: number): boolean => Number(values[at]) !== 0;
  const conditions: LabelPrinterCondition[] = [];
  if (is(first, 1)) conditions.push('paper-out');
  if (is(second, 2)) conditions.push('head-open');
  if (is(second, 3)) conditions.push('ribbon-out');
  if (is(first, 11)) conditions.push('too-hot');
  // A printer that stopped for one of the above says that it is paused, too.
  if (is(first, 2) && conditions.length === 0) conditions.push('paused');
  return { conditions, waiting: Number(first[4]) + Number(second[8]) };
}
