// What must hold of a tab as it is shown, added up again from its lines.
import type { LineView, TabView } from '../../../src/protocol/tab-views.ts';
import { assert } from '../../kit.ts';
import { halfUp } from './ledger.ts';

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** Quantity times price; not of what a label or a receipt priced. */
function grossOf({ quantity, unitPrice }: LineView): number {
  return halfUp(quantity * unitPrice, 1_000);
}

function discountOf({ discount }: LineView, gross: number): number {
  if (discount === null) return 0;
  return discount.kind === 'amount' ? discount.amount : halfUp(gross * discount.basisPoints, 10_000);
}

function judgeLine(line: LineView): void {
  if (line.returnOf !== null || line.source === 'label') return;
  const gross = grossOf(line);
  const off = sum(line.campaigns.map(({ amount }) => amount));
  assert.is(
    line.total,
    gross - line.discountAmount - off,
    `${line.name}: quantity times price less what is off`,
  );
  // A line that was divided keeps its share of an amount.
  if (line.discount?.kind !== 'amount')
    assert.is(line.discountAmount, discountOf(line, gross), `${line.name}: its discount`);
}

export function judgeTab(tab: TabView): void {
  const lines = Object.values(tab.lines).filter(({ voided }) => !voided);
  for (const line of lines) judgeLine(line);
  const offers = sum(lines.flatMap(({ campaigns }) => campaigns.map(({ amount }) => amount)));
  assert.is(tab.campaignDiscounts, offers, 'campaigns');
  assert.is(tab.lineDiscounts, sum(lines.map((line) => line.discountAmount)), 'discounts on lines');
  const tabDiscount = tab.tabDiscount?.amount ?? 0;
  assert.is(tab.total, sum(lines.map(({ total }) => total)) - tabDiscount, 'lines add up to the total');
  assert.is(
    tab.subtotal,
    tab.total + tabDiscount + offers + tab.lineDiscounts,
    'what discounts were taken off',
  );
  assert.is(sum(tab.vat.map(({ gross }) => gross)), tab.total, 'VAT rows add up to the total');
  for (const { gross, net, vat } of tab.vat) assert.is(net + vat, gross, 'net and VAT');
  const taken = Object.values(tab.payments).filter(({ state }) => state === 'taken');
  assert.is(
    tab.due,
    tab.total + sum(taken.map(({ rounding, amount }) => rounding - amount)),
    'what is due is what is not paid',
  );
  assert.is(tab.cashDue, halfUp(tab.due, 100) * 100, 'the same in whole kroner');
  const deposits = lines.filter(({ depositOf }) => depositOf !== null);
  for (const { depositOf, quantity } of deposits)
    assert.is(tab.lines[depositOf ?? '']?.quantity, quantity, 'a deposit follows its goods');
}
