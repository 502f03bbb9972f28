// The shop of the demo company as its till sees it, compiled from the records as the feed would.
import { effectiveOf } from '../back-office/feed/open-feed.ts';
import { compileCustomer } from '../back-office/feed/compile-customers.ts';
import { compileProduct, shelvesOf } from '../back-office/feed/compile-product.ts';
import { compileRegister } from '../back-office/feed/compile-register.ts';
import { patternsOf } from '../back-office/feed/compile-shop.ts';
import { standingOf, worldOf } from '../back-office/feed/world.ts';
import type { FeedItem } from '../protocol/sync.ts';
import type { CampaignItem, CustomerGroupItem, ShopItem, TemplateItem } from '../protocol/feed.ts';
import { planAfter, shopAt, type ShopPlan } from '../till/shop/shop-plan.ts';
import type { Shop } from '../till/shop/shop.ts';
import { demoGiftCardSalt, demoRecords, demoSettings } from './company.ts';
import { demoCustomers } from './customers.ts';
import { demoProducts } from './products.ts';

/**
 * All that a register of the demo company is sent.
 * @param posHashes by user
 */
export function demoFeed(
  register: 'B1' | 'G1',
  posHashes: ReadonlyMap<string, string> = new Map(),
): readonly FeedItem[] {
  const world = worldOf(demoRecords);
  const standing = standingOf(world, register);
  if (standing === undefined) throw new RangeError(`no register ${register} in the demo company`);
  const owners = ['', standing.shop.id];
  const values = demoSettings.filter(({ owner }) => owners.includes(owner)).map((each) => each.values);
  const settings = effectiveOf(Object.assign({}, ...values) as (typeof values)[number]);
  const place = {
    region: standing.region.id,
    patterns: patternsOf(standing, settings),
    shelves: shelvesOf(world),
  };
  const products = demoProducts.flatMap((record): FeedItem[] => {
    const body = compileProduct(record, place);
    return body === undefined ? [] : [{ kind: 'product', id: record.id, body }];
  });
  const customers = demoCustomers.map((record): FeedItem => ({
    kind: 'customer',
    id: record.id,
    body: compileCustomer(record),
  }));
  return [
    ...compileRegister(world, { standing, settings, logo: null, posHashes, giftCardSalt: demoGiftCardSalt }),
    ...products,
    ...customers,
  ];
}

function demoPlan(register: 'B1' | 'G1'): ShopPlan {
  const items = demoFeed(register);
  const of = (kind: string): readonly FeedItem[] => items.filter((item) => item.kind === kind);
  const change = {
    shop: of('shop')[0]?.body as ShopItem | undefined,
    templates: { put: of('template').map(({ id, body }) => ({ id, item: body as TemplateItem })), gone: [] },
    campaigns: { put: of('campaign').map(({ id, body }) => ({ id, item: body as CampaignItem })), gone: [] },
    customerGroups: {
      put: of('customer-group').map(({ id, body }) => ({ id, item: body as CustomerGroupItem })),
      gone: [],
    },
    whole: true,
  };
  const plan = planAfter(undefined, change, 0);
  if (plan === undefined) throw new RangeError('a register without a shop');
  return plan;
}

/** Brygga Mat & Kafé, which is the same at every hour. @internal tests compare with it */
export function demoShop(register: 'B1' | 'G1' = 'B1'): Shop {
  return shopAt(demoPlan(register), 0, { weekday: 1, minute: 0 });
}
