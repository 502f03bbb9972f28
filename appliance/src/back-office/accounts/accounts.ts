// What customers owe as the office shows it: newest first and a page at a time, with what was owed after each.
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import type { AccountLedger } from '../../protocol/office/accounts.ts';
import type { LedgerQuery } from '../../protocol/office/ledger.ts';
import type { StateOf } from '../figures/state.ts';
import { namesOf, type RecordsNow } from '../figures/visible.ts';
import { allOf, balanceAfter, pageOf } from '../folds/ledger.ts';
import type { AccountQueries, AccountTables } from './tables.ts';

export interface AccountsParts {
  readonly queries: AccountQueries;
  readonly records: RecordsNow;
  readonly state: StateOf;
}

type MoveRow = AccountTables['account_move'] & { readonly balance: number };

export class Accounts {
  readonly #parts: AccountsParts;

  constructor(parts: AccountsParts) {
    this.#parts = parts;
  }

  async ledger(customer: string, query: LedgerQuery): Promise<Result<AccountLedger, 'record.unknown'>> {
    const { queries, records, state } = this.#parts;
    const [known] = await records.findMany('customer', [customer]);
    if (known === undefined) return refuse('record.unknown', { kind: 'customer', id: customer });
    const balances = await queries
      .selectFrom('account_balance')
      .select(({ fn }) => ['currency', fn.sum<number>('amount').as('amount')])
      .where('customer', '=', customer)
      .groupBy('currency')
      .orderBy('currency')
      .execute();
    const { rows, next } = await pageOf(this.#found(customer), query);
    return ok({
      state: await state('all'),
      limit: known.body.creditLimit ?? null,
      balances,
      moves: await this.#named(rows),
      next,
    });
  }

  /** All of a customer's, some at a time, newest first. */
  async *moves(customer: string): AsyncGenerator<AccountLedger['moves']> {
    for await (const rows of allOf(async (query) => pageOf(this.#found(customer), query)))
      yield await this.#named(rows);
  }

  #found(customer: string) {
    const { queries } = this.#parts;
    const moves = queries.selectFrom('account_move').selectAll().select(balanceAfter('amount', 'currency'));
    return queries.selectFrom(moves.where('customer', '=', customer).as('move')).selectAll();
  }

  async #named(rows: readonly MoveRow[]): Promise<AccountLedger['moves']> {
    const users = rows.map(({ user }) => user);
    const names = await namesOf(this.#parts.records, 'user', users);
    return rows.map(({ customer: _customer, ...move }) => ({
      ...move,
      userName: names.get(move.user) ?? null,
    }));
  }
}
