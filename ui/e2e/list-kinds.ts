// What a record of each kind needs before the office takes it, read from the page rules; and the few kinds for which that is not enough.
import { type Kind, kinds } from '../../appliance/src/protocol/office/kinds.ts';
import type { FieldRule, PageRule } from '../src/lib/office/page-rule.ts';
import type { Keys } from './keys-only.ts';
import type { Listed, OfficeDesk } from './office-desk.ts';

// A browser says in which place it stands and what its page speaks; a rule asks it when it makes a new shop or user.
if (!('navigator' in globalThis)) Object.assign(globalThis, { navigator: { language: 'en-GB' } });
Object.assign(globalThis, { document: { documentElement: { lang: 'en' } } });
const { pages } = await import('../src/lib/office/pages/all.ts');

export const rules: readonly PageRule[] = [...pages.values()];

type Bare = Readonly<Record<string, unknown>>;

export const bodyOf = (body: object): Bare => body as Bare;

/** Texts that must look a certain way. */
const texts: Readonly<Record<string, string>> = {
  // Digits only: it is an account.
  'accounting-category.revenueAccount': '3007',
  // Capitals and digits, eight of them: it stands on receipts.
  'register.name': 'ZQ1',
};

interface Special {
  readonly field: string;
  readonly fill: (desk: OfficeDesk, keys: Keys) => Promise<void>;
  /** The same where nobody types. */
  readonly value: (desk: OfficeDesk, blank: Bare) => Promise<unknown>;
}

const idOfFirst = async (desk: OfficeDesk, kind: Kind): Promise<string> => {
  const { records } = await desk.asks<Listed>(`/${kinds[kind].path}/choices?pageSize=1`);
  return records[0]?.id ?? '';
};

const addRow = async (desk: OfficeDesk, keys: Keys): Promise<void> => {
  const words = desk.words('office.add-row');
  await keys.tabTo(words, ({ name, inDetails }) => inDetails && name === words);
  await keys.press('Enter');
};

/** Fields that need more than a text or a record. */
const specials: Partial<Record<Kind, Special>> = {
  // A choice without anything to choose is none.
  'modifier-group': {
    field: 'options',
    fill: async (desk, keys) => {
      await addRow(desk, keys);
      await keys.type('Zq extra');
    },
    value: async () => [{ name: 'Zq extra', prices: {} }],
  },
  // A rate without a day it holds from is none; a new row begins with today.
  'vat-rate': {
    field: 'values',
    fill: addRow,
    value: async () => [{ validFrom: '2026-01-01', rate: 1_500 }],
  },
  // A campaign must say on what.
  campaign: {
    field: 'kind',
    fill: async (desk, keys) => {
      const words = desk.words('campaign.products');
      await keys.tabTo(words, ({ name, inDetails }) => inDetails && name === words);
      await keys.takeFirst();
    },
    value: async (desk, { kind }) => ({ ...(kind as object), products: [await idOfFirst(desk, 'product')] }),
  },
};

export interface Need {
  readonly tab: string;
  /** Of its control. */
  readonly id: string;
  readonly fill: (desk: OfficeDesk, keys: Keys) => Promise<void>;
  readonly key: string;
  readonly value: (desk: OfficeDesk, blank: Bare) => Promise<unknown>;
  /** Its control has the id; a special one finds its way itself. */
  readonly own: boolean;
}

const fieldsOf = (rule: PageRule): readonly { tab: string; field: FieldRule }[] =>
  rule.tabs.flatMap(({ name, fields }) =>
    (fields as readonly FieldRule[]).map((field) => ({ tab: name, field })),
  );

function isNeeded(field: FieldRule, blank: Bare): boolean {
  const empty = blank[field.key] === '';
  if (field.is === 'text') return field.needed === true && empty;
  return field.is === 'reference' && field.many !== true && field.empty !== 'null' && empty;
}

/** What is typed into a text that is needed. */
export function textFor({ kind }: PageRule, key: string): string {
  return texts[`${kind}.${key}`] ?? (/name/i.test(key) ? `Zq ${kind}` : 'ZQ100');
}

