// What customers owe as the office shows it: newest first and a page at a time, with what was owed after each.
import { sql } from 'kysely';
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import type { AccountLedger, AccountQuery } from '../../protocol/office/accounts.ts';
import type { StateOf } from '../figures/state.ts';
import { namesOf, type RecordsNow } from '../figures/visible.ts';
import type { AccountQueries, AccountTables } from './tables.ts';

const limitStandard = 50;

export interface AccountsParts {
  readonly queries: AccountQueries;
  readonly records: RecordsNow;
  readonly state: StateOf;
}

type MoveRow = AccountTables['account_move'] & { readonly balance: number };

interface Page {
  readonly moves: AccountLedger['moves'];
  readonly next: string | null;
}

export class Accounts {
  readonly #parts: AccountsParts;

  constructor(parts: AccountsParts) {
    this.#parts = parts;
  }

  async ledger(customer: string, query: AccountQuery): Promise<Result<AccountLedger, 'record.unknown'>> {
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
    const page = await this.#page(customer, query);
    return ok({ state: await state('all'), limit: known.body.creditLimit ?? null, balances, ...page });
  }

  /** All of a customer's, a page at a time, newest first. */
  async *moves(customer: string): AsyncGenerator<AccountLedger['moves']> {
    let before: string | null = null;
    do {
      const page: Page = await this.#page(customer, { limit: 200, ...(before === null ? {} : { before }) });
      yield page.moves;
      before = page.next;
    } while (before !== null);
  }

  async #page(customer: string, { before, limit = limitStandard }: AccountQuery): Promise<Page> {
    const [at = '', register = '', seq = '', line = ''] = before?.split('.') ?? [];
    const from =
      before === undefined
        ? sql``
        : sql`WHERE (at, register, seq, line) < (${Number(at)}, ${register}, ${Number(seq)}, ${Number(line)})`;
    const { rows } = await sql<MoveRow>`
      SELECT * FROM (
        SELECT *, sum(amount) OVER (PARTITION BY currency ORDER BY at, register, seq, line) AS balance
          FROM account_move WHERE customer = ${customer})
      ${from} ORDER BY at DESC, register DESC, seq DESC, line DESC LIMIT ${limit + 1}`.execute(
      this.#parts.queries,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const more = rows.length > limit && last !== undefined;
    return {
      moves: await this.#named(page),
      next: more ? `${last.at}.${last.register}.${last.seq}.${last.line}` : null,
    };
  }

  async #named(rows: readonly MoveRow[]): Promise<AccountLedger['moves']> {
    const users = rows.map(({ user }) => user);
    const names = await namesOf(this.#parts.records, 'user', users);
    return rows.map(({ line: _line, customer: _customer, ...move }) => ({
      ...move,
      userName: names.get(move.user) ?? null,
    }));
  }
}
