// A sale as an entry of a journal holds it, checked for what figures and stock take from it. The entry is signed by its box, yet a box of
// another version may have written it: what does not fit is not guessed.
import { type Static, Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import { eventVersion } from '../../domain/register/events.ts';
import type { Sale } from '../../domain/register/sale.ts';
import { checkVersion, type FoldEntry, FoldStop } from '../folds/fold.ts';

const whole = Type.Integer({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER });
const text = Type.String({ maxLength: 1_000 });

const Line = Type.Object({
  id: text,
  product: Type.Object({
    id: text,
    sku: text,
    name: text,
    unit: text,
    kind: Type.Optional(text),
    vatClass: Type.Optional(text),
  }),
  quantity: whole,
  total: whole,
  vat: whole,
  gross: whole,
  lineDiscount: whole,
  campaigns: Type.Optional(Type.Array(Type.Unknown())),
  giftCard: Type.Optional(
    Type.Object({
      card: text,
      last4: text,
      type: text,
      purpose: text,
      does: text,
      expiresAt: Type.Optional(whole),
    }),
  ),
  prepayment: Type.Optional(
    Type.Object({
      does: text,
      order: Type.Object({ tab: text, number: text, name: Type.Optional(text), total: whole }),
      taxed: Type.Optional(Type.Object({ rate: whole, vatCode: text, vat: whole })),
    }),
  ),
  returnOf: Type.Optional(
    Type.Object({
      register: Type.Optional(text),
      receipt: Type.Optional(whole),
      line: Type.Optional(text),
      gross: whole,
      vat: whole,
    }),
  ),
});

const SaleContent = Type.Object({
  sale: Type.Object({
    receipt: whole,
    shift: whole,
    lines: Type.Array(Line),
    customer: Type.Optional(text),
    lineDiscounts: whole,
    campaignDiscounts: Type.Optional(whole),
    tabDiscount: whole,
    total: whole,
    rounding: whole,
    vat: Type.Array(Type.Object({ rate: whole, code: text, gross: whole, net: whole, vat: whole })),
    payments: Type.Array(
      Type.Object({
        id: Type.Optional(text),
        tender: text,
        kind: text,
        amount: whole,
        rounding: Type.Optional(whole),
        account: Type.Optional(Type.Object({ customer: text })),
        giftCard: Type.Optional(Type.Object({ card: text, last4: text })),
      }),
    ),
  }),
});

const check = TypeCompiler.Compile(SaleContent);

/** What was checked is what the rules wrote; the rest of the sale is not promised. */
export type SoldSale = Pick<
  Sale,
  | 'receipt'
  | 'shift'
  | 'lines'
  | 'customer'
  | 'lineDiscounts'
  | 'campaignDiscounts'
  | 'tabDiscount'
  | 'total'
  | 'rounding'
  | 'vat'
  | 'payments'
>;

const read = new WeakMap<object, SoldSale>();

/** Throws a FoldStop. Several folds read the same entry: it is checked once. */
export function saleOf(entry: FoldEntry): SoldSale {
  checkVersion(entry, eventVersion);
  const { content } = entry;
  const known = typeof content === 'object' && content !== null ? read.get(content) : undefined;
  if (known !== undefined) return known;
  if (!check.Check(content)) {
    const problem = check.Errors(content).First();
    throw new FoldStop('content-invalid', `${problem?.path ?? ''}: ${problem?.message ?? 'not a sale'}`);
  }
  const { sale } = content satisfies Static<typeof SaleContent>;
  // The amounts are whole numbers, just checked; the brands say no more than that.
  const sold = sale as unknown as SoldSale;
  read.set(content, sold);
  return sold;
}
