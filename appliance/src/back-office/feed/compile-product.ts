// A product as a price region's tills sell it: its price there, what it has from its categories, and every code that leads to it.
import { type Gtin, parseGtin } from '../../domain/barcode/gtin.ts';
import { patternOf, readLabel, type VariableMeasurePattern } from '../../domain/barcode/variable-measure.ts';
import type { ProductItem } from '../../protocol/feed.ts';
import type { Product } from '../../protocol/office/assortment.ts';
import type { OfficeRecord } from '../../protocol/office/kinds.ts';
import type { World } from './world.ts';

/** What products have from the categories they are in. */
export interface Shelf {
  /** The category and all above it. */
  readonly categories: readonly string[];
  readonly ageLimit: number | null;
  readonly noDiscount: boolean;
}

export interface ProductPlace {
  /** Id of the price region. */
  readonly region: string;
  readonly patterns: readonly VariableMeasurePattern[];
  /** By category. */
  readonly shelves: ReadonlyMap<string, Shelf>;
}

/** Every category once: a hundred thousand products then cost a look-up each. */
export function shelvesOf(world: World): ReadonlyMap<string, Shelf> {
  const shelves = new Map<string, Shelf>();
  const shelfOf = (id: string, seen: readonly string[]): Shelf | undefined => {
    const known = shelves.get(id);
    if (known !== undefined) return known;
    const body = world.find('category', id)?.body;
    // Rings of parents are refused by the records; one that came in all the same must not hold up the feed.
    if (body === undefined || seen.includes(id)) return undefined;
    const above = body.parent === null ? undefined : shelfOf(body.parent, [...seen, id]);
    const shelf: Shelf = {
      categories: [id, ...(above?.categories ?? [])],
      ageLimit: body.ageLimit ?? above?.ageLimit ?? null,
      noDiscount: body.noDiscount || above?.noDiscount === true,
    };
    shelves.set(id, shelf);
    return shelf;
  };
  for (const { id } of world.all('category')) shelfOf(id, []);
  return shelves;
}

/** Undefined: not sold in this region. */
export function compileProduct(
  { id, body }: OfficeRecord<'product'>,
  { region, patterns, shelves }: ProductPlace,
): ProductItem | undefined {
  const price = body.prices[region];
  if (!body.active || (price === undefined && !body.variablePrice)) return undefined;
  const shelf = shelves.get(body.category);
  const { sku, name, category, vatClass, unit, plu } = body;
  return {
    product: {
      id,
      sku,
      name,
      category,
      categories: [...(shelf?.categories ?? [category])],
      vatClass,
      unit,
      // A variable price is asked for, whatever stands in the list.
      ...(price === undefined || body.variablePrice ? {} : { price }),
      ...saidOf(body),
      ...flagsOf(body),
      ...handedDown(body, shelf),
      active: true,
    },
    codes: codesOf(body.codes, plu, patterns),
  };
}

type Told = Partial<ProductItem['product']>;

/** What the office left empty is not sent. */
function saidOf({ shortName, deposit, plu, picture, colour, tare }: Product): Told {
  const said = { shortName: shortName === '' ? null : shortName, deposit, plu, picture, colour, tare };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null));
}

/** How it is sold, where that is not as usual. */
function flagsOf({ kind, soldOffline, addOn }: Product): Told {
  return {
    ...(kind === 'goods' ? {} : { kind }),
    ...(soldOffline ? {} : { soldOffline }),
    ...(addOn ? { addOn } : {}),
  };
}

function handedDown(body: Product, shelf: Shelf | undefined): Told {
  const ageLimit = body.ageLimit ?? shelf?.ageLimit ?? null;
  const noDiscount = body.noDiscount || shelf?.noDiscount === true;
  return { ...(ageLimit === null ? {} : { ageLimit }), ...(noDiscount ? { noDiscount } : {}) };
}

type Codes = ProductItem['codes'];

function codesOf(
  codes: readonly string[],
  plu: string | null,
  patterns: readonly VariableMeasurePattern[],
): Codes {
  const found = new Map<string, Codes[number]>();
  for (const code of codes) {
    const gtin = parseGtin(code);
    if (!gtin.ok) continue;
    const item = codeOf(gtin.value, patterns);
    found.set(item.code, item);
  }
  if (plu !== null) found.set(plu, { code: plu, kind: 'plu' });
  return [...found.values()];
}

/** A number of a label stands for all labels of the product: it is known by what is left when the weight or the price is taken out. */
function codeOf(gtin: Gtin, patterns: readonly VariableMeasurePattern[]): Codes[number] {
  const pattern = patternOf(gtin, patterns);
  const label = pattern === undefined ? undefined : readLabel(gtin, pattern);
  return label?.ok === true
    ? { code: label.value.identity, kind: 'variable-measure' }
    : { code: gtin, kind: 'gtin' };
}
