// Categories of the demo company, and how the goods lie under the finger in its shop. The stall has no template: its till browses the categories.
import type { Body, OfficeRecord } from '../protocol/office/kinds.ts';
import { record } from './organisation.ts';
import { demoItems, demoProducts } from './products.ts';

interface CategoryLook {
  readonly name: string;
  readonly picture: string;
  readonly colour: string;
}

/** In the order of the grid. */
export const demoCategories: Readonly<Record<string, CategoryLook>> = {
  'fruit-and-vegetables': { name: 'Frukt og grønt', picture: 'red-apple', colour: 'green' },
  bakery: { name: 'Bakevarer', picture: 'bread', colour: 'amber' },
  dairy: { name: 'Meieri', picture: 'cheese-wedge', colour: 'yellow' },
  'meat-and-fish': { name: 'Kjøtt og fisk', picture: 'fish', colour: 'red' },
  cafe: { name: 'Kafé', picture: 'hot-beverage', colour: 'brown' },
  drinks: { name: 'Drikke', picture: 'cup-with-straw', colour: 'blue' },
  pantry: { name: 'Tørrvarer', picture: 'canned-food', colour: 'orange' },
  'sweets-and-snacks': { name: 'Snop', picture: 'chocolate-bar', colour: 'pink' },
  household: { name: 'Hus og hjem', picture: 'soap', colour: 'violet' },
  deposit: { name: 'Pant', picture: 'recycling-symbol', colour: 'green' },
};

/** Where orders are printed. A box without such a printer prints them where it prints receipts, each printer's on a slip of its own. */
const printers: Readonly<Record<string, string>> = {
  bakery: 'kitchen-printer',
  cafe: 'bar-printer',
  drinks: 'bar-printer',
};

const categories = Object.entries(demoCategories).map(([id, look], position) =>
  record('category', id, {
    ...look,
    parent: null,
    ageLimit: null,
    noDiscount: false,
    printer: printers[id] ?? null,
    countingInterval: null,
    position,
    active: true,
  }),
);

/** Favourites of the home page, by name. */
const favourites = [
  'Filterkaffe', 'Cappuccino', 'Kanelbolle', 'Grovbrød', 'Helmelk 1 l', 'Egg 12 stk', 'Bananer', 'Epler Gravenstein', 'Cola 0,5 l',
  'Wienerpølser 10 stk', 'Softis', 'Lokalavisen', 'Bærepose', 'Fjordpils 0,5 l', 'Smågodt', 'Pantelapp', 'Diverse',
]; // prettier-ignore

const rows = 5;
const columns = 6;

type Folder = Body<'template'>['folders'][string];

function filled(cells: Folder['cells']): Folder['cells'] {
  const empty = Array.from({ length: Math.max(0, rows * columns - cells.length) }, () => null);
  return [...cells, ...empty].slice(0, rows * columns);
}

function folders(): Record<string, Folder> {
  const byName = new Map(demoItems.map(({ product }) => [product.name, product.id]));
  // Deposits are sold along with what bears them, and have no key of their own.
  const shown = Object.entries(demoCategories).filter(([id]) => id !== 'deposit');
  const home = [
    ...shown.map(([folder]) => ({ folder })),
    ...favourites.flatMap((name) => {
      const product = byName.get(name);
      return product === undefined ? [] : [{ product }];
    }),
  ];
  const inside = shown.map(([category, look]): [string, Folder] => {
    const own = demoItems.filter(({ product }) => product.category === category);
    const cells = filled(own.map(({ product }) => ({ product: product.id })));
    return [category, { ...look, parent: 'home', cells }];
  });
  return {
    home: { name: 'Hjem', parent: null, picture: null, colour: null, cells: filled(home) },
    ...Object.fromEntries(inside),
  };
}

const buns = demoProducts.filter(({ body }) => ['Kardemummabulle', 'Kanelbolle'].includes(body.name));

export const assortment: readonly OfficeRecord[] = [
  ...categories,
  // A deposit goes before what bears it.
  ...demoProducts.filter(({ body }) => body.deposit === null),
  ...demoProducts.filter(({ body }) => body.deposit !== null),
  record('template', 'brygga', {
    name: 'Brygga',
    rows,
    columns,
    folders: folders(),
    shown: [{ shops: ['brygga'], weekdays: [], from: '00:00', until: '00:00' }],
    active: true,
  }),
  record('campaign', 'three-buns', {
    name: 'Tre bullar, betala för två',
    kind: {
      type: 'n-for-m',
      take: 3,
      pay: 2,
      products: buns.map(({ id }) => id),
      categories: [],
      excluded: [],
    },
    priority: 0,
    validFrom: '2020-01-01',
    validUntil: null,
    weekdays: [],
    from: '00:00',
    until: '00:00',
    shops: ['goteborg'],
    customerGroups: [],
    dining: null,
    limit: null,
    active: true,
  }),
  // On the back of the town's map: whoever brings it gets a tenth off.
  record('campaign', 'harbour-coupon', {
    name: 'Havnekupong',
    kind: {
      type: 'percentage',
      basisPoints: 1_000,
      products: [],
      categories: [],
      excluded: [],
    },
    priority: 0,
    coupon: 'HAVN10',
    validFrom: '2020-01-01',
    validUntil: null,
    weekdays: [],
    from: '00:00',
    until: '00:00',
    shops: ['brygga'],
    customerGroups: [],
    dining: null,
    limit: null,
    active: true,
  }),
];
