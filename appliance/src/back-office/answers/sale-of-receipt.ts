// A sale of any register for the till that takes goods back of it, and what came back of it elsewhere.
import { minor } from '../../domain/money/money.ts';
import { thousandths } from '../../domain/quantity/quantity.ts';
import { ok, refuse } from '../../domain/refusal.ts';
import type { Sale } from '../../domain/register/sale.ts';
import { returnAmounts, type WantedReturn } from '../../domain/tab/return-amounts.ts';
import type { AnswerTo } from '../../protocol/questions.ts';
import type { RecordsNow } from '../figures/visible.ts';
import { keyOf, lastReceipts, originalSales } from '../returns/original-sales.ts';
import type { ReturnedGoodsRow, ReturnQueries } from '../returns/tables.ts';
import type { Answerers } from './answers.ts';
import { currencyOf } from './where-asked.ts';

interface Parts {
  readonly queries: ReturnQueries;
  readonly records: RecordsNow;
  /** Whether everything that came back is counted by now. */
  readonly isWhole: () => boolean;
}

type Returned = AnswerTo<'sale-of-receipt'>['returned'];

export function saleOfReceipt({ queries, records, isWhole }: Parts): Answerers['sale-of-receipt'] {
  return async (asker, wanted) => {
    const { register, receipt } = wanted;
    if (!isWhole()) return refuse('office.no-answer');
    const original = (await originalSales(queries, [wanted])).get(keyOf(wanted));
    if (original === undefined) {
      const last = (await lastReceipts(queries, [register])).get(register);
      const known = last !== undefined || (await isRegister(records, register));
      return refuse(known && receipt > (last ?? 0) ? 'receipt.not-arrived' : 'receipt.unknown', {
        register,
        receipt,
      });
    }
    const rows = await queries
      .selectFrom('returned_goods')
      .selectAll()
      .where('of_register', '=', register)
      .where('of_receipt', '=', receipt)
      // The asker knows its own, also those that are on their way here.
      .where((eb) => eb.or([eb('register', '!=', asker), eb('of_line', 'is', null)]))
      .execute();
    return ok({
      sale: original.sale as unknown as AnswerTo<'sale-of-receipt'>['sale'],
      currency: (await currencyOf(records, register)) ?? null,
      returned: byLine(original.sale, rows),
    });
  };
}

async function isRegister(records: RecordsNow, name: string): Promise<boolean> {
  return (await records.all('register')).some(({ body }) => body.name === name);
}

/** What came back without being looked up names a product only: it is put on that product's lines, as far as something is left of them, at
 *  what they were sold for; what was given back for it is for a manager to look at. */
function byLine({ lines }: Sale, rows: readonly ReturnedGoodsRow[]): Returned {
  const back = new Map<string, Back>();
  for (const row of rows)
    if (row.of_line !== null) back.set(row.of_line, together(back.get(row.of_line), row));
  for (const { of_line, product, quantity } of rows) {
    if (of_line !== null) continue;
    let left = quantity;
    for (const line of lines.filter((each) => each.product.id === product && each.returnOf === undefined)) {
      const returned = back.get(line.id) ?? nothing;
      const part = thousandths(Math.min(left, line.quantity - returned.quantity));
      const amounts = returnAmounts({ line, returned, quantity: part });
      if (!amounts.ok) continue;
      left -= part;
      back.set(line.id, together(returned, { quantity: part, ...amounts.value }));
    }
  }
  return Object.fromEntries(back);
}

type Back = WantedReturn['returned'];

const nothing: Back = { quantity: thousandths(0), gross: minor(0), vat: minor(0) };

function together(one: Back = nothing, other: Pick<ReturnedGoodsRow, 'quantity' | 'gross' | 'vat'>): Back {
  return {
    quantity: thousandths(one.quantity + other.quantity),
    gross: minor(one.gross + other.gross),
    vat: minor(one.vat + other.vat),
  };
}
