// Gift cards as the office works with them: what is owed by type, the cards, the ledger of one, and blocking it. All are the company's: a card
// sold in one shop is used in any.
import { sql } from 'kysely';
import { exponentOf } from '../../domain/money/currencies.ts';
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type {
  GiftCardBlock,
  GiftCardLedger,
  GiftCardRow,
  GiftCards,
  GiftCardsQuery,
  GiftCardState,
} from '../../protocol/office/gift-cards.ts';
import type { LedgerQuery } from '../../protocol/office/ledger.ts';
import type { StateOf } from '../figures/state.ts';
import { namesOf, type RecordsNow } from '../figures/visible.ts';
import { balanceAfter, pageOf } from '../folds/ledger.ts';
import { writeFolded, type WritingGround } from '../folds/write-folded.ts';
import { cardsOf } from './cards.ts';
import { type Blocked, blocked } from './gift-card-fold.ts';
import type { GiftCardQueries, GiftCardTables } from './tables.ts';

const pageStandard = 50;

export interface CardListParts extends WritingGround {
  readonly queries: GiftCardQueries;
  readonly records: RecordsNow;
  readonly clock: Clock;
  readonly state: StateOf;
}

export class CardList {
  readonly #parts: CardListParts;

  constructor(parts: CardListParts) {
    this.#parts = parts;
  }

  async list(query: GiftCardsQuery): Promise<GiftCards> {
    const { page = 1, pageSize = pageStandard } = query;
    const found = this.#found(query);
    const [rows, counted] = await Promise.all([
      found
        .selectAll()
        .orderBy('at', 'desc')
        .orderBy('card')
        .limit(pageSize)
        .offset((page - 1) * pageSize)
        .execute(),
      found.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    ]);
    const cards = rows.map(shown);
    return {
      state: await this.#parts.state('all'),
      types: await this.#types(),
      total: counted.total,
      cards,
    };
  }

  /** All that the query finds, some at a time. */
  async *cards(query: GiftCardsQuery): AsyncGenerator<readonly GiftCardRow[]> {
    const pageSize = 200;
    for (let page = 1; ; page += 1) {
      const { cards } = await this.list({ ...query, page, pageSize });
      if (cards.length > 0) yield cards;
      if (cards.length < pageSize) return;
    }
  }

  async ledger(card: string, query: LedgerQuery): Promise<Result<GiftCardLedger, 'gift-card.not-found'>> {
    const { queries, records, state } = this.#parts;
    const row = await this.#found({}).selectAll().where('card', '=', card).executeTakeFirst();
    if (row === undefined) return refuse('gift-card.not-found');
    const moves = queries
      .selectFrom('gift_card_movement')
      .selectAll()
      .select(balanceAfter('amount', 'currency'));
    const found = queries.selectFrom(moves.where('card', '=', card).as('move')).selectAll();
    const { rows, next } = await pageOf(found, query);
    const block = row.blocked === 1 ? row : undefined;
    const users = await namesOf(records, 'user', [
      ...rows.map(({ user }) => user),
      ...(block === undefined ? [] : [block.blocked_by ?? '']),
    ]);
    const shops = await namesOf(
      records,
      'shop',
      rows.map(({ shop }) => shop),
    );
    return ok({
      state: await state('all'),
      card: shown(row),
      blocked:
        block === undefined
          ? null
          : {
              reason: block.reason ?? '',
              userName: users.get(block.blocked_by ?? '') ?? null,
              at: block.blocked_at ?? 0,
            },
      moves: rows.map(({ card: _card, shop, ...move }) => ({
        ...move,
        shopName: shops.get(shop) ?? null,
        userName: users.get(move.user) ?? null,
      })),
      next,
    });
  }

  async block(wanted: GiftCardBlock, user: string): Promise<Result<undefined, 'gift-card.not-found'>> {
    const known = await this.ledger(wanted.card, { limit: 1 });
    if (!known.ok) return known;
    const payload: Blocked = wanted;
    const subject = `gift-card:${known.value.card.last4}`;
    await writeFolded(this.#parts, { ...blocked, subject, payload }, user);
    return ok(undefined);
  }

  #found({ search = '', type, state }: GiftCardsQuery) {
    let found = this.#all();
    const ending = search.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
    if (ending !== '') found = found.where('last4', 'like', `%${ending}`);
    if (type !== undefined) found = found.where('type', '=', type);
    if (state !== undefined) found = found.where('state', '=', state);
    return found;
  }

  /** Every card with its sums, and what is to be said of it now. */
  #all() {
    const { queries, clock } = this.#parts;
    const state = sql<GiftCardState>`CASE
      WHEN balance < 0 OR issues <> 1 THEN 'doubtful'
      WHEN blocked = 1 THEN 'blocked'
      WHEN balance = 0 THEN 'used-up'
      WHEN expires_at < ${clock.now()} THEN 'expired'
      ELSE 'usable' END`;
    return queries.selectFrom(cardsOf(queries).selectAll().select(state.as('state')).as('one'));
  }

  async #types(): Promise<GiftCards['types']> {
    const rows = await this.#all()
      .select(({ fn }) => [
        'type',
        'currency',
        fn.max('type_name').as('typeName'),
        fn.sum<number>('sold').as('sold'),
        fn.sum<number>('used').as('used'),
        fn.sum<number>('balance').as('balance'),
        sql<number>`SUM(CASE WHEN state = 'usable' THEN 1 ELSE 0 END)`.as('active'),
        sql<number>`SUM(CASE WHEN state = 'expired' THEN balance ELSE 0 END)`.as('expired'),
      ])
      .groupBy(['type', 'currency'])
      .orderBy('typeName')
      .execute();
    return rows.map((row) => ({
      ...row,
      exponent: exponentOf(row.currency),
      balance: row.balance - row.expired,
    }));
  }
}

type Found = Pick<GiftCardTables['gift_card'], 'type_name' | 'expires_at'> &
  Omit<GiftCardRow, 'typeName' | 'expiresAt' | 'exponent'>;

function shown({ type_name: typeName, expires_at: expiresAt, ...row }: Found): GiftCardRow {
  const { card, last4, type, currency, sold, used, balance, at, state } = row;
  return {
    card,
    last4,
    type,
    typeName,
    currency,
    exponent: exponentOf(currency),
    sold,
    used,
    balance,
    expiresAt,
    at,
    state,
  };
}
