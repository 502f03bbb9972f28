// Numbers, amounts and times as people of a place write them. Integers go in and the decimal point is set in text, which
// Intl formats exactly however long it is, so no float ever holds an amount.
import { unbroken } from './blocks.ts';

export interface Figures {
  /** Minor units, without the currency: 123450 with exponent 2 → "1 234,50". */
  amount(minor: number, exponent: number): string;
  /** With a plus where there is one: for differences. */
  signedAmount(minor: number, exponent: number): string;
  count(value: number): string;
  /** A number that names something: never grouped. */
  plain(value: number): string;
  /** Thousandths with all three decimals: 195 → "0,195". */
  measure(thousandths: number): string;
  /** Millionths, at least two decimals: 11500000 → "11,50". */
  rate(millionths: number): string;
  /** 2500 → "25 %". */
  percent(basisPoints: number): string;
  /** In the shop's zone, to the minute. */
  dateTime(at: number): string;
  /** "7 h 05 min", as abbreviated everywhere. */
  duration(ms: number): string;
}

type Decimal = `${number}`;

/** 12050 with 2 decimals → "120.50". */
function decimal(value: number, decimals: number): Decimal {
  const digits = String(Math.abs(value)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const text = decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
  return `${value < 0 ? '-' : ''}${text}` as Decimal;
}

/** Throws a RangeError for a locale or a zone that is none. Digits are 0–9 and years those of the law everywhere. */
export function figuresOf(locale: string, timeZone: string): Figures {
  const number = (options: Intl.NumberFormatOptions): Intl.NumberFormat =>
    new Intl.NumberFormat(locale, { numberingSystem: 'latn', ...options });
  const fixed = (decimals: number): Intl.NumberFormatOptions => ({
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  const amounts = new Map<string, Intl.NumberFormat>();
  /** At most one for each exponent, with and without plus. */
  const amount = (exponent: number, signDisplay: 'auto' | 'exceptZero'): Intl.NumberFormat => {
    const key = `${String(exponent)} ${signDisplay}`;
    const made = amounts.get(key) ?? number({ ...fixed(exponent), signDisplay });
    amounts.set(key, made);
    return made;
  };
  const count = number({ maximumFractionDigits: 0 });
  const measure = number(fixed(3));
  const rate = number({ minimumFractionDigits: 2, maximumFractionDigits: 6 });
  const percent = number({ style: 'percent', maximumFractionDigits: 2 });
  const time = new Intl.DateTimeFormat(locale, {
    timeZone,
    numberingSystem: 'latn',
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  return {
    amount: (minor, exponent) => amount(exponent, 'auto').format(decimal(minor, exponent)),
    signedAmount: (minor, exponent) => amount(exponent, 'exceptZero').format(decimal(minor, exponent)),
    count: (value) => count.format(value),
    plain: String,
    measure: (thousandths) => measure.format(decimal(thousandths, 3)),
    rate: (millionths) => rate.format(decimal(millionths, 6)),
    percent: (basisPoints) => percent.format(decimal(basisPoints, 4)),
    dateTime: (at) => unbroken(time.format(at)),
    duration,
  };
}

function duration(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  const rest = String(minutes % 60).padStart(2, '0');
  return unbroken(`${String(Math.floor(minutes / 60))} h ${rest} min`);
}
