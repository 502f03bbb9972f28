// From a failure to what a person reads: what happened, what to do now, who can clear it.
import type { FailureCode, failures } from '@countertop/appliance/protocol';
import type { LinkFailureCode, PageFailure } from '../link/outbox.ts';
import type { Key } from '../i18n/sections.ts';
import type { Texts, Values } from '../i18n/texts.svelte.ts';

type Catalogue = typeof failures;
export type MenderOf = Catalogue[FailureCode]['mender'];

/** Who clears what the cashier cannot. The compiler holds this equal to the daemon's catalogue, which pages do not carry. */
const menders: {
  readonly [
    Code in FailureCode as Catalogue[Code]['mender'] extends 'cashier' ? never : Code
  ]: Catalogue[Code]['mender'];
} = {
  'permission.denied': 'manager',
  'permission.approval-needed': 'manager',
  'tab.not-shared': 'manager',
  'discount.above-limit': 'manager',
  'gift-card.type-unknown': 'manager',
  'gift-card.blocked': 'manager',
  'account.not-allowed': 'manager',
  'account.too-many': 'manager',
  'product.inactive': 'manager',
  'product.vat-class-unknown': 'manager',
  'payment.tender-inactive': 'manager',
  'tip.not-taken': 'manager',
  'return.limit': 'manager',
  'return.unverified-off': 'manager',
  'dining.not-switchable': 'manager',
  'id.already-used': 'support',
  'frame.malformed': 'support',
  'command.unknown': 'support',
  'command.malformed': 'support',
  'staff.locked-out': 'manager',
  'staff.unknown': 'manager',
  'staff.no-sale-point': 'manager',
  'code.ambiguous': 'manager',
  'office.other-version': 'technician',
  'mail.outbox-full': 'technician',
  'fiscal.blocked': 'technician',
  'terminal.out-of-reach': 'technician',
  'scale.missing': 'technician',
  'scale.price-by-scale': 'technician',
  'scale.price-differs': 'technician',
  'printer.missing': 'technician',
  'storage.full': 'technician',
  'storage.failed': 'technician',
  'box.fault': 'support',
};

export function menderOf(code: FailureCode | LinkFailureCode): MenderOf {
  return (menders as Readonly<Record<string, MenderOf>>)[code] ?? 'cashier';
}

/** Fields of failures that are amounts of the shop's currency, in minor units. The rest are counts, names and codes. */
const amounts: Readonly<Partial<Record<FailureCode, readonly string[]>>> = {
  'tab.total-too-high': ['max'],
  'tab.discount-too-high': ['max'],
  'tab.not-settled': ['due'],
  'line.discount-invalid': ['max'],
  'line.price-invalid': ['max'],
  'return.price-too-high': ['max'],
  'return.limit': ['max'],
  'payment.too-much': ['payable'],
  'payment.amount-invalid': ['payable'],
  'gift-card.amount-invalid': ['min', 'max'],
  'gift-card.balance-low': ['balance'],
  'prepayment.amount-invalid': ['left'],
  'prepayment.on-order': ['amount'],
};

const quantities: Readonly<Partial<Record<FailureCode, readonly string[]>>> = {
  'line.quantity-too-high': ['max'],
  'return.more-than-sold': ['left'],
};

export interface FailureWords {
  readonly what: string;
  /** What to do now; empty where nothing can be done here. */
  readonly now: string;
  readonly mender: MenderOf;
}

function valuesOf({ code, data }: PageFailure, texts: Texts): Values {
  const values: Record<string, string | number | boolean | null> = { ...data };
  const replace = (names: readonly string[] | undefined, write: (value: number) => string): void => {
    for (const name of names ?? []) {
      const value = values[name];
      if (typeof value === 'number') values[name] = write(value);
    }
  };
  replace(amounts[code as FailureCode], (value) => texts.amount(Math.abs(value)));
  replace(quantities[code as FailureCode], (value) => texts.formats.thousandths(value));
  const permission = `permission.${String(data['permission'])}`;
  if (texts.has(permission)) values['permission'] = texts.t(permission);
  if (typeof values['until'] === 'number') values['until'] = texts.formats.time(values['until']);
  if (typeof values['since'] === 'number') values['since'] = texts.formats.dateTime(values['since']);
  return values;
}

/** Words of a failure. A code that came without the data its words want still gets words, never an exception. */
export function failureWords(failure: PageFailure, texts: Texts): FailureWords {
  const { code } = failure;
  const values = valuesOf(failure, texts);
  const say = (part: 'what' | 'do'): string => {
    const key: Key = `failure.${code}.${part}`;
    if (!texts.has(key)) return part === 'what' ? code : '';
    try {
      return texts.t(key, values);
    } catch {
      return code;
    }
  };
  return { what: say('what'), now: say('do'), mender: menderOf(code) };
}
