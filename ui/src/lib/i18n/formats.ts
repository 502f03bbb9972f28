// Amounts, quantities, dates as people of a place write them. Integers go in; the decimal point is set in text, so no float ever holds an amount.

export interface CurrencyShape {
  readonly code: string;
  readonly exponent: number;
}

export interface AmountParts {
  readonly before: string;
  readonly figures: string;
  readonly after: string;
}

interface CurrencySign {
  readonly symbol: string;
  readonly leads: boolean;
}

const noBreak = '\u00a0';

type Decimal = `${number}`;

/** 12050 with exponent 2 → "120.50". Exact for every safe integer. */
export function decimalText(value: number, exponent: number): Decimal {
  const digits = String(Math.abs(value)).padStart(exponent + 1, '0');
  const whole = exponent === 0 ? digits : digits.slice(0, -exponent);
  const fraction = exponent === 0 ? '' : `.${digits.slice(-exponent)}`;
  return `${value < 0 ? '-' : ''}${whole}${fraction}` as Decimal;
}

/** "12.5" with exponent 2 → 1250. Undefined for what is no number or has more decimals than allowed. */
export function parseDecimal(text: string, exponent: number): number | undefined {
  const match = /^(\d*)(?:\.(\d*))?$/.exec(text);
  if (match === null || text === '' || text === '.') return undefined;
  const [, whole = '', fraction = ''] = match;
  if (fraction.length > exponent) return undefined;
  const value = Number(`${whole}${fraction.padEnd(exponent, '0')}`);
  return Number.isSafeInteger(value) ? value : undefined;
}

export interface Formats {
  readonly locale: string;
  readonly decimalMark: string;
  amountParts(minor: number, currency: CurrencyShape): AmountParts;
  /** With currency, for sentences and buttons. */
  amount(minor: number, currency: CurrencyShape): string;
  /** Figures alone, for columns whose currency is said elsewhere. */
  figures(minor: number, currency: CurrencyShape): string;
  /** Thousandths without needless zeros: 195 → "0.195", 2000 → "2". */
  thousandths(value: number): string;
  count(value: number): string;
  /** Millionths without needless zeros, for rates: 11500000 → "11.5". */
  millionths(value: number): string;
  /** Basis points: 2500 → "25 %". */
  percent(basisPoints: number): string;
  time(at: number): string;
  date(at: number): string;
  dateTime(at: number): string;
  /** Hours and minutes between two times, e.g. "7 h 05 min". */
  duration(ms: number): string;
}

/** @param timeZone IANA zone of the shop: a till shows the shop's time, wherever it is looked at */
export function createFormats(locale: string, timeZone: string): Formats {
  const currencies = new Map<string, CurrencySign>();
  const plain = new Map<number, Intl.NumberFormat>();
  const quantity = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  const rate = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
  const zone = { timeZone, hourCycle: 'h23' } as const;
  const time = new Intl.DateTimeFormat(locale, { ...zone, hour: '2-digit', minute: '2-digit' });
  const date = new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short', year: 'numeric' });
  const both = new Intl.DateTimeFormat(locale, {
    ...zone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  const unit = (name: string, minimumIntegerDigits: number): Intl.NumberFormat =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short', minimumIntegerDigits });
  const hours = unit('hour', 1);
  const minutes = unit('minute', 1);

  /** The currency's sign, and on which side of the figures the locale puts it. */
  const signOf = (code: string): CurrencySign => {
    const known = currencies.get(code);
    if (known !== undefined) return known;
    const style = { style: 'currency', currency: code, currencyDisplay: 'narrowSymbol' } as const;
    const parts = new Intl.NumberFormat(locale, style).formatToParts(1);
    const at = parts.findIndex((part) => part.type === 'currency');
    const sign = {
      symbol: parts[at]?.value ?? code,
      leads: at < parts.findIndex((part) => part.type === 'integer'),
    };
    currencies.set(code, sign);
    return sign;
  };
  const plainOf = (exponent: number): Intl.NumberFormat => {
    const made =
      plain.get(exponent) ??
      new Intl.NumberFormat(locale, { minimumFractionDigits: exponent, maximumFractionDigits: exponent });
    plain.set(exponent, made);
    return made;
  };

  // Figures never come from the currency's own pattern: some locales write another decimal mark for another currency (English in Norway
  // does for the euro), and one till must not mix them.
  const amountParts = (minor: number, { code, exponent }: CurrencyShape): AmountParts => {
    const { symbol, leads } = signOf(code);
    const figures = plainOf(exponent).format(decimalText(minor, exponent));
    return leads ? { before: symbol, figures, after: '' } : { before: '', figures, after: symbol };
  };

  return {
    locale,
    decimalMark: quantity.formatToParts(1.5).find((part) => part.type === 'decimal')?.value ?? '.',
    amountParts,
    amount: (minor, currency) => {
      const { before, figures, after } = amountParts(minor, currency);
      return [before, figures, after].filter((part) => part !== '').join(noBreak);
    },
    figures: (minor, { exponent }) => plainOf(exponent).format(decimalText(minor, exponent)),
    thousandths: (value) => quantity.format(decimalText(value, 3)),
    count: (value) => quantity.format(value),
    millionths: (value) => rate.format(decimalText(value, 6)),
    percent: (basisPoints) => percent.format(decimalText(basisPoints, 4)),
    time: (at) => time.format(at),
    date: (at) => date.format(at),
    dateTime: (at) => both.format(at),
    duration: (ms) => {
      const total = Math.max(0, Math.floor(ms / 60_000));
      const inHours = Math.floor(total / 60);
      return inHours === 0 ? minutes.format(total) : `${hours.format(inHours)} ${minutes.format(total % 60)}`;
    },
  };
}
