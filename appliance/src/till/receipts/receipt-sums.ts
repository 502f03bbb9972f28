// What a sale comes to and how it was paid. Amounts on the right add up downwards: lines and discounts to the total, total and
// rounding to what was to be paid, and payments less the change, what was kept and the tips to the same.
import type { PrintBlock } from '../../devices/printer/port.ts';
import { exponentOf as usualExponent } from '../../domain/money/currencies.ts';
import { add, type Minor, negate, zero } from '../../domain/money/money.ts';
import type { Payment } from '../../domain/payment/payment.ts';
import { tipsOf } from '../../domain/payment/tip.ts';
import type { Sale } from '../../domain/register/sale.ts';
import type { ShopSettings } from '../../domain/shop/settings.ts';
import { below, blank, centred, row, rowBelow, signatureLine, unbroken } from './blocks.ts';
import type { Wording } from './wording.ts';

interface SumsLook {
  /** A copy's marking must be larger than every amount on it, so there the total is as large as the rest (fiscal.md 2.4). */
  readonly totalSize: 1 | 2;
}

export function sums(
  sale: Pick<Sale, 'tabDiscount' | 'tabDiscountReason' | 'total' | 'rounding'>,
  wording: Wording,
  look: SumsLook,
): PrintBlock[] {
  const { words } = wording;
  const amount = amountOf(wording);
  return [
    ...tabDiscount(sale, wording),
    row(words.total, amount(sale.total), { bold: true, size: look.totalSize }),
    ...(sale.rounding === 0
      ? []
      : [
          row(words.rounding, amount(sale.rounding)),
          row(words.roundedTotal, amount(add(sale.total, sale.rounding)), { bold: true }),
        ]),
  ];
}

export function payments(sale: Sale, wording: Wording): PrintBlock[] {
  const { words } = wording;
  const amount = amountOf(wording);
  const surplus = add(...sale.payments.map((payment) => payment.surplus ?? zero));
  const tip = tipsOf(sale.payments);
  return [
    ...sale.payments.flatMap((payment) => paymentRows(payment, wording)),
    ...(sale.change === 0 ? [] : [row(words.change, amount(sale.change))]),
    ...(surplus === 0 ? [] : [row(words.surplus, amount(surplus))]),
    ...(tip === 0 ? [] : [row(words.tip, amount(tip))]),
  ];
}

/** What the customer did not have to pay. */
export function saved(sale: Sale, wording: Wording): PrintBlock[] {
  const discounts = add(sale.lineDiscounts, sale.campaignDiscounts ?? zero, sale.tabDiscount);
  if (discounts <= 0) return [];
  const amount = unbroken(`${amountOf(wording)(discounts)} ${wording.settings.currency.code}`);
  return [centred(`${wording.words.saved} ${amount}`, { bold: true }), blank];
}

/** What moved on the account of whose sale it is, and what they have now where that is known. Others' points are their own affair. */
export function pointsMoved({ points, customer }: Sale, { words, figures }: Wording): PrintBlock[] {
  const moves = (points?.moves ?? []).filter((move) => move.customer === customer);
  if (moves.length === 0) return [];
  const known = points?.known;
  const now = moves.reduce((sum, move) => sum + move.points, known?.balance ?? 0);
  return [
    ...moves.map((move) => row(words.points[move.kind], figures.count(Math.abs(move.points)))),
    ...(known === undefined ? [] : [row(words.points.balance, figures.count(now))]),
    blank,
  ];
}

function tabDiscount(
  sale: Pick<Sale, 'tabDiscount' | 'tabDiscountReason' | 'total'>,
  wording: Wording,
): PrintBlock[] {
  if (sale.tabDiscount === 0) return [];
  const { words } = wording;
  const amount = amountOf(wording);
  const reason = sale.tabDiscountReason ?? '';
  return [
    row(words.subtotal, amount(add(sale.total, sale.tabDiscount))),
    row(reason === '' ? words.discount : `${words.discount}: ${reason}`, amount(negate(sale.tabDiscount))),
  ];
}

export function paymentRows(payment: Payment, wording: Wording): PrintBlock[] {
  const { words, settings } = wording;
  // A tender that the shop has since given up is still named by its id.
  const name = tenderOf(payment, settings)?.name ?? payment.tender;
  // What was handed over, in the shop's currency: change, what is kept and the tip are taken off below.
  const { amount, change, surplus = zero, tip = zero } = payment;
  const given = amountOf(wording)(add(amount, change, surplus, tip));
  return [
    row(payment.amount < 0 ? `${name} (${words.paidOut})` : name, given),
    ...foreign(payment, wording),
    ...giftCard(payment, wording),
    ...toBePaid(payment, wording),
    ...(payment.reference === undefined || payment.reference === ''
      ? []
      : [below(`${words.reference} ${payment.reference}`)]),
    ...(payment.card?.slip ?? []).map((line) => below(line)),
  ];
}

/** Which card it was, and what is left on it as far as anybody knew. */
function giftCard({ giftCard: card }: Payment, wording: Wording): PrintBlock[] {
  if (card === undefined) return [];
  const { words } = wording;
  return [
    below(`${words.giftCard.card} …${card.last4}`),
    ...(card.left === undefined ? [] : [rowBelow(words.giftCard.left, amountOf(wording)(card.left))]),
  ];
}

/** The customer signs for what is not paid yet. */
function toBePaid({ account, amount }: Payment, wording: Wording): PrintBlock[] {
  if (account === undefined || amount < 0) return [];
  const { words } = wording;
  return [
    row(words.account.toPay, amountOf(wording)(amount), { bold: true }),
    blank,
    blank,
    signatureLine(wording),
  ];
}

function foreign(payment: Payment, { words, figures, settings }: Wording): PrintBlock[] {
  if (payment.foreign === undefined) return [];
  const { currency: code, rateMillionths } = payment.foreign;
  const exponent = exponentOf(code, settings);
  const tendered = unbroken(`${figures.amount(payment.tendered, exponent)} ${code}`);
  return [below(`${tendered}, ${unbroken(`${words.rate} ${figures.rate(rateMillionths)}`)}`)];
}

/** The shop's word first: it may take a currency that no list knows. */
export function exponentOf(code: string, settings: ShopSettings): number {
  if (code === settings.currency.code) return settings.currency.exponent;
  const taken = settings.tenders.find((tender) => tender.foreign?.currency.code === code);
  return taken?.foreign?.currency.exponent ?? usualExponent(code);
}

function tenderOf(payment: Payment, settings: ShopSettings): ShopSettings['tenders'][number] | undefined {
  return settings.tenders.find((tender) => tender.id === payment.tender);
}

export function amountOf({ figures, settings }: Wording): (amount: Minor) => string {
  return (amount) => figures.amount(amount, settings.currency.exponent);
}
