// Routes of what customers owe: how it came about, and the same as a file.
import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import type { FastifyPluginAsync } from 'fastify';
import { AccountLedger, AccountQuery } from '../../protocol/office/accounts.ts';
import type { Door } from '../api/door.ts';
import { InsideRoutes } from '../api/inside.ts';
import type { Accounts } from './accounts.ts';

export interface AccountRoutesParts {
  readonly door: Door;
  readonly accounts: Accounts;
}

const own = { area: 'customers', module: 'customers' } as const;

export function accountRoutes({ door, accounts }: AccountRoutesParts): FastifyPluginAsync {
  return async (server) => {
    const routes = new InsideRoutes(server, door, 'customers');
    routes.route(
      ['GET', '/api/customers/:id/account'],
      {
        ...own,
        summary: 'What a customer owes and how it came about, newest first',
        query: AccountQuery,
        answer: AccountLedger,
      },
      async ({ part, query }) => accounts.ledger(part('id'), query),
    );
    routes.route(
      ['GET', '/api/customers/:id/account/moves.csv'],
      { ...own, summary: 'All that moved what a customer owes, newest first, as CSV' },
      async ({ part }) => {
        const known = await accounts.ledger(part('id'), { limit: 1 });
        if (!known.ok) return known;
        return {
          ok: true,
          value: Readable.from(csvOf(accounts, part('id'))),
          headers: {
            'content-type': 'text/csv; charset=utf-8',
            'content-disposition': 'attachment; filename="account.csv"',
          },
        };
      },
    );
  };
}

/** Minor units. Without the mark at its beginning, spreadsheets read UTF-8 as something else. */
async function* csvOf(accounts: Accounts, customer: string): AsyncGenerator<string> {
  const rows = (cells: readonly (readonly unknown[])[]): string =>
    stringify(
      cells.map((row) => [...row]),
      { record_delimiter: 'windows' },
    );
  yield `\ufeff${rows([['at', 'kind', 'register', 'entry', 'receipt', 'user', 'currency', 'amount', 'balance']])}`;
  for await (const moves of accounts.moves(customer))
    yield rows(
      moves.map(({ at, kind, register, seq, receipt, user, userName, currency, amount, balance }) => [
        new Date(at).toISOString(),
        kind,
        register,
        seq,
        receipt,
        userName ?? user,
        currency,
        amount,
        balance,
      ]),
    );
}
