// Small rules of what belongs to products: choices, gift cards, accounts.
import { no } from '../refusals.ts';
import type { KindRules } from './rule.ts';
import { currency } from '../../../domain/money/currencies.ts';

export const modifierGroupRules: KindRules<'modifier-group'> = {
  check({ after: { min, max, options } }) {
    if (min <= max && max <= options.length) return undefined;
    return no('modifier.limits', { field: 'max', min, max, options: options.length });
  },
};

export const giftCardTypeRules: KindRules<'gift-card-type'> = {
  check({ after: { purpose, vatClass, min, max } }) {
    if (min !== null && max !== null && min > max) return no('gift-card.limits', { field: 'max', min, max });
    return purpose === 'single' && vatClass === null
      ? no('gift-card.vat-class-needed', { field: 'vatClass' })
      : undefined;
  },
};

export const dimensionRules: KindRules<'dimension'> = {
  check({ after: { values } }) {
    const codes = values.map(({ code }) => code);
    const twice = codes.find((code, index) => codes.indexOf(code) !== index);
    return twice === undefined ? undefined : no('dimension.code-twice', { field: 'values', value: twice });
  },
};

export const accountingCategoryRules: KindRules<'accounting-category'> = {
  async check({ after }, world) {
    for (const { dimension, code } of after.dimensions) {
      const found = await world.find('dimension', dimension);
      if (found === undefined || found.body.values.some((value) => value.code === code)) continue;
      return no('accounting.dimension-code', {
        field: 'dimensions',
        dimension: found.body.name,
        value: code,
      });
    }
    return undefined;
  },
};

export const supplierRules: KindRules<'supplier'> = {
  check({ after }) {
    return currency(after.currency) === undefined
      ? no('currency.unknown', { field: 'currency', value: after.currency })
      : undefined;
  },
};
