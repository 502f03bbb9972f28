// The catalogue of the demo company, a small grocer with a café in a Norwegian harbour town and a bakery stall in Sweden. Everything here
// is invented; numbers with prefix 29 are for use inside a shop, so they meet no real product.
import { compileProduct, type Shelf } from '../back-office/feed/compile-product.ts';
import { withCheckDigit } from '../domain/barcode/gtin.ts';
import { buildLabel } from '../domain/barcode/variable-measure.ts';
import { variableMeasurePresets } from '../domain/barcode/variable-measure-presets.ts';
import type { Product } from '../protocol/office/assortment.ts';
import type { OfficeRecord } from '../protocol/office/kinds.ts';
import type { CatalogueItem } from '../till/catalogue/catalogue-item.ts';

type Extras = Partial<
  Pick<Product, 'ageLimit' | 'deposit' | 'shortName' | 'noDiscount' | 'kind' | 'unit' | 'vatClass' | 'plu'>
> & {
  /** Item number of the shop's weight labels, 6 digits. */
  readonly label?: string;
};

/** Name, price in øre (null = asked at the till), picture. */
type Row = readonly [name: string, price: number | null, picture: string | null, extras?: Extras];

const kilo = { unit: 'kg' } as const;
const small = { deposit: 'pant-small' } as const;
const large = { deposit: 'pant-large' } as const;
const adult = { ageLimit: 18, vatClass: 'standard' } as const;

