// The first step of a new company: one answer (where, and what the shop is called) makes everything a first sale needs, down to register B1.
import { ok } from '../../../domain/refusal.ts';
import type { Body, Kind, OfficeRecord } from '../../../protocol/office/kinds.ts';
import type { By, RecordStore } from '../record-store.ts';
import { type RecordNo, type RecordResult, refused } from '../refusals.ts';
import { countries, isKnownCountry, type Language } from './countries.ts';
import { vatClasses, vatMapping } from './vat-classes.ts';
import type { KnownCountry } from './vat-rates.ts';
import { words } from './words.ts';
import { renameUntouched } from './write-standard.ts';

export interface FirstShop {
  readonly shopName: string;
  /** What names of the new records are in; the country's own unless told. */
  readonly language?: Language;
  /** The country's own unless told. */
  readonly currency?: string;
  readonly timeZone?: string;
  readonly addressLines?: readonly string[];
  readonly organisationNumber?: string;
  readonly phone?: string;
  /** Whether prices contain VAT; they do unless told. */
  readonly prices?: 'gross' | 'net';
}

/** Ids of what was made. */
export interface PreparedCountry {
  readonly priceRegion: string;
  readonly store: string;
  readonly shop: string;
  readonly salePoint: string;
  readonly register: string;
}

/** Ends the making of several records at the first refusal. */
class Refused extends Error {
  readonly refusal: RecordNo;

  constructor(refusal: RecordNo) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/**
 * Makes price region, store, shop, sale point and register, and lets `by`, where that is a user, in at both. May be called again for another
 * country or shop: a region of the country that is there already is used. Refused with `country.unknown` or what the records refuse; what was
 * made before the refusal is taken away again.
 */
export async function prepareCountry(
  records: RecordStore,
  { country, ...first }: FirstShop & { readonly country: string },
  by: By,
): Promise<RecordResult<PreparedCountry>> {
  if (!isKnownCountry(country)) return refused('country.unknown', { country });
  const language = first.language ?? countries[country].languages[0];
  await renameUntouched(records, language);
  const made: OfficeRecord[] = [];
  const make = async <K extends Kind>(kind: K, body: Body<K>): Promise<string> => {
    const record = await records.create(kind, body, by);
    if (!record.ok) throw new Refused(record.refusal);
    made.push(record.value);
    return record.value.id;
  };
  try {
    const prepared = await makeAll(records, { country, language, first, make });
    await letIn(records, prepared, by);
    return ok(prepared);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    for (const { kind, id, revision } of made.toReversed()) await records.remove(kind, { id, revision }, by);
    return { ok: false, refusal: error.refusal };
  }
}

interface Making {
  readonly country: KnownCountry;
  readonly language: Language;
  readonly first: FirstShop;
  readonly make: <K extends Kind>(kind: K, body: Body<K>) => Promise<string>;
}

async function makeAll(records: RecordStore, making: Making): Promise<PreparedCountry> {
  const { country, language, first, make } = making;
  const said = words[language];
  const { timeZone, locale, languages } = countries[country];
  const priceRegion = (await regionThere(records, making)) ?? (await make('price-region', regionOf(making)));
  const name = first.shopName;
  const isFirst = (await records.all('shop')).length === 0;
  const place = (what: string): string => (isFirst ? what : `${name}: ${what}`);
  const addressLines = [...(first.addressLines ?? [])];
  const store = await make('store', { name: place(said.store), addressLines, active: true });
  const shop = await make('shop', {
    name,
    addressLines,
    organisationNumber: first.organisationNumber ?? '',
    phone: first.phone ?? '',
    timeZone: first.timeZone ?? timeZone,
    locale,
    languages: [...new Set([language, ...languages])],
    priceRegion,
    store,
    groups: [],
    currencies: [],
    active: true,
  });
  const salePoint = await make('sale-point', { name: place(said.counter), shop, active: true });
  const register = await make('register', {
    name: await freeRegisterName(records),
    salePoint,
    purpose: 'till',
    cardTerminal: null,
    active: true,
  });
  return { priceRegion, store, shop, salePoint, register };
}

function currencyOf({ country, first }: Making): string {
  return first.currency ?? countries[country].currency;
}

async function regionThere(records: RecordStore, making: Making): Promise<string | undefined> {
  const { country, first } = making;
  return (await records.all('price-region')).find(
    ({ body }) =>
      body.active &&
      body.country === country &&
      body.currency === currencyOf(making) &&
      body.prices === (first.prices ?? body.prices),
  )?.id;
}

function regionOf(making: Making): Body<'price-region'> {
  const { country, language, first } = making;
  const mapping = vatMapping[country];
  return {
    name: new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? country,
    country,
    currency: currencyOf(making),
    prices: first.prices ?? 'gross',
    vat: vatClasses.map((vatClass) => {
      const [takeAway, eatIn = null] = mapping[vatClass];
      return { vatClass, takeAway, eatIn };
    }),
    active: true,
  };
}

/** B1, B2…: short enough for a receipt, and never one that was there before. */
async function freeRegisterName(records: RecordStore): Promise<string> {
  const taken = new Set((await records.all('register')).map(({ body }) => body.name));
  for (let number = 1; ; number += 1) if (!taken.has(`B${String(number)}`)) return `B${String(number)}`;
}

/** Who made the shop may work in it: without the sale point they could not even log in at its register. */
async function letIn(records: RecordStore, prepared: PreparedCountry, by: By): Promise<void> {
  const id = typeof by === 'string' ? by : by.by;
  const user = await records.find('user', id);
  const role = user?.body.officeRole ?? user?.body.salePoints[0]?.role;
  if (user === undefined || role === undefined) return;
  const { salePoint, store } = prepared;
  const body = (before: Body<'user'>) => ({
    ...before,
    salePoints: [...before.salePoints, { salePoint, role }],
    stores: [...before.stores, store],
    defaultStore: before.defaultStore ?? store,
  });
  const changed = await records.edit('user', { id, body }, by);
  if (!changed.ok) throw new Refused(changed.refusal);
}
