// All small things that one register is sent: its shop, the templates and campaigns of it, groups of customers, and who may log in
// there. Products and customers come by themselves.
import type { FeedItem } from '../../protocol/sync.ts';
import { shopItemId } from '../../protocol/feed.ts';
import { compileCampaigns } from './compile-campaigns.ts';
import { compileTemplates } from './compile-grid.ts';
import { compileCustomerGroups } from './compile-customers.ts';
import { compileShop, type ShopFacts } from './compile-shop.ts';
import { compileStaff, type RegisterHashes } from './compile-staff.ts';
import type { World } from './world.ts';

export interface RegisterFacts extends ShopFacts, RegisterHashes {}

export function compileRegister(world: World, facts: RegisterFacts): readonly FeedItem[] {
  const { standing } = facts;
  const { shop } = standing;
  const { roles, staff } = compileStaff(world, standing, facts);
  return [
    { kind: 'shop', id: shopItemId, body: compileShop(world, facts) },
    ...[...compileTemplates(world, shop)].map(([id, body]) => ({ kind: 'template', id, body })),
    ...compileCampaigns(world, shop).map((body) => ({ kind: 'campaign', id: body.id, body })),
    ...[...compileCustomerGroups(world)].map(([id, body]) => ({ kind: 'customer-group', id, body })),
    ...[...roles].map(([id, body]) => ({ kind: 'role', id, body })),
    ...[...staff].map(([id, body]) => ({ kind: 'staff', id, body })),
  ];
}
