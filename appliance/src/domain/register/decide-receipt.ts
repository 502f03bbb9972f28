// How a receipt is wanted, and the one without prices. Whether there may be none on paper is the law's to say.
import { goesOnPaper, receiptNeeded } from '../fiscal/receipt-law.ts';
import { ok, refuse } from '../refusal.ts';
import type { CommandOf } from './commands.ts';
import { copyReceipt } from './decide-desk.ts';
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

/** Who has the receipt on paper gets a copy of it, counted and limited as any; who wanted none on paper gets the receipt itself. */
export function mailReceipt(
  state: RegisterState,
  { sale, copies, mail }: CommandOf<'mail-receipt'>,
  context: DecideContext,
): Decision {
  if (sale.receipt > state.numbers.receipt) return refuse('receipt.unknown', { receipt: sale.receipt });
  const mailed = { type: 'receipt.mailed' as const, payload: { receipt: sale.receipt, mail } };
  if (!goesOnPaper(sale.wish)) return ok([mailed]);
  const copied = copyReceipt(state, { type: 'copy-receipt', sale, copies }, context);
  return copied.ok ? ok([...copied.value, mailed]) : copied;
}
