// How a receipt is wanted, and the one without prices. Whether there may be none on paper is the law's to say.
import { receiptNeeded } from '../fiscal/receipt-law.ts';
import { ok, refuse } from '../refusal.ts';
import type { CommandOf } from './commands.ts';
import type { DecideContext, Decision } from './decision.ts';
import type { RegisterState } from './state.ts';
import { tabAtHand } from './tab-at-hand.ts';

export function wishReceipt(
  state: RegisterState,
  { wish }: CommandOf<'wish-receipt'>,
  { settings }: DecideContext,
): Decision {
  const found = tabAtHand(state);
  if (!found.ok) return found;
  const objection = receiptNeeded(wish, settings.shop.country);
  if (objection !== undefined) return objection;
  return ok([{ type: 'tab.receipt-wished', payload: { tab: found.value.id, wish } }]);
}

export function printGiftReceipt(
  state: RegisterState,
  { sale }: CommandOf<'print-gift-receipt'>,
  _context: DecideContext,
): Decision {
  if (sale.receipt > state.numbers.receipt) return refuse('receipt.unknown', { receipt: sale.receipt });
  return ok([{ type: 'receipt.gift-printed', payload: { receipt: sale.receipt } }]);
}
