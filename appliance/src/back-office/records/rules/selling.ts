// Tenders and reason codes that come with the product keep their nature.
import { no } from '../refusals.ts';
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
