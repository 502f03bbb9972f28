// Tenders and reason codes that come with the product keep their nature; campaigns give something, on days that exist.
import type { Campaign } from '../../../protocol/office/selling.ts';
import { type RecordNo, no } from '../refusals.ts';
import { isDay } from './day.ts';
import type { KindRules } from './rule.ts';

export const tenderTypeRules: KindRules<'tender-type'> = {
  check({ before, after, bySystem }) {
    if (bySystem) return undefined;
    if ((before?.predefined ?? false) !== after.predefined)
      return no('record.predefined', { name: after.name });
    const fixed = before?.predefined === true && (before.kind !== after.kind || before.code !== after.code);
    return fixed ? no('record.predefined', { name: before.name }) : undefined;
  },
  checkRemoval: ({ body }) => (body.predefined ? no('record.predefined', { name: body.name }) : undefined),
};

export const reasonCodeRules: KindRules<'reason-code'> = {
  check({ before, after, bySystem }) {
    if (bySystem || ((before?.system ?? null) === null && after.system === null)) return undefined;
    return no('record.predefined', { name: before?.name ?? after.name });
  },
  checkRemoval: ({ body }) =>
    body.system === null ? undefined : no('record.predefined', { name: body.name }),
};

type What = {
  readonly products: readonly string[];
  readonly categories: readonly string[];
  readonly excluded: readonly string[];
};

export const campaignRules: KindRules<'campaign'> = {
  check({ after }) {
    return wrongDays(after) ?? wrongDeal(after.kind) ?? wrongChoice(after.kind);
  },
};

function wrongDays({ validFrom, validUntil }: Campaign): RecordNo | undefined {
  for (const day of validUntil === null ? [validFrom] : [validFrom, validUntil])
    if (!isDay(day)) return no('day.unknown', { field: 'validFrom', value: day });
  return validUntil !== null && validUntil < validFrom
    ? no('campaign.days-order', { field: 'validUntil' })
    : undefined;
}

function wrongDeal(kind: Campaign['kind']): RecordNo | undefined {
  switch (kind.type) {
    case 'n-for-m':
      return kind.pay < kind.take ? undefined : no('campaign.pay-all', { field: 'kind' });
    case 'percentage':
    case 'spend':
    case 'mix-and-match':
      return kind.basisPoints > 0 ? undefined : no('campaign.gives-nothing', { field: 'kind' });
    case 'amount-off':
      return kind.amount > 0 ? undefined : no('campaign.gives-nothing', { field: 'kind' });
    case 'fixed-price':
    case 'n-for-price':
      return undefined;
  }
}

/** One price for all that the shop sells is a slip, and so is a product that is meant and excepted at once. */
function wrongChoice(kind: Campaign['kind']): RecordNo | undefined {
  const choices: readonly What[] = kind.type === 'mix-and-match' ? [kind.buy, kind.get] : [kind];
  const mustName = ['fixed-price', 'n-for-price', 'mix-and-match'].includes(kind.type);
  for (const { products, categories, excluded } of choices) {
    if (mustName && products.length + categories.length === 0)
      return no('campaign.nothing-named', { field: 'kind' });
    if (products.some((product) => excluded.includes(product)))
      return no('campaign.excluded-too', { field: 'kind' });
  }
  return undefined;
}
