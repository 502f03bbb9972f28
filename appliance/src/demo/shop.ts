// Settings, staff and grid of the demo shop. The PINs are printed at start and are good for nothing but this shop.
import { variableMeasurePresets } from '../domain/barcode/variable-measure-presets.ts';
import { minor } from '../domain/money/money.ts';
import { thousandths } from '../domain/quantity/quantity.ts';
import type { Tender } from '../domain/payment/tender.ts';
import type { ShopSettings, VatClassSetting } from '../domain/shop/settings.ts';
import { basisPoints } from '../domain/vat/vat.ts';
import type { CatalogueItem } from '../till/catalogue/catalogue-item.ts';
import type { GridFolder, Shop } from '../till/shop/shop.ts';

type RateAndCode = readonly [rate: number, code: string];

/** `eatIn` where the rate depends on where it is eaten. */
function vatClass(
  [id, name]: readonly [id: string, name: string],
  takeAway: RateAndCode,
  eatIn: RateAndCode = takeAway,
): VatClassSetting {
  const side = ([rate, code]: RateAndCode) => ({ rate: basisPoints(rate), code });
  return { id, name, rates: { 'take-away': side(takeAway), 'eat-in': side(eatIn) } };
}

const tenders: readonly Tender[] = [
  {
    id: 'cash',
    name: 'Kontant',
    kind: 'cash',
    code: '12001',
    opensDrawer: true,
    overpay: 'change',
    active: true,
  },
  {
    id: 'card',
    name: 'Kort',
    kind: 'card',
    code: '12002',
    opensDrawer: false,
    overpay: 'refuse',
    active: true,
  },
  {
    id: 'eur',
    name: 'Euro',
    kind: 'foreign-cash',
    code: '12001',
    opensDrawer: true,
    overpay: 'change',
    foreign: { currency: { code: 'EUR', exponent: 2 }, rateMillionths: 11_500_000 },
    active: true,
  },
  {
    id: 'voucher',
    name: 'Verdikupong',
    kind: 'other',
    code: '12005',
    opensDrawer: true,
    overpay: 'refuse',
    active: true,
  },
];

const settings: ShopSettings = {
  shop: {
    name: 'Brygga Mat & Kafé',
    addressLines: ['Strandkaien 14', '5013 Bergen'],
    organisationNumber: '999 888 777',
    phone: '+47 55 00 00 00',
    country: 'NO',
    timeZone: 'Europe/Oslo',
    locale: 'nb-NO',
  },
  currency: { code: 'NOK', exponent: 2 },
  vat: {
    classes: [
      vatClass(['food', 'Mat'], [1500, '31']),
      vatClass(['served', 'Servering'], [1500, '31'], [2500, '3']),
      vatClass(['standard', 'Alminnelig'], [2500, '3']),
      vatClass(['exempt', 'Fritatt'], [0, '5']),
      vatClass(['deposit', 'Pant'], [0, '7']),
    ],
    rounding: 'line',
    prices: 'gross',
  },
  cashRounding: { step: minor(100), applies: 'cash' },
  tenders,
  dining: { default: 'take-away', switchable: true },
  receipt: {
    footerLines: ['Takk for handelen!', 'Åpent hver dag 7–23'],
    openDrawerFor: ['cash', 'eur', 'voucher'],
  },
  limits: {
    linesPerTab: 500,
    openTabs: 100,
    quantityMax: thousandths(9_999_000),
    unitPriceMax: minor(99_999_900),
    totalMax: minor(999_999_900),
    paymentsPerTab: 20,
  },
};

interface FolderLook {
  readonly name: string;
  readonly picture: string;
  readonly colour: string;
}

const folders: Readonly<Record<string, FolderLook>> = {
  'fruit-and-vegetables': { name: 'Frukt og grønt', picture: 'red-apple', colour: 'green' },
  bakery: { name: 'Bakevarer', picture: 'bread', colour: 'amber' },
  dairy: { name: 'Meieri', picture: 'cheese-wedge', colour: 'yellow' },
  'meat-and-fish': { name: 'Kjøtt og fisk', picture: 'fish', colour: 'red' },
  cafe: { name: 'Kafé', picture: 'hot-beverage', colour: 'brown' },
  drinks: { name: 'Drikke', picture: 'cup-with-straw', colour: 'blue' },
  pantry: { name: 'Tørrvarer', picture: 'canned-food', colour: 'orange' },
  'sweets-and-snacks': { name: 'Snop', picture: 'chocolate-bar', colour: 'pink' },
  household: { name: 'Hus og hjem', picture: 'soap', colour: 'violet' },
};

/** Favourites of the home page, by name. */
const favourites = [
  'Filterkaffe', 'Cappuccino', 'Kanelbolle', 'Grovbrød', 'Helmelk 1 l', 'Egg 12 stk', 'Bananer', 'Epler Gravenstein', 'Cola 0,5 l',
  'Wienerpølser 10 stk', 'Softis', 'Lokalavisen', 'Bærepose', 'Fjordpils 0,5 l', 'Smågodt', 'Pantelapp', 'Diverse',
]; // prettier-ignore

const rows = 5;
const columns = 6;

function filled(cells: GridFolder['cells']): GridFolder['cells'] {
  return [...cells, ...Array.from({ length: Math.max(0, rows * columns - cells.length) }, () => null)].slice(
    0,
    rows * columns,
  );
}

export function demoShop(items: readonly CatalogueItem[]): Shop {
  const byName = new Map(items.map(({ product }) => [product.name, product.id]));
  const home = [
    ...Object.keys(folders).map((folder) => ({ folder })),
    ...favourites.flatMap((name) => {
      const product = byName.get(name);
      return product === undefined ? [] : [{ product }];
    }),
  ];
  const inside = Object.entries(folders).map(([category, look]) => {
    const cells = items
      .filter(({ product }) => product.category === category)
      .map(({ product }) => ({ product: product.id }));
    return [category, { ...look, parent: 'home', cells: filled(cells) }] as const;
  });
  return {
    settings,
    categories: Object.entries(folders).map(([id, look]) => ({ id, parent: null, ...look })),
    patterns: variableMeasurePresets.NO,
    languages: ['nb', 'en', 'nl', 'cs'],
    grid: {
      rows,
      columns,
      folders: {
        home: { name: 'Hjem', parent: null, picture: null, colour: null, cells: filled(home) },
        ...Object.fromEntries(inside),
      },
    },
  };
}

export interface DemoUser {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly language: string;
  readonly pin: string;
  readonly colour: string;
}

export const demoUsers: readonly DemoUser[] = [
  { id: 'ingrid', name: 'Ingrid Solberg', role: 'staff', language: 'nb', pin: '1234', colour: 'green' },
  { id: 'pavel', name: 'Pavel Dvořák', role: 'staff', language: 'cs', pin: '2345', colour: 'blue' },
  { id: 'femke', name: 'Femke de Vries', role: 'manager', language: 'nl', pin: '9876', colour: 'orange' },
  { id: 'alex', name: 'Alex Morgan', role: 'administrator', language: 'en', pin: '4321', colour: 'violet' },
];
