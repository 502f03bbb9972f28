// The demo company: Brygga Mat & Kafé in Bergen and its bakery stall in Göteborg, as the office keeps them.
import type { Body, Kind, OfficeRecord } from '../protocol/office/kinds.ts';

export function record<K extends Kind>(kind: K, id: string, body: Body<K>): OfficeRecord<K> {
  return { kind, id, revision: 1, changedAt: 0, body };
}

function rate(id: string, name: string, figures: Pick<Body<'vat-rate'>, 'country' | 'code' | 'values'>) {
  return record('vat-rate', id, { name, ...figures, predefined: false, active: true });
}

const since = (basisPoints: number) => [{ validFrom: '2020-01-01', rate: basisPoints }];
/** With the codes of SAF-T in Norway; in Sweden food is taxed lower from April 2026 to the end of 2027, which the till learns long before. */
const vatRates = [
  rate('no-food', 'Norge, mat', { country: 'NO', code: '31', values: since(1500) }),
  rate('no-standard', 'Norge, alminnelig', { country: 'NO', code: '3', values: since(2500) }),
  rate('no-exempt', 'Norge, fritatt', { country: 'NO', code: '5', values: since(0) }),
  rate('no-deposit', 'Norge, pant', { country: 'NO', code: '7', values: since(0) }),
  rate('se-food', 'Sverige, livsmedel', {
    country: 'SE',
    code: '12',
    values: [...since(1200), { validFrom: '2026-04-01', rate: 600 }, { validFrom: '2028-01-01', rate: 1200 }],
  }),
  rate('se-served', 'Sverige, servering', { country: 'SE', code: '12', values: since(1200) }),
  rate('se-standard', 'Sverige, normal', { country: 'SE', code: '25', values: since(2500) }),
  rate('se-exempt', 'Sverige, undantagen', { country: 'SE', code: '0', values: since(0) }),
];

const classes: readonly (readonly [id: string, name: string])[] = [
  ['food', 'Mat'],
  ['served', 'Servering'],
  ['standard', 'Alminnelig'],
  ['exempt', 'Fritatt'],
  ['deposit', 'Pant'],
];

type VatRow = readonly [vatClass: string, takeAway: string, eatIn?: string];
const vat = (rows: readonly VatRow[]) =>
  rows.map(([vatClass, takeAway, eatIn = null]) => ({ vatClass, takeAway, eatIn }));

const regions = [
  record('price-region', 'norge', {
    name: 'Norge',
    country: 'NO',
    currency: 'NOK',
    prices: 'gross',
    vat: vat([
      ['food', 'no-food'],
      ['served', 'no-food', 'no-standard'],
      ['standard', 'no-standard'],
      ['exempt', 'no-exempt'],
      ['deposit', 'no-deposit'],
    ]),
    active: true,
  }),
  record('price-region', 'sverige', {
    name: 'Sverige',
    country: 'SE',
    currency: 'SEK',
    prices: 'gross',
    vat: vat([
      ['food', 'se-food', 'se-served'],
      ['served', 'se-served'],
      ['standard', 'se-standard'],
      ['exempt', 'se-exempt'],
      ['deposit', 'se-exempt'],
    ]),
    active: true,
  }),
];

const shops = [
  record('shop', 'brygga', {
    name: 'Brygga Mat & Kafé',
    addressLines: ['Strandkaien 14', '5013 Bergen'],
    organisationNumber: '999 888 777',
    phone: '+47 55 00 00 00',
    timeZone: 'Europe/Oslo',
    locale: 'nb-NO',
    languages: ['nb', 'en', 'nl', 'cs'],
    priceRegion: 'norge',
    store: 'bergen',
    groups: ['brygga'],
    currencies: [
      {
        currency: 'EUR',
        rates: [{ validFrom: '2020-01-01', rateMillionths: 11_500_000 }],
        denominations: [],
        active: true,
      },
    ],
    active: true,
  }),
  record('shop', 'goteborg', {
    name: 'Brygga på torget',
    addressLines: ['Kungstorget 3', '411 17 Göteborg'],
    organisationNumber: '559999-8888',
    phone: '+46 31 000 00 00',
    timeZone: 'Europe/Stockholm',
    locale: 'sv-SE',
    languages: ['en', 'nb'],
    priceRegion: 'sverige',
    store: 'goteborg',
    groups: ['brygga'],
    currencies: [
      {
        currency: 'NOK',
        rates: [{ validFrom: '2020-01-01', rateMillionths: 950_000 }],
        denominations: [],
        active: true,
      },
    ],
    active: true,
  }),
];

const places = [
  record('store', 'bergen', { name: 'Lager Bergen', addressLines: ['Strandkaien 14'], active: true }),
  record('store', 'goteborg', { name: 'Lager Göteborg', addressLines: ['Kungstorget 3'], active: true }),
  record('shop-group', 'brygga', { name: 'Brygga', sort: 'brand', active: true }),
  record('sale-point', 'brygga', { name: 'Brygga, kassen', shop: 'brygga', active: true }),
  record('sale-point', 'goteborg', { name: 'Göteborg, torget', shop: 'goteborg', active: true }),
  ...(['B1', 'G1'] as const).map((name) =>
    record('register', name.toLowerCase(), {
      name,
      salePoint: name === 'B1' ? 'brygga' : 'goteborg',
      purpose: 'till',
      cardTerminal: null,
      active: true,
    }),
  ),
];

function tender(id: string, body: Pick<Body<'tender-type'>, 'name' | 'kind' | 'code' | 'opensDrawer'>) {
  const cash = body.kind === 'cash';
  return record('tender-type', id, {
    ...body,
    overTender: cash,
    givesChange: cash,
    rounded: cash,
    account: '',
    predefined: false,
    active: true,
  });
}

const tenders = [
  tender('cash', { name: 'Kontant', kind: 'cash', code: '12001', opensDrawer: true }),
  tender('card', { name: 'Kort', kind: 'card', code: '12002', opensDrawer: false }),
  tender('gift-card', { name: 'Gavekort', kind: 'gift-card', code: '12005', opensDrawer: false }),
  tender('account', { name: 'På konto', kind: 'customer-account', code: '12006', opensDrawer: false }),
  tender('voucher', { name: 'Verdikupong', kind: 'meal-voucher', code: '12005', opensDrawer: true }),
];

/** What sales are at the bottom of: shops, their money, their VAT. */
export const organisation: readonly OfficeRecord[] = [
  ...classes.map(([id, name]) => record('vat-class', id, { name, active: true })),
  ...vatRates,
  ...regions,
  ...places.filter(({ kind }) => kind === 'store' || kind === 'shop-group'),
  ...shops,
  ...places.filter(({ kind }) => kind === 'sale-point'),
  ...places.filter(({ kind }) => kind === 'register'),
  ...tenders,
];
