// Routes of gift cards: what is owed on them, the cards, the same as a file, the ledger of one, and blocking it.
import type { FastifyPluginAsync } from 'fastify';
import { decimals } from '../../platform/csv/decimals.ts';
import {
  GiftCardBlock,
  GiftCardLedger,
  type GiftCardRow,
  GiftCards,
  GiftCardsQuery,
} from '../../protocol/office/gift-cards.ts';
import { LedgerQuery } from '../../protocol/office/ledger.ts';
import { csvFile } from '../api/csv-file.ts';
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
      async ({ query }) =>
        csvFile({ name: 'gift-cards.csv', head: csvHead, rows: linesOf(cards.cards(query)) }),
    );
    routes.route(
      ['GET', '/api/gift-cards/:card'],
      {
        ...own,
        summary: 'How a card came to what is on it, newest first',
        query: LedgerQuery,
        answer: GiftCardLedger,
      },
      async ({ part, query }) => cards.ledger(part('card'), query),
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

const csvHead = ['card', 'type', 'state', 'sold', 'used', 'balance', 'currency', 'expires', 'filled'];

async function* linesOf(found: AsyncIterable<readonly GiftCardRow[]>) {
  for await (const cards of found) yield cards.map(lineOf);
}

function lineOf(row: GiftCardRow): readonly string[] {
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
