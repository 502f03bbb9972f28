// Where a sale is found that goods come back of, and what came back of it so far: in the journal of the register that made it, and at the
// office, which knows what came back at the others. Two registers that cannot ask both give back; the office finds that out (returns-fold.ts).
import { add, type Minor, minor } from '../../domain/money/money.ts';
import { thousandths } from '../../domain/quantity/quantity.ts';
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import type { ReturnableSale } from '../../domain/register/commands.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { AnswerTo } from '../../protocol/questions.ts';
import type { JournalStore } from '../journal/store.ts';
import type { AskOffice } from '../office/ask-office.ts';

/**
 * The office is asked at once; what comes back here is read when it is called for, in the register's turn: two returns of one line never
 * both see it as not yet returned. Refuses `receipt.unknown`; another register's also `receipt.not-arrived`, `receipt.other-currency`,
 * `office.*`, `box.busy`.
 */
export type SaleOf = (
  register: string,
  receipt: number,
) => Promise<() => Promise<Result<ReturnableSale, FailureCode>>>;

export interface SaleOfParts {
  readonly own: string;
  readonly store: Pick<JournalStore, 'returnable' | 'returned'>;
  readonly askOffice: AskOffice;
  /** Of the shop, ISO 4217. */
  readonly currency: () => string;
}

type Returned = ReturnableSale['returned'];

export function saleOf({ own, store, askOffice, currency }: SaleOfParts): SaleOf {
  return async (register, receipt) => {
    const asked = await askOffice('sale-of-receipt', { register, receipt });
    if (register === own)
      return async () => {
        const sale = await store.returnable(own, receipt);
        if (sale === undefined) return refuse('receipt.unknown', { receipt });
        const elsewhere = asked.ok ? asked.value.returned : {};
        return ok({ ...sale, returned: together(sale.returned, elsewhere) });
      };
    if (!asked.ok) return async () => asked;
    const { sale, returned, currency: paidIn } = asked.value;
    if (paidIn !== null && paidIn !== currency())
      return async () => refuse('receipt.other-currency', { register, receipt, currency: paidIn });
    return async () =>
      // The schema has all of it that the rules take; what else is in it is shown and not reckoned with.
      ok({
        sale: sale as unknown as ReturnableSale['sale'],
        returned: together(await store.returned(register, receipt), returned),
      });
  };
}

function together(here: Returned, elsewhere: AnswerTo<'sale-of-receipt'>['returned']): Returned {
  const sums = new Map(Object.entries(here));
  for (const [line, { quantity, gross, vat }] of Object.entries(elsewhere)) {
    const before = sums.get(line);
    sums.set(line, {
      quantity: thousandths((before?.quantity ?? 0) + quantity),
      gross: plus(before?.gross, gross),
      vat: plus(before?.vat, vat),
    });
  }
  return Object.fromEntries(sums);
}

function plus(one: Minor | undefined, other: number): Minor {
  return add(one ?? minor(0), minor(other));
}
