// The salt of the hashes that gift cards are known by: made once, shared by all registers of the office, and never another, or no card would be
// found again.
import type { Randomness } from '../../platform/ports/randomness.ts';
import type { GiftCardQueries } from './tables.ts';

const saltBytes = 16;

export async function giftCardSalt(queries: GiftCardQueries, randomness: Randomness): Promise<string> {
  return keptSalt(queries, Buffer.from(randomness.bytes(saltBytes)).toString('hex'));
}

/** The one there is; this one where there is none yet. */
export async function keptSalt(queries: GiftCardQueries, salt: string): Promise<string> {
  await queries
    .insertInto('gift_card_salt')
    .values({ only: 1, salt })
    .onConflict((conflict) => conflict.column('only').doNothing())
    .execute();
  return (await queries.selectFrom('gift_card_salt').select('salt').executeTakeFirstOrThrow()).salt;
}
