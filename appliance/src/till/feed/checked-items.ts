// The door for what comes down the feed: each item by the schema of its kind, sorted by what it is about. A kind that this box does not
// know is passed over; an item that is not what its kind says stops the whole step, as half a step is worse than the one before.
import { minor } from '../../domain/money/money.ts';
import { type TypeCheck, TypeCompiler } from '@sinclair/typebox/compiler';
import type { TObject } from '@sinclair/typebox';
import { checkPatterns } from '../../domain/barcode/variable-measure.ts';
import type { DiscountLimits } from '../../domain/staff/discount-limits.ts';
import type { Role } from '../../domain/staff/permission.ts';
import { Fault } from '../../platform/fault.ts';
import { turn } from '../../platform/clock/turn.ts';
import {
  type CampaignItem,
  type CustomerGroupItem,
  type CustomerItem,
  type FeedKind,
  feedItems,
  type ProductItem,
  type RoleItem,
  type ShopItem,
  type StaffItem,
  type TemplateItem,
} from '../../protocol/feed.ts';
import type { FeedItem } from '../../protocol/sync.ts';
import type { CatalogueItem } from '../catalogue/catalogue-item.ts';
import type { NewCustomer } from '../customers/customers.ts';
import type { Replaced } from '../shop/shop-plan.ts';
import { localTimeIn } from '../shop/local-time.ts';
import type { NewStaffMember } from '../staff/staff-store.ts';

export interface FeedParts {
  readonly shop: ShopItem | undefined;
  readonly templates: Replaced<TemplateItem>;
  readonly campaigns: Replaced<CampaignItem>;
  readonly customerGroups: Replaced<CustomerGroupItem>;
  readonly roles: Changed<Role>;
  readonly staff: Changed<NewStaffMember>;
  readonly products: Changed<CatalogueItem>;
  readonly customers: Changed<NewCustomer>;
}

interface WithId<T> {
  readonly id: string;
  readonly item: T;
}

interface Changed<T> {
  readonly put: readonly T[];
  /** Ids. */
  readonly gone: readonly string[];
}

/** Items looked at before others get their turn. */
const piece = 500;

const checks = new Map<string, TypeCheck<TObject>>(
  Object.entries(feedItems).map(([kind, schema]) => [kind, TypeCompiler.Compile(schema)]),
);

/** Throws Fault `config.invalid` with `problems`, the place of each. Of two items with one id the later counts. */
export async function checkedItems(items: readonly FeedItem[]): Promise<FeedParts> {
  const sorted = {
    shop: new Map(),
    template: new Map(),
    campaign: new Map(),
    'customer-group': new Map(),
    role: new Map(),
    staff: new Map(),
    product: new Map(),
    customer: new Map(),
  } satisfies Record<FeedKind, Map<string, unknown>>;
  for (const [index, item] of items.entries()) {
    if (index % piece === piece - 1) await turn();
    const check = checks.get(item.kind);
    if (check === undefined) continue;
    const problem = item.body === null ? undefined : check.Errors(item.body).First();
    if (problem !== undefined) throw invalid(item, `${problem.path} ${problem.message}`);
    sorted[item.kind as FeedKind].set(item.id, item.body);
  }
  const [shop] = (sorted.shop as Map<string, ShopItem | null>).values();
  return {
    shop: shop === null ? undefined : checkedShop(shop),
    templates: byId<TemplateItem>(sorted.template),
    campaigns: byId<CampaignItem>(sorted.campaign),
    customerGroups: byId<CustomerGroupItem>(sorted['customer-group']),
    roles: changed<RoleItem, Role>(sorted.role, (id, { name, grants, discounts }) => ({
      id,
      name,
      grants,
      ...(discounts === undefined ? {} : { discounts: discounts as DiscountLimits }),
    })),
    staff: changed<StaffItem, NewStaffMember>(sorted.staff, (id, member) => ({ id, ...member })),
    products: changed<ProductItem, CatalogueItem>(
      sorted.product,
      // The schema has checked what the brands of the domain promise.
      (_id, item) => item as unknown as CatalogueItem,
    ),
    customers: changed<CustomerItem, NewCustomer>(sorted.customer, (id, { creditLimit, ...customer }) => ({
      id,
      ...customer,
      ...(creditLimit === undefined ? {} : { creditLimit: minor(creditLimit) }),
    })),
  };
}

function byId<Item>(items: ReadonlyMap<string, Item | null>): Changed<WithId<Item>> {
  return changed(items, (id, item) => ({ id, item }));
}

function changed<Item, Kept>(
  items: ReadonlyMap<string, Item | null>,
  keep: (id: string, item: Item) => Kept,
): Changed<Kept> {
  const all = [...items];
  return {
    put: all.flatMap(([id, item]) => (item === null ? [] : [keep(id, item)])),
    gone: all.flatMap(([id, item]) => (item === null ? [id] : [])),
  };
}

/** What no schema can say: label patterns that contradict each other, a time zone that nobody knows. */
function checkedShop(shop: ShopItem | undefined): ShopItem | undefined {
  if (shop === undefined) return undefined;
  const patterns = checkPatterns(shop.patterns);
  if (!patterns.ok)
    throw invalid({ kind: 'shop', id: 'shop' }, `patterns ${JSON.stringify(patterns.refusal.data)}`);
  try {
    localTimeIn(shop.shop.timeZone);
  } catch (error) {
    throw invalid({ kind: 'shop', id: 'shop' }, `time zone ${shop.shop.timeZone}`, error);
  }
  return shop;
}

function invalid({ kind, id }: Pick<FeedItem, 'kind' | 'id'>, problem: string, cause?: unknown): Fault {
  return new Fault('config.invalid', { problems: [`feed ${kind} ${id}: ${problem}`] }, cause);
}