/** By category; the order is that of the grid. */
const rows: Readonly<Record<string, readonly Row[]>> = {
  'fruit-and-vegetables': [
    ['Epler Gravenstein', 3490, 'red-apple', { ...kilo, plu: '4015' }],
    ['Bananer', 2790, 'banana', { ...kilo, plu: '4011' }],
    ['Bananer økologisk', 3390, 'banana', { ...kilo, plu: '94011' }],
    ['Appelsiner', 3290, 'tangerine', { ...kilo, plu: '4012' }],
    ['Sitron', 690, 'lemon', { plu: '4053' }],
    ['Pærer Conference', 3990, 'pear', { ...kilo, plu: '4408' }],
    ['Druer grønne', 6990, 'grapes', { ...kilo, plu: '4022' }],
    ['Jordbær 400 g', 5990, 'strawberry'],
    ['Blåbær 125 g', 3490, 'blueberries'],
    ['Kiwi', 590, 'kiwi-fruit', { plu: '4030' }],
    ['Mango', 2490, 'mango', { plu: '4051' }],
    ['Ananas', 3490, 'pineapple', { plu: '4029' }],
    ['Vannmelon', 1990, 'watermelon', { ...kilo, plu: '4032' }],
    ['Tomater', 3990, 'tomato', { ...kilo, plu: '4064' }],
    ['Agurk', 2290, 'cucumber', { plu: '4062' }],
    ['Gulrøtter', 1990, 'carrot', { ...kilo, plu: '4094' }],
    ['Poteter Mandel', 2490, 'potato', { ...kilo, plu: '4083' }],
    ['Løk gul', 1890, 'onion', { ...kilo, plu: '4093' }],
    ['Hvitløk', 1290, 'garlic', { plu: '4608' }],
    ['Paprika rød', 6490, 'bell-pepper', { ...kilo, plu: '4688' }],
    ['Brokkoli', 2490, 'broccoli', { plu: '4060' }],
    ['Avokado', 1690, 'avocado', { plu: '4046' }],
    ['Sopp 250 g', 2490, 'mushroom'],
    ['Salat Crispi', 2990, 'leafy-green', { plu: '4061' }],
  ],
  bakery: [
    ['Grovbrød', 3890, 'bread'],
    ['Baguette', 2490, 'baguette-bread'],
    ['Croissant', 2190, 'croissant'],
    ['Kanelbolle', 2990, 'pretzel'],
    ['Bagel sesam', 1890, 'bagel'],
    ['Lefse 3 stk', 2990, 'flatbread'],
    ['Eplekake stykke', 4490, 'pie'],
    ['Sjokolademuffins', 2790, 'cupcake'],
    ['Bløtkakestykke', 4990, 'shortcake'],
    ['Vaffel med syltetøy', 3900, 'waffle'],
  ],
  dairy: [
    ['Helmelk 1 l', 2390, 'glass-of-milk'],
    ['Lettmelk 1 l', 2290, 'glass-of-milk'],
    ['Meierismør 500 g', 6290, 'butter'],
    ['Egg 12 stk', 4590, 'egg'],
    ['Norvegia i skiver 300 g', 6490, 'cheese-wedge'],
    ['Brunost 500 g', 7990, 'cheese-wedge'],
    ['Jarlsberg fra disken', 18990, 'cheese-wedge', { ...kilo, label: '100001' }],
    ['Yoghurt skogsbær', 1490, 'soft-ice-cream'],
  ],
  'meat-and-fish': [
    ['Laksefilet fra disken', 28990, 'fish', { ...kilo, label: '100002' }],
    ['Torskefilet fra disken', 24990, 'fish', { ...kilo, label: '100003' }],
    ['Reker pillede 200 g', 7990, 'shrimp'],
    ['Kyllinglår', 8990, 'poultry-leg', { ...kilo, label: '100004' }],
    ['Entrecôte', 39990, 'cut-of-meat', { ...kilo, label: '100005' }],
    ['Bacon 140 g', 3990, 'bacon'],
    ['Wienerpølser 10 stk', 5490, 'hot-dog', { shortName: 'Pølser 10 stk' }],
  ],
  pantry: [
    ['Jasminris 1 kg', 3990, 'cooked-rice'],
    ['Spaghetti 500 g', 1990, 'spaghetti'],
    ['Hakkede tomater 400 g', 1490, 'canned-food'],
    ['Makrell i tomat', 2290, 'canned-food'],
    ['Honning 350 g', 5990, 'honey-pot'],
    ['Havsalt 250 g', 3490, 'salt'],
    ['Peanøtter 200 g', 2990, 'peanuts'],
    ['Oliven grønne', 3290, 'olive'],
    ['Frossenpizza', 5990, 'pizza'],
  ],
  'sweets-and-snacks': [
    ['Melkesjokolade 200 g', 4490, 'chocolate-bar'],
    ['Smågodt', 19990, 'candy', { ...kilo, vatClass: 'food' }],
    ['Kjærlighet på pinne', 590, 'lollipop'],
    ['Popcorn', 2490, 'popcorn'],
    ['Havrekjeks', 2690, 'cookie'],
    ['Smultring', 1990, 'doughnut'],
    ['Iskrem kjeks', 3290, 'ice-cream'],
  ],
  drinks: [
    ['Kildevann 0,5 l', 1990, 'droplet', { ...small }],
    ['Cola 0,5 l', 2690, 'cup-with-straw', { ...small }],
    ['Cola 1,5 l', 3490, 'cup-with-straw', { ...large }],
    ['Appelsinjuice 1 l', 3290, 'beverage-box'],
    ['Eplemost 0,33 l', 2990, 'beverage-box', { ...small }],
    ['Fjordpils 0,5 l', 3690, 'beer-mug', { ...adult, ...small }],
    ['Fjordpils 6-pk', 19900, 'clinking-beer-mugs', { ...adult }],
    ['Alkoholfri musserende', 8990, 'bottle-with-popping-cork'],
  ],
  cafe: [
    ['Filterkaffe', 3200, 'hot-beverage', { vatClass: 'served' }],
    ['Cappuccino', 4600, 'hot-beverage', { vatClass: 'served' }],
    ['Te', 3200, 'teapot', { vatClass: 'served' }],
    ['Varm sjokolade', 4800, 'hot-beverage', { vatClass: 'served' }],
    ['Fiskesuppe', 14900, 'pot-of-food', { vatClass: 'served' }],
    ['Rekesmørbrød', 16900, 'sandwich', { vatClass: 'served' }],
    ['Karbonadesmørbrød', 15900, 'sandwich', { vatClass: 'served' }],
    ['Grønn salat', 11900, 'green-salad', { vatClass: 'served' }],
    ['Hamburger med pommes frites', 18900, 'hamburger', { vatClass: 'served', shortName: 'Hamburger' }],
    ['Dagens kake', 5900, 'shortcake', { vatClass: 'served' }],
    ['Softis', 4200, 'soft-ice-cream', { vatClass: 'served' }],
  ],
  household: [
    ['Såpe', 3990, 'soap', { vatClass: 'standard' }],
    ['Toalettpapir 8 rl', 6990, 'roll-of-paper', { vatClass: 'standard' }],
    ['Kost', 14900, 'broom', { vatClass: 'standard' }],
    ['Batterier AA 4 stk', 7990, 'battery', { vatClass: 'standard' }],
    ['Stearinlys 10 stk', 4990, 'candle', { vatClass: 'standard' }],
    ['Lokalavisen', 4500, 'newspaper', { vatClass: 'exempt' }],
    ['Bærepose', 425, 'shopping-bags', { vatClass: 'standard' }],
    ['Diverse', null, null, { vatClass: 'standard' }],
    ['Gatekjøkken diverse', null, null, { vatClass: 'served' }],
  ],
  deposit: [
    ['Pant liten', 200, 'recycling-symbol', { vatClass: 'deposit', kind: 'deposit', noDiscount: true }],
    ['Pant stor', 300, 'recycling-symbol', { vatClass: 'deposit', kind: 'deposit', noDiscount: true }],
    [
      'Pantelapp',
      null,
      'recycling-symbol',
      { vatClass: 'deposit', kind: 'deposit-return', noDiscount: true },
    ],
  ],
};

