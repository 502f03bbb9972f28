// Campaigns as they come from an office that may be newer or older than this box: one that is not of a shape known here gives nothing,
// and does no harm. Whether its numbers make sense is judged where they are used.
import type { Campaign } from './campaign.ts';

type Check = (value: unknown) => boolean;
type Fields = Readonly<Record<string, unknown>>;

/** Those of the list that this box understands. */
export function wellFormed(list: readonly unknown[]): readonly Campaign[] {
  return list.filter((each): each is Campaign => isFields(each) && has(each, named) && hasKind(each));
}

const text: Check = (value) => typeof value === 'string';
const number: Check = (value) => typeof value === 'number';
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const shape =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isFields(value) && has(value, fields);
const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

const named = {
  id: text,
  name: text,
  priority: number,
  validFrom: maybe(number),
  validUntil: maybe(number),
  weekdays: maybe(listOf(number)),
  hours: maybe(shape({ from: number, until: number })),
  customerGroups: maybe(listOf(text)),
  dining: maybe(listOf(text)),
  limitPerSale: maybe(number),
  coupon: maybe(text),
  source: maybe(text),
};

const selection = shape({
  products: maybe(listOf(text)),
  categories: maybe(listOf(text)),
  exceptProducts: maybe(listOf(text)),
  exceptCategories: maybe(listOf(text)),
});
const part = { count: number, on: selection };

const kinds: Readonly<Record<Campaign['kind'], Readonly<Record<string, Check>>>> = {
  percentage: { basisPoints: number, on: selection },
  'amount-off': { amount: number, on: selection },
  'fixed-price': { price: number, on: selection },
  'n-for-m': { take: number, pay: number, basisPoints: maybe(number), on: selection },
  'n-for-price': { take: number, price: number, on: selection },
  'mix-and-match': { parts: listOf(shape({ ...part, basisPoints: number })) },
  bundle: { parts: listOf(shape(part)), price: number },
  spend: { threshold: number, basisPoints: number, on: selection },
};

function hasKind(value: Fields): boolean {
  const { kind } = value;
  return (
    typeof kind === 'string' && Object.hasOwn(kinds, kind) && has(value, kinds[kind as Campaign['kind']])
  );
}

function has(value: Fields, fields: Readonly<Record<string, Check>>): boolean {
  return Object.entries(fields).every(([name, check]) => check(value[name]));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
