// What tills ask about gift cards, and what is held for their payments. The balance is the fold's; of it an amount is kept for each payment
// under way, so that two tills never take the same money. A hold ends when the journal tells what became of its payment.
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { AnswerTo, QuestionBody } from '../../protocol/questions.ts';
import type { Answerers } from '../answers/answers.ts';
import { cardsOf } from './cards.ts';
import type { GiftCardQueries } from './tables.ts';

/** A payment of which no journal has told by then was lost with its till. */
const forgottenMs = 7 * 24 * 3_600_000;

interface Parts {
  readonly queries: GiftCardQueries;
  readonly clock: Clock;
  /** ISO 4217 of the shop where a register stands; undefined: it stands nowhere. */
  readonly currencyOf: (register: string) => Promise<string | undefined>;
}

type Known = AnswerTo<'gift-card'>;
type Hold = QuestionBody<'hold-gift-card'>;

export function giftCardAnswers({
  queries,
  clock,
  currencyOf,
}: Parts): Pick<Answerers, 'gift-card' | 'hold-gift-card'> {
  return {
    'gift-card': async (register, { card }) =>
      ok(await known(queries, { card, currency: await currencyOf(register), now: clock.now() })),
    'hold-gift-card': async (register, body) => {
      const currency = await currencyOf(register);
      // One transaction: what another till is promised at the same moment is seen here, or this there.
      return queries
        .transaction()
        .execute(async (tx) => hold(tx, { ...body, register, currency, now: clock.now() }));
    },
  };
}

interface Asked {
  readonly card: string;
  readonly currency: string | undefined;
  readonly now: number;
}

const unknown: Known = {
  state: 'unknown',
  type: '-',
  typeName: '',
  purpose: 'multi',
  vatClass: null,
  balance: 0,
  available: 0,
  expiresAt: null,
};

async function known(queries: GiftCardQueries, { card, currency = '', now }: Asked): Promise<Known> {
  const row = await cardsOf(queries)
    .selectAll()
    .where('card', '=', card)
    .where('currency', '=', currency)
    .executeTakeFirst();
  if (row === undefined) return unknown;
  const expired = row.expires_at !== null && row.expires_at < now;
  return {
    state: row.blocked === 1 ? 'blocked' : expired ? 'expired' : 'usable',
    type: row.type,
    typeName: row.type_name,
    purpose: row.purpose,
    vatClass: row.vat_class,
    balance: row.balance,
    available: Math.max(0, row.balance - (await heldOn(queries, card, now))),
    expiresAt: row.expires_at,
  };
}

async function hold(
  tx: GiftCardQueries,
  { card, payment, amount, register, currency, now }: Asked & Hold & { readonly register: string },
): Promise<Result<AnswerTo<'hold-gift-card'>>> {
  const before = await tx
    .selectFrom('gift_card_hold')
    .select('amount')
    .where('register', '=', register)
    .where('payment', '=', payment)
    .where('card', '=', card)
    .executeTakeFirst();
  const { state, available } = await known(tx, { card, currency, now });
  if (before !== undefined) return ok({ held: before.amount, left: available });
  if (state !== 'usable') return refuse(`gift-card.${state}`);
  if (available < amount) return refuse('gift-card.balance-low', { balance: available });
  await tx
    .deleteFrom('gift_card_hold')
    .where('at', '<=', now - forgottenMs)
    .execute();
  await tx.insertInto('gift_card_hold').values({ register, payment, card, amount, at: now }).execute();
  return ok({ held: amount, left: available - amount });
}

/** For payments that the journals have not told the end of. */
async function heldOn(queries: GiftCardQueries, card: string, now: number): Promise<number> {
  const { held } = await queries
    .selectFrom('gift_card_hold')
    .leftJoin('gift_card_payment', (join) =>
      join
        .onRef('gift_card_payment.register', '=', 'gift_card_hold.register')
        .onRef('gift_card_payment.payment', '=', 'gift_card_hold.payment'),
    )
    .select(({ fn }) => fn.sum<number | null>('gift_card_hold.amount').as('held'))
    .where('gift_card_hold.card', '=', card)
    .where('gift_card_hold.at', '>', now - forgottenMs)
    .where('gift_card_payment.payment', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(held);
}
