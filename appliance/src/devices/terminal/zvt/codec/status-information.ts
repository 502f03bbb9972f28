// What a terminal says of a transaction (04 0F): the fields the till needs, out of the bitmaps. Card numbers come masked and are cut to four digits.
import { readBcd, writeBcd } from './bcd.ts';
import { bitmap, joined, readBitmaps } from './bitmaps.ts';
import { readText, writeText } from './text.ts';
import { readTlvs, writeTlv } from './tlv.ts';

export interface StatusInformation {
  /** 0: done. Absent: it does not say. */
  readonly result?: number;
  /** Minor units, whole. */
  readonly amount?: number;
  readonly currency?: number;
  readonly trace?: number;
  readonly receipt?: number;
  readonly terminal?: number;
  /** HHMMSS and MMDD by the terminal's clock. */
  readonly time?: number;
  readonly date?: number;
  readonly last4?: string;
  readonly cardName?: string;
  readonly authorisation?: string;
  readonly application?: string;
  readonly text?: string;
}

/** Tag 43 within container 60 or bare: the application of the chip. */
function applicationOf(container: Uint8Array | undefined): string | undefined {
  if (container === undefined) return undefined;
  const outer = readTlvs(container);
  const inner = outer.filter(({ tag }) => tag === 0x60).flatMap(({ value }) => readTlvs(value));
  const found = [...outer, ...inner].find(({ tag }) => tag === 0x43);
  return found === undefined || found.value.length > 16
    ? undefined
    : Buffer.from(found.value).toString('hex').toUpperCase();
}

/** E marks masked digits, F fills up. */
function last4Of(pan: Uint8Array | undefined): string | undefined {
  const digits = pan === undefined ? '' : Buffer.from(pan).toString('hex').replace(/f$/, '');
  return /\d{4}$/.exec(digits)?.[0];
}

export function readStatusInformation(data: Uint8Array): StatusInformation {
  const fields = readBitmaps(data);
  const number = (field: number): number | undefined => {
    const bytes = fields.get(field);
    return bytes === undefined ? undefined : readBcd(bytes);
  };
  const words = (field: number): string | undefined => {
    const bytes = fields.get(field);
    const text = bytes === undefined ? '' : readText(bytes).trim();
    return text === '' ? undefined : text;
  };
  return present({
    result: fields.get(0x27)?.[0],
    amount: number(0x04),
    currency: number(0x49),
    trace: number(0x0b),
    receipt: number(0x87),
    terminal: number(0x29),
    time: number(0x0c),
    date: number(0x0d),
    last4: last4Of(fields.get(0x22)),
    cardName: words(0x8b),
    authorisation: words(0x3b),
    application: applicationOf(fields.get(0x06)),
    text: words(0x3c),
  });
}

type Maybe<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

function present(fields: Maybe<StatusInformation>): StatusInformation {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** The terminal's side: what a simulator says. */
export function writeStatusInformation(said: StatusInformation): Uint8Array {
  const { result, amount, currency, trace, receipt, terminal, time, date, last4, cardName } = said;
  const number = (field: number, value: number | undefined, bytes: number): Uint8Array =>
    value === undefined ? new Uint8Array() : bitmap(field, writeBcd(value, bytes));
  const words = (field: number, text: string | undefined): Uint8Array =>
    text === undefined ? new Uint8Array() : bitmap(field, writeText(text));
  const { authorisation, application, text } = said;
  const tags =
    application === undefined
      ? new Uint8Array()
      : writeTlv(0x06, writeTlv(0x60, writeTlv(0x43, Buffer.from(application, 'hex'))));
  return joined(
    result === undefined ? new Uint8Array() : bitmap(0x27, Uint8Array.of(result)),
    number(0x04, amount, 6),
    number(0x49, currency, 2),
    number(0x0c, time, 3),
    number(0x0d, date, 2),
    number(0x0b, trace, 3),
    number(0x87, receipt, 2),
    number(0x29, terminal, 4),
    last4 === undefined ? new Uint8Array() : bitmap(0x22, Buffer.from(`eeeeeeeeeeee${last4}`, 'hex')),
    words(0x3b, authorisation?.padEnd(8, ' ')),
    words(0x3c, text),
    words(0x8b, cardName),
    tags,
  );
}
