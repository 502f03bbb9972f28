// What a customer owes, for the till where they want to pay later or pay what they owe: all of it, and what of it the asking register gave.
import { ok, refuse } from '../../domain/refusal.ts';
import type { AccountQueries } from '../accounts/tables.ts';
import type { RecordsNow } from '../figures/visible.ts';
import type { Answerers } from './answers.ts';
import { currencyOf } from './where-asked.ts';

interface Parts {
  readonly queries: AccountQueries;
  readonly records: RecordsNow;
  /** Every journal's sales are counted, as far as they are here. */
  readonly isWhole: () => boolean;
}

export function accountOfCustomer({ queries, records, isWhole }: Parts): Answerers['account-of-customer'] {
  return async (register, { customer }) => {
    const [known] = await records.findMany('customer', [customer]);
    if (known === undefined) return refuse('customer.unknown');
    if (!isWhole()) return refuse('office.no-answer');
    const rows = await queries
      .selectFrom('account_balance')
      .select(['register', 'amount'])
      .where('customer', '=', customer)
      .where('currency', '=', (await currencyOf(records, register)) ?? '')
      .execute();
    const sum = (of: typeof rows): number => of.reduce((all, { amount }) => all + amount, 0);
    return ok({ balance: sum(rows), own: sum(rows.filter((each) => each.register === register)) });
  };
}
