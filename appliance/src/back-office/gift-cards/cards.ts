// Every gift card with its sums and whether it is blocked, as the folds have it at this moment.
import type { GiftCardQueries } from './tables.ts';

export function cardsOf(queries: GiftCardQueries) {
  const all = queries
    .selectFrom('gift_card')
    .innerJoin('gift_card_sum', (join) =>
      join
        .onRef('gift_card_sum.card', '=', 'gift_card.card')
        .onRef('gift_card_sum.currency', '=', 'gift_card.currency'),
    )
    .leftJoin('gift_card_block', 'gift_card_block.card', 'gift_card.card')
    .select([
      'gift_card.card',
      'gift_card.last4',
      'gift_card.type',
      'gift_card.type_name',
      'gift_card.purpose',
      'gift_card.vat_class',
      'gift_card.currency',
      'gift_card.expires_at',
      'gift_card.at',
      'gift_card_sum.sold',
      'gift_card_sum.used',
      'gift_card_sum.balance',
      'gift_card_sum.issues',
      'gift_card_block.blocked',
      'gift_card_block.reason',
      'gift_card_block.user as blocked_by',
      'gift_card_block.at as blocked_at',
    ]);
  return queries.selectFrom(all.as('card'));
}
