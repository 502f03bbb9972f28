// Where a sale is found that goods come back of: in the journal of the register that made it.
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import type { ReturnableSale } from '../../domain/register/commands.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { JournalStore } from '../journal/store.ts';

/** With what came back of it so far. Refuses `receipt.unknown`, and `receipt.other-register` where that register cannot be asked. */
export type SaleOf = (register: string, receipt: number) => Promise<Result<ReturnableSale, FailureCode>>;

/** A register's own sales, and nobody else's. */
export function ownSales(own: string, store: Pick<JournalStore, 'returnable'>): SaleOf {
  return async (register, receipt) => {
    if (register !== own) return refuse('receipt.other-register', { register, receipt });
    const sale = await store.returnable(register, receipt);
    return sale === undefined ? refuse('receipt.unknown', { receipt }) : ok(sale);
  };
}
