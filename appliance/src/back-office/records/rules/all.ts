// The rules of every kind, one line for each; a kind without a line has none beside its schema, its keys and its references.
import type { Kind } from '../../../protocol/office/kinds.ts';
import {
  accountingCategoryRules,
  dimensionRules,
  giftCardTypeRules,
  modifierGroupRules,
  supplierRules,
} from './assortment.ts';
import { campaignRules } from './campaign.ts';
import { categoryRules } from './category.ts';
import { registerRules, salePointRules, shopRules } from './organisation.ts';
import { userRules } from './people.ts';
import { productRules } from './product.ts';
import type { KindRules } from './rule.ts';
import { floorPlanRules } from './floor-plan.ts';
import { reasonCodeRules, tenderTypeRules } from './selling.ts';
import { templateRules } from './template.ts';
import { priceRegionRules, vatRateRules } from './vat.ts';

type AllRules = { readonly [K in Kind]?: KindRules<K> };

const rules: AllRules = {
  'accounting-category': accountingCategoryRules,
  campaign: campaignRules,
  category: categoryRules,
  dimension: dimensionRules,
  'floor-plan': floorPlanRules,
  'gift-card-type': giftCardTypeRules,
  'modifier-group': modifierGroupRules,
  'price-region': priceRegionRules,
  product: productRules,
  'reason-code': reasonCodeRules,
  register: registerRules,
  'sale-point': salePointRules,
  shop: shopRules,
  supplier: supplierRules,
  template: templateRules,
  'tender-type': tenderTypeRules,
  user: userRules,
  'vat-rate': vatRateRules,
};

export function rulesOf<K extends Kind>(kind: K): KindRules<K> {
  return rules[kind] ?? {};
}