/** Sold on the square in Göteborg only, in öre. */
const swedishRows: readonly Row[] = [
  ['Kardemummabulle', 3900, 'pretzel'],
  ['Semla', 5500, 'shortcake'],
  ['Surdegsbröd', 6900, 'bread'],
  ['Kladdkaka bit', 4500, 'pie'],
  ['Bryggkaffe', 3500, 'hot-beverage', { vatClass: 'served' }],
];

/** What the stall takes along from the shop: prices in öre. */
const alsoInSweden: Readonly<Record<string, number>> = {
  Grovbrød: 4200,
  Croissant: 2900,
  Kanelbolle: 3500,
  Sjokolademuffins: 3200,
  Cappuccino: 4800,
  Bærepose: 500,
};

const fixedIds: Readonly<Record<string, string>> = {
  'Pant liten': 'pant-small',
  'Pant stor': 'pant-large',
  Pantelapp: 'pant-return',
};

/** A label of the counter with its weight zeroed: what all labels of the product have in common. */
function labelCode(item: string): string {
  const pattern = variableMeasurePresets.NO.find(({ layout }) => layout.startsWith('23'));
  const label = pattern === undefined ? undefined : buildLabel(pattern, item, 0);
  if (label?.ok !== true) throw new RangeError(`not a label of this shop: ${item}`);
  return label.value;
}

function codesOf(index: number, { plu, label }: Extras): string[] {
  if (label !== undefined) return [labelCode(label)];
  return typeof plu === 'string' ? [] : [withCheckDigit(`29${String(index).padStart(10, '0')}`)];
}

interface Place {
  readonly category: string;
  readonly index: number;
  readonly prices: Product['prices'];
}

function recordOf(
  [name, price, picture, extras = {}]: Row,
  { category, index, prices }: Place,
): OfficeRecord<'product'> {
  const { label: _label, ...rest } = extras;
  const number = String(index).padStart(4, '0');
  const body: Product = {
    name,
    shortName: '',
    sku: `BD-${number}`,
    codes: codesOf(index, extras),
    plu: null,
    category,
    prices,
    variablePrice: price === null,
    cost: null,
    vatClass: 'food',
    accountingCategory: null,
    unit: 'piece',
    tare: null,
    kind: 'goods',
    deposit: null,
    ageLimit: null,
    noDiscount: false,
    soldOffline: true,
    addOn: false,
    addOns: [],
    modifiers: [],
    variant: null,
    allergens: [],
    picture,
    colour: null,
    station: null,
    prepSeconds: null,
    suppliers: [],
    active: true,
    ...rest,
  };
  return { id: fixedIds[name] ?? `demo-${number}`, kind: 'product', revision: 1, changedAt: 0, body };
}

function pricesOf(name: string, price: number | null): Product['prices'] {
  const swedish = alsoInSweden[name];
  return {
    ...(price === null ? {} : { norge: price }),
    ...(swedish === undefined ? {} : { sverige: swedish }),
  };
}

const norwegian = Object.entries(rows)
  .flatMap(([category, list]) => list.map((row) => ({ category, row })))
  .map(({ category, row }, index) =>
    recordOf(row, { category, index: index + 1, prices: pricesOf(row[0], row[1]) }),
  );

const swedish = swedishRows.map((row, index) =>
  recordOf(row, {
    category: row[3]?.vatClass === 'served' ? 'cafe' : 'bakery',
    index: 501 + index,
    prices: row[1] === null ? {} : { sverige: row[1] },
  }),
);

export const demoProducts: readonly OfficeRecord<'product'>[] = [...norwegian, ...swedish];

/** Categories have nothing of their own that products would take over. */
const shelves = new Map<string, Shelf>(
  Object.keys(rows).map((id) => [id, { categories: [id], ageLimit: null, noDiscount: false }]),
);

/** The catalogue as the tills of the shop in Norway have it. */
export const demoItems: readonly CatalogueItem[] = demoProducts.flatMap((record) => {
  const item = compileProduct(record, { region: 'norge', patterns: variableMeasurePresets.NO, shelves });
  // What is compiled is what the feed's schema takes, in numbers without brands.
  return item === undefined ? [] : [item as unknown as CatalogueItem];
});
