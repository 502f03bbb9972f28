// Routes of gift cards: what is owed on them, the cards, the same as a file, the ledger of one, and blocking it.
import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import type { FastifyPluginAsync } from 'fastify';
import { decimals } from '../../platform/csv/decimals.ts';
import {
  GiftCardBlock,
  GiftCardLedger,
  type GiftCardRow,
  GiftCards,
  GiftCardsQuery,
} from '../../protocol/office/gift-cards.ts';
import type { Door } from '../api/door.ts';
import { InsideRoutes } from '../api/inside.ts';
import type { CardList } from './card-list.ts';

export interface GiftCardRoutesParts {
  readonly door: Door;
  readonly cards: CardList;
}

const own = { area: 'tenders', module: 'gift-cards' } as const;

export function giftCardRoutes({ door, cards }: GiftCardRoutesParts): FastifyPluginAsync {
  return async (server) => {
    const routes = new InsideRoutes(server, door, 'gift cards');
    routes.route(
      ['GET', '/api/gift-cards'],
      { ...own, summary: 'Gift cards and what is owed on them', query: GiftCardsQuery, answer: GiftCards },
      async ({ query }) => ({ ok: true, value: await cards.list(query) }),
    );
    routes.route(
      ['GET', '/api/gift-cards.csv'],
      { ...own, summary: 'The same cards as a file', query: GiftCardsQuery },
      async ({ query }) => ({
        ok: true,
        value: Readable.from(csvOf(cards, query)),
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': 'attachment; filename="gift-cards.csv"',
        },
      }),
    );
    routes.route(
      ['GET', '/api/gift-cards/:card'],
      { ...own, summary: 'How a card came to what is on it, newest first', answer: GiftCardLedger },
      async ({ part }) => cards.ledger(part('card')),
    );
    routes.route(
      ['POST', '/api/gift-cards/blocks'],
      {
        ...own,
        right: 'edit',
        summary: 'Block a card, or let it be used again, with a reason',
        body: GiftCardBlock,
      },
      async ({ session: { user }, body }) => cards.block(body, user),
    );
  };
}

/** Without the mark at its beginning, spreadsheets read UTF-8 as something else. */
async function* csvOf(cards: CardList, query: GiftCardsQuery): AsyncGenerator<string> {
  const rows = (lines: readonly (readonly unknown[])[]): string =>
    stringify(
      lines.map((line) => [...line]),
      { record_delimiter: 'windows', escape_formulas: true },
    );
  yield `\uFEFF${rows([['card', 'type', 'state', 'sold', 'used', 'balance', 'currency', 'expires', 'filled']])}`;
  for await (const some of cards.cards(query)) yield rows(some.map(lineOf));
}

function lineOf(row: GiftCardRow): readonly unknown[] {
  const { last4, typeName, state, sold, used, balance, currency, exponent, expiresAt, at } = row;
  const amount = (minor: number): string => decimals(minor, exponent);
  const expires = expiresAt === null ? '' : new Date(expiresAt).toISOString();
  return [
    last4,
    typeName,
    state,
    amount(sold),
    amount(used),
    amount(balance),
    currency,
    expires,
    new Date(at).toISOString(),
  ];
}