/** In the order of the form. */
export function needsOf(rule: PageRule): readonly Need[] {
  const special = specials[rule.kind];
  const blank = bodyOf(rule.blank());
  return fieldsOf(rule).flatMap(({ tab, field }): Need[] => {
    const at = { tab, id: `field-${field.name ?? field.key}`, key: field.key };
    if (special?.field === field.key && field.name === undefined)
      return [{ ...at, own: false, fill: special.fill, value: special.value }];
    if (!isNeeded(field, blank)) return [];
    if (field.is === 'reference')
      return [
        { ...at, own: true, fill: (_, keys) => keys.takeFirst(), value: (desk) => idOfFirst(desk, field.of) },
      ];
    const text = textFor(rule, field.key);
    return [{ ...at, own: true, fill: (_, keys) => keys.type(text), value: async () => text }];
  });
}

/** What the form would send of a new one. */
export async function sampleBody(desk: OfficeDesk, rule: PageRule): Promise<Bare> {
  const blank = bodyOf(rule.blank());
  const filled: [string, unknown][] = [];
  for (const { key, value } of needsOf(rule)) filled.push([key, await value(desk, blank)]);
  return { ...blank, ...Object.fromEntries(filled) };
}

/** A text that may be changed later, with its tab: the first there is. */
export function changeable(rule: PageRule): { readonly tab: string; readonly key: string } {
  const found = fieldsOf(rule).find(({ field }) => field.is === 'text' && field.fixed !== true);
  if (found === undefined) throw new Error(`nothing of a ${rule.kind} can be changed`);
  return { tab: found.tab, key: found.field.key };
}

export function tabOf(rule: PageRule, key: string): string {
  const found = fieldsOf(rule).find(({ field }) => field.key === key);
  if (found === undefined) throw new Error(`a ${rule.kind} has no field ${key}`);
  return found.tab;
}

export const sortableOf = (rule: PageRule): PageRule['columns'] =>
  rule.columns.filter(({ sortable }) => sortable === true);

/** Values that a list could not be sorted by if all were alike. What is left out stays as it was. */
const kept = new Set([
  // One for a single purpose must name its VAT.
  'gift-card-type.purpose',
  // The country and its money belong together.
  'vat-rate.country',
  'price-region.country',
  'price-region.currency',
]);

/** A choice that asks for more than being made. */
const asking: Readonly<Record<string, string>> = {
  // Cash is rounded and changed, whatever else it is.
  'tender-type.kind': 'cash',
};

function varied(rule: PageRule, body: Bare, at: number): Bare {
  const values: Record<string, unknown> = {};
  for (const { key, is } of sortableOf(rule)) {
    if (kept.has(`${rule.kind}.${key}`)) continue;
    const field = fieldsOf(rule).find((each) => each.field.key === key)?.field;
    if (is === 'number' || is === 'percent' || is === 'money') values[key] = (at * 37) % 53;
    else if (is === 'day') values[key] = `2031-01-${String(((at * 7) % 28) + 1).padStart(2, '0')}`;
    else if (field?.is === 'choice') {
      const easy = field.values.filter((value) => value !== asking[`${rule.kind}.${key}`]);
      values[key] = easy[at % easy.length];
    } else if (key === 'email') values[key] = at % 5 === 0 ? null : `zq${String((at * 37) % 53)}@example.com`;
    else if (key === 'lastName') values[key] = `Zq ${String((at * 37) % 53)}`;
  }
  return { ...body, ...values };
}

/** Another record like this one that may stand beside it. */
export function another(rule: PageRule, body: Bare, at: number): Bare {
  const { key } = kinds[rule.kind];
  const number = String(at).padStart(2, '0');
  const names = ['name', 'firstName'].filter((name) => name in body);
  const named = Object.fromEntries(names.map((name) => [name, `${String(body[name])} ${number}`]));
  const keyed = rule.kind === 'register' ? `ZQ${number}X` : `${String(body[key])} ${number}`;
  return {
    ...varied(rule, body, at),
    ...named,
    [key]:
      key in named && rule.kind !== 'register' ? named[key] : keyed.replace(key === 'number' ? ' ' : '', ''),
    active: true,
  };
}
