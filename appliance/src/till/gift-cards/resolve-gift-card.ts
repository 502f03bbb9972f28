// Gift cards on their way to the rules: a code becomes a hash, and what the office knows of the card comes along.
import { minor } from '../../domain/money/money.ts';
import { type Refused, ok, refuse, type Result } from '../../domain/refusal.ts';
import type { GiftCardKnown, GiftCardRef } from '../../domain/gift-card/gift-card.ts';
import type { CommandOf } from '../../domain/register/commands.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { AnswerTo } from '../../protocol/questions.ts';
import type { GiftCardView } from '../../protocol/tab-views.ts';
import type { Resolver } from '../selling/resolution.ts';
import { type GiftCards, type GivenCard, isOfficeAway } from './gift-cards.ts';

type Sell = CommandOf<'sell-gift-card'>;
type Card = Pick<Sell, 'card' | 'madeOf' | 'unconfirmed' | 'giftCardType'>;

export const sellGiftCard: Resolver<'sell-gift-card'> = async (id, body, { giftCards }) => {
  const { type, amount, card, topUp = false } = body;
  const found =
    card === 'new' ? newCard(id, type, giftCards) : await printedCard({ type, card, topUp }, giftCards);
  if (!found.ok) return found;
  const wanted = amount === undefined ? {} : { amount: minor(amount) };
  const command: Sell = { type: 'sell-gift-card', tabId: id, lineId: id, topUp, ...wanted, ...found.value };
  return ok({ command });
};

/** Nobody else can have its code, so nobody need be asked. */
function newCard(id: string, giftCardType: string, giftCards: GiftCards): Result<Card, FailureCode> {
  const made = giftCards.made(id);
  return made.ok ? ok({ giftCardType, card: made.value, madeOf: id }) : made;
}

async function printedCard(
  { type, card, topUp }: { readonly type: string; readonly card: GivenCard; readonly topUp: boolean },
  giftCards: GiftCards,
): Promise<Result<Card, FailureCode>> {
  const ref = giftCards.refOf(card);
  if (!ref.ok) return ref;
  const known = await giftCards.known(ref.value);
  if (!known.ok) {
    if (!isOfficeAway(known.refusal.code) || topUp) return known;
    const allowed = giftCards.settings?.printedOffline === true;
    return allowed
      ? ok({ giftCardType: type, card: ref.value, unconfirmed: true })
      : refuse('gift-card.not-offline');
  }
  const { state, type: typeOfCard } = known.value;
  if (!topUp)
    return state === 'unknown' ? ok({ giftCardType: type, card: ref.value }) : refuse('gift-card.known');
  // One that has expired is good again with new money on it.
  if (state === 'blocked' || state === 'unknown') return refuse(`gift-card.${state}`);
  return ok({ giftCardType: typeOfCard, card: ref.value });
}

export const payByGiftCard: Resolver<'pay-by-gift-card'> = async (
  id,
  { tender, card, amount },
  { giftCards },
) => {
  const ref = giftCards.refOf(card);
  if (!ref.ok) return ref;
  const known = await giftCards.known(ref.value);
  const giftCard = known.ok ? usable(ref.value, known.value) : unseen(ref.value, known, giftCards);
  if (!giftCard.ok) return giftCard;
  const wanted = amount === undefined ? {} : { amount: minor(amount) };
  return ok({
    command: { type: 'start-payment', paymentId: id, tender, giftCard: giftCard.value, ...wanted },
  });
};

function usable(ref: GiftCardRef, known: AnswerTo<'gift-card'>): Result<GiftCardKnown, FailureCode> {
  const { state, purpose, vatClass, type, typeName, available } = known;
  if (state !== 'usable') return refuse(`gift-card.${state}`);
  const single =
    purpose === 'single' && vatClass !== null ? { single: { type, name: typeName, vatClass } } : {};
  return ok({ ...ref, ...single, balance: minor(available) });
}

/** Within the shop's limit, where every card is one whose VAT is due when it is used. */
function unseen(
  ref: GiftCardRef,
  refused: Refused<FailureCode>,
  { settings }: GiftCards,
): Result<GiftCardKnown, FailureCode> {
  if (settings === undefined || !isOfficeAway(refused.refusal.code) || settings.offlineMax === 0)
    return refused;
  const single = settings.types.some(({ purpose }) => purpose === 'single');
  return single ? refuse('gift-card.not-offline') : ok({ ...ref, most: settings.offlineMax });
}

/** For whoever asks what is on a card. */
export async function giftCardAnswer(
  card: GivenCard,
  giftCards: GiftCards,
): Promise<Result<GiftCardView, FailureCode>> {
  const ref = giftCards.refOf(card);
  if (!ref.ok) return ref;
  const known = await giftCards.known(ref.value);
  return known.ok ? ok({ ...known.value, last4: ref.value.last4 }) : known;
}
