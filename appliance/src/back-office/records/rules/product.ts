// Products: codes with right check digits, prices only where a region says which VAT, parts that are no product's own self.
import { parseGtin } from '../../../domain/barcode/gtin.ts';
import type { Product } from '../../../protocol/office/assortment.ts';
import { type RecordNo, no } from '../refusals.ts';
import type { World } from '../world.ts';
import type { KindRules } from './rule.ts';

export const productRules: KindRules<'product'> = {
  async check({ id, before, after }, world) {
    return (
      wrongCode(after.codes) ??
      (await wrongPart(id, after, world)) ??
      (before !== undefined && sameVat(before, after) ? undefined : await wrongVat(after, world))
    );
  },
};

function wrongCode(codes: readonly string[]): RecordNo | undefined {
  for (const code of codes) {
    const gtin = parseGtin(code);
    if (gtin.ok) continue;
    const { expected } = gtin.refusal.data;
    if (gtin.refusal.code === 'barcode.check-digit')
      return no('product.code-check-digit', { field: 'codes', value: code, expected: expected ?? null });
    return no('product.code-length', { field: 'codes', value: code });
  }
  return undefined;
}

async function wrongPart(id: string, after: Product, world: World): Promise<RecordNo | undefined> {
  const { deposit, addOns, variant } = after;
  if (deposit === id || addOns.includes(id) || variant?.of === id) return no('product.own-part');
  if (deposit !== null) {
    const charged = await world.find('product', deposit);
    if (charged?.body.kind !== 'deposit') return no('product.deposit-kind', { field: 'deposit' });
  }
  if (variant !== null) {
    const whole = await world.find('product', variant.of);
    if (whole?.body.variant !== null) return no('product.variant-of-variant', { field: 'variant' });
  }
  return undefined;
}

function sameVat(before: Product, after: Product): boolean {
  return (
    before.vatClass === after.vatClass && Object.keys(after.prices).every((region) => region in before.prices)
  );
}

async function wrongVat(after: Product, world: World): Promise<RecordNo | undefined> {
  for (const id of Object.keys(after.prices)) {
    const region = await world.find('price-region', id);
    if (region === undefined || region.body.vat.some(({ vatClass }) => vatClass === after.vatClass)) continue;
    const vatClass = await world.find('vat-class', after.vatClass);
    return no('product.vat-missing', {
      field: 'vatClass',
      region: region.body.name,
      vatClass: vatClass?.body.name ?? after.vatClass,
    });
  }
  return undefined;
}
