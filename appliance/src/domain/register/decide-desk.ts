// What is done at the register without selling: opening the drawer, printing a copy, looking up a price. Each is journalled and counted.
import { ok, refuse } from '../refusal.ts';
import type { CommandOf } from './commands.ts';
import type { DecideContext, Decision } from './decision.ts';
import type { RegisterState } from './state.ts';
import { soldProduct } from '../tab/sold-product.ts';
import { textTooLong } from './tab-at-hand.ts';

/** Countries whose law allows one copy of a receipt from the register (Norway: fiscal.md 2.4). */
const oneCopyOnly: ReadonlySet<string> = new Set(['NO']);

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
  if (copies > 0 && oneCopyOnly.has(context.settings.shop.country))
    return refuse('receipt.copy-limit', { max: 1 });
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
