// Selling gift cards and paying with them. Whether there is such a card, and what is on it, is the office's to say: it comes in with the command.
import {
  type GiftCardKnown,
  type GiftCardOnLine,
  type GiftCardPaid,
  type GiftCardType,
  monthsLater,
} from '../gift-card/gift-card.ts';
import { payableBySingle } from '../gift-card/payable.ts';
import { type Minor, minor, subtract, zero } from '../money/money.ts';
import { onePiece } from '../quantity/quantity.ts';
import { dueOf } from '../payment/settle.ts';
import type { Tender } from '../payment/tender.ts';
import { ok, refuse, type Result } from '../refusal.ts';
import { activeLines } from '../tab/lines.ts';
import { priceTab } from '../tab/price-tab.ts';
import type { Line, Tab } from '../tab/tab.ts';
import { newLines } from './add-line.ts';
import type { CommandOf } from './commands.ts';
import { badPrice } from './decide-line.ts';
import type { DecideContext, Decision, Objection } from './decision.ts';
import type { RegisterRefusalCode } from './refusals.ts';
import type { RegisterState } from './state.ts';
import { placeForLine } from './tab-at-hand.ts';

type SellGiftCard = CommandOf<'sell-gift-card'>;

export function sellGiftCard(state: RegisterState, command: SellGiftCard, context: DecideContext): Decision {
  const place = placeForLine(state, command.tabId, context);
  if (!place.ok) return place;
  const type = context.settings.giftCards?.types.find(({ id }) => id === command.giftCardType);
  if (type === undefined) return refuse('gift-card.type-unknown');
  const amount = type.value ?? command.amount ?? zero;
  const objection =
    classGone(type, context) ??
    amountRefused(type, amount, context) ??
    (command.topUp && !type.topUp ? refuse('gift-card.no-top-up', { type: type.name }) : undefined) ??
    (isSoldNow(state, command.card.card) ? refuse('gift-card.twice') : undefined);
  if (objection !== undefined) return objection;
  return newLines(place.value, [lineOf(type, amount, { command, now: context.now })], context);
}

function lineOf(
  type: GiftCardType,
  amount: Minor,
  { command, now }: { readonly command: SellGiftCard; readonly now: number },
): Line {
  const { card, madeOf, unconfirmed, topUp } = command;
  const { purpose, validityMonths } = type;
  const giftCard: GiftCardOnLine = {
    ...card,
    type: type.id,
    purpose,
    does: topUp ? 'top-up' : 'issue',
    ...(validityMonths === undefined ? {} : { expiresAt: monthsLater(now, validityMonths) }),
    ...(madeOf === undefined ? {} : { madeOf }),
    ...(unconfirmed === true ? { unconfirmed } : {}),
  };
  return giftCardLine(command.lineId, { name: type.name, vatClass: type.vatClass ?? '', amount, giftCard });
}

/** One of these: what it says is what is on the card, VAT included where there is any. */
export function giftCardLine(
  id: string,
  {
    name,
    vatClass,
    amount,
    giftCard,
  }: {
    readonly name: string;
    readonly vatClass: string;
    readonly amount: Minor;
    readonly giftCard: GiftCardOnLine;
  },
): Line {
  const product = {
    id: giftCard.type,
    sku: '',
    name,
    category: '',
    vatClass,
    unit: 'piece',
    kind: 'gift-card',
  } as const;
  return { id, product, quantity: onePiece, unitPrice: amount, listPrice: amount, source: 'count', giftCard };
}

function classGone({ name, purpose, vatClass }: GiftCardType, { settings }: DecideContext): Objection {
  if (purpose === 'multi') return undefined;
  const known = settings.vat.classes.some(({ id, retired }) => id === vatClass && retired !== true);
  return known ? undefined : refuse('product.vat-class-unknown', { product: name, vatClass: vatClass ?? '' });
}

/** No amount is none. */
function amountRefused(type: GiftCardType, amount: Minor, context: DecideContext): Objection {
  const { min = minor(1), max = context.settings.limits.unitPriceMax, value } = type;
  const fits = value !== undefined || (amount >= min && amount <= max);
  return fits ? badPrice(amount, context) : refuse('gift-card.amount-invalid', { min, max });
}

/** On any tab of this register that is not paid yet. */
function isSoldNow({ tabs }: RegisterState, card: string): boolean {
  return Object.values(tabs).some((tab) => activeLines(tab).some(({ giftCard }) => giftCard?.card === card));
}

/**
 * How much of what is asked for is paid by a card: not more than is on it, nor, single-purpose, than there is of what it is for. Money that
 * goes back is put on it, as much as is asked. By another tender it is what is asked for.
 */
export function giftCardAmount(
  { tab, tender }: { readonly tab: Tab; readonly tender: Pick<Tender, 'kind'> },
  { amount, giftCard: card }: Pick<CommandOf<'start-payment'>, 'amount' | 'giftCard'>,
  { settings }: Pick<DecideContext, 'settings'>,
): Result<Minor | undefined, RegisterRefusalCode> {
  if (tender.kind !== 'gift-card') return ok(amount);
  if (card === undefined) return refuse('gift-card.card-needed');
  const priced = priceTab(tab, settings);
  const due = dueOf(priced.total, tab.payments);
  const size = amount ?? minor(Math.abs(due));
  if (due < 0) return card.single === undefined ? ok(size) : refuse('gift-card.not-for-this');
  // A card is not paid with a card: what is on one would never expire.
  if (activeLines(tab).some(({ giftCard }) => giftCard !== undefined))
    return refuse('gift-card.not-for-cards');
  if (card.balance !== undefined && card.balance <= 0) return refuse('gift-card.empty');
  const most = card.single === undefined ? size : payableBySingle(tab, priced, card.single.vatClass);
  if (most === 0) return refuse('gift-card.not-for-this');
  return ok(minor(Math.min(size, most, card.balance ?? size, card.most ?? size)));
}

/** As the payment keeps it. */
export function giftCardPaid({ balance, most: _most, ...card }: GiftCardKnown, amount: Minor): GiftCardPaid {
  return balance === undefined ? card : { ...card, left: subtract(balance, amount) };
}

/**
 * The tab as it is sold: VAT of what a single-purpose card pays was due when the card was sold, so it is no payment but takes off from what is
 * sold, at the rate it was sold at.
 */
export function withSingleUsed(tab: Tab): Tab {
  const lines = tab.payments.flatMap(({ id, amount, giftCard, state }): Line[] => {
    if (giftCard?.single === undefined || state !== 'taken') return [];
    const { card, last4, single } = giftCard;
    const what = { card, last4, type: single.type, purpose: 'single', does: 'use' } as const;
    return [giftCardLine(id, { ...single, amount: minor(-amount), giftCard: what })];
  });
  if (lines.length === 0) return tab;
  return {
    ...tab,
    lines: [...tab.lines, ...lines],
    payments: tab.payments.filter((each) => !lines.some(({ id }) => id === each.id)),
  };
}
