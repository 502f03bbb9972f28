// Routes of what customers owe: how it came about, and the same as a file.
import type { FastifyPluginAsync } from 'fastify';
import { exponentOf } from '../../domain/money/currencies.ts';
import { decimals } from '../../platform/csv/decimals.ts';
import { AccountLedger } from '../../protocol/office/accounts.ts';
import { LedgerQuery } from '../../protocol/office/ledger.ts';
import { csvFile } from '../api/csv-file.ts';
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
        query: LedgerQuery,
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
        return csvFile({ name: 'account.csv', head: csvHead, rows: linesOf(accounts.moves(part('id'))) });
      },
    );
  };
}

const csvHead = ['at', 'kind', 'register', 'entry', 'receipt', 'user', 'currency', 'amount', 'balance'];

async function* linesOf(found: AsyncIterable<AccountLedger['moves']>) {
  for await (const moves of found) yield moves.map(lineOf);
}

/** The amounts in the decimals of their currency. */
function lineOf(move: AccountLedger['moves'][number]) {
  const { at, kind, register, seq, receipt, user, userName, currency, amount, balance } = move;
  const written = [new Date(at).toISOString(), kind, register, seq, receipt, userName ?? user, currency];
  const exponent = exponentOf(currency);
  return [...written, decimals(amount, exponent), decimals(balance, exponent)];
}
