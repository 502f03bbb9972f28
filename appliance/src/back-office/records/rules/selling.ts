// Tenders and reason codes that come with the product keep their nature; a tender promises nothing that the till cannot do.
import type { TenderType } from '../../../protocol/office/selling.ts';
import { type RecordNo, no } from '../refusals.ts';
import type { KindRules } from './rule.ts';

export const tenderTypeRules: KindRules<'tender-type'> = {
  check: ({ before, after, bySystem }) =>
    (bySystem ? undefined : anotherNature(before, after)) ?? wrongWay(after),
  checkRemoval: ({ body }) => (body.predefined ? no('record.predefined', { name: body.name }) : undefined),
};

function anotherNature(before: TenderType | undefined, after: TenderType): RecordNo | undefined {
  if ((before?.predefined ?? false) !== after.predefined)
    return no('record.predefined', { name: after.name });
  const fixed = before?.predefined === true && (before.kind !== after.kind || before.code !== after.code);
  return fixed ? no('record.predefined', { name: before.name }) : undefined;
}

/** What the till does with cash and cards is not the shop's to choose: coins are rounded and changed, a card is charged exactly. */
function wrongWay({ kind, overTender, givesChange, rounded }: TenderType): RecordNo | undefined {
  if (kind === 'cash')
    return overTender && givesChange && rounded ? undefined : no('tender.cash-way', { field: 'kind' });
  if (kind === 'card' && overTender) return no('tender.card-exact', { field: 'overTender' });
  return rounded ? no('tender.rounded-cash', { field: 'rounded' }) : undefined;
}

export const reasonCodeRules: KindRules<'reason-code'> = {
  check({ before, after, bySystem }) {
    if (bySystem || ((before?.system ?? null) === null && after.system === null)) return undefined;
    return no('record.predefined', { name: before?.name ?? after.name });
  },
  checkRemoval: ({ body }) =>
    body.system === null ? undefined : no('record.predefined', { name: body.name }),
};
