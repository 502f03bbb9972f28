// What is done at the register without selling: opening the drawer, printing a copy, looking up a price. Each is journalled and counted.
import { tooManyCopies } from '../fiscal/receipt-law.ts';
import { ok, refuse } from '../refusal.ts';
import type { CommandOf } from './commands.ts';
import type { DecideContext, Decision } from './decision.ts';
import type { RegisterState } from './state.ts';
import { soldProduct } from '../tab/sold-product.ts';
import { textTooLong } from './tab-at-hand.ts';

export function openDrawer(
  _state: RegisterState,
  command: CommandOf<'open-drawer'>,
  _context: DecideContext,
): Decision {
  const objection = textTooLong(command.reason);
  if (objection !== undefined) return objection;
  const note = command.reason === '' ? {} : { note: command.reason };
  return ok([{ type: 'drawer.opened', payload: { reason: 'no-sale', ...note } }]);
}

export function copyReceipt(
  state: RegisterState,
  command: CommandOf<'copy-receipt'>,
  context: DecideContext,
): Decision {
  const { sale, copies } = command;
  if (sale.receipt > state.numbers.receipt) return refuse('receipt.unknown', { receipt: sale.receipt });
  const limit = tooManyCopies(copies, context.settings.shop.country);
  if (limit !== undefined) return limit;
  return ok([
    { type: 'receipt.copied', payload: { receipt: sale.receipt, amount: sale.total, copy: copies + 1 } },
  ]);
}

export function lookUpPrice(
  _state: RegisterState,
  command: CommandOf<'look-up-price'>,
  _context: DecideContext,
): Decision {
  const { product, gtin } = command;
  return ok([
    {
      type: 'price.looked-up',
      payload: { product: soldProduct(product, gtin), price: product.price ?? null },
    },
  ]);
}
