// Paying: cash and vouchers are taken at once; a card is written down as started before the terminal hears of it.
// The payment that leaves nothing due completes the sale in the same decision.
import { add, type Minor, minor, zero } from '../money/money.ts';
import { dueBy, dueOf, paidOf } from '../payment/settle.ts';
import type { Payment, PaymentId } from '../payment/payment.ts';
import type { Tender } from '../payment/tender.ts';
import { settleWithTip, type TipGiven, type WithTip } from '../payment/tip.ts';
import { refundLeft } from '../tab/refund.ts';
import { ok, refuse, type Result } from '../refusal.ts';
import type { SellingSettings } from '../shop/settings.ts';
import { fixedCampaigns } from '../tab/campaigns-on-tab.ts';
import { activeLines, ageToCheck, hasLivePayments, loneAddOn, openPaymentOf } from '../tab/lines.ts';
import { orderPaidOn, prepaidLines, prepaidOn } from '../tab/prepaid.ts';
import { priceTab } from '../tab/price-tab.ts';
import { withCampaignsFixed, withPayment } from '../tab/tab-changes.ts';
import type { Tab } from '../tab/tab.ts';
import { requirePermission } from './command-permission.ts';
import type { CommandOf } from './commands.ts';
import { afterPayment } from './after-payment.ts';
import { completion } from './complete-sale.ts';
import { accountRefused, onAccount } from './decide-account.ts';
import { giftCardAmount, giftCardPaid } from './decide-gift-card.ts';
import type { DecideContext, Decision, Objection } from './decision.ts';
import type { RegisterRefusalCode } from './refusals.ts';
import type { RegisterState } from './state.ts';
import { tabAtHand, textTooLong } from './tab-at-hand.ts';

export function takePayment(
  state: RegisterState,
  command: CommandOf<'take-payment'>,
  context: DecideContext,
): Decision {
  const asked = askedOf(state, command, context);
  if (!asked.ok) return asked;
  const { tab, tender } = asked.value;
  if (tender.kind === 'card') return refuse('payment.needs-terminal');
  if (tender.kind === 'gift-card') return refuse('gift-card.card-needed');
  const objection = textTooLong(command.reference);
  if (objection !== undefined) return objection;
  const settled = settledBy(asked.value, { given: command.tendered, tip: command.tip }, context.settings);
  if (!settled.ok) return settled;
  const { amount } = settled.value;
  const { account } = command;
  const notSo =
    otherTender(asked.value, amount, context) ??
    accountRefused(state, { tab, tender, amount, account }, context);
  if (notSo !== undefined) return notSo;
  const payment = paymentOf(command.paymentId, tender, settled.value);
  const taken: Payment = {
    ...payment,
    state: 'taken',
    ...onAccount(asked.value, account),
    ...(command.reference === undefined ? {} : { reference: command.reference }),
  };
  const next = afterPayment(state, { tab: withPayment(tab, taken), payment: taken }, context);
  // A sale tells by itself what campaigns gave on it.
  const fixed = next.some(({ type }) => type === 'sale.completed') ? {} : asked.value.fixed;
  return ok([{ type: 'payment.taken', payload: { tab: tab.id, payment: taken, ...fixed } }, ...next]);
}

export function startPayment(
  state: RegisterState,
  command: CommandOf<'start-payment'>,
  context: DecideContext,
): Decision {
  const asked = askedOf(state, command, context);
  if (!asked.ok) return asked;
  const { tab, tender } = asked.value;
  if (tender.kind === 'cash' || tender.kind === 'foreign-cash' || tender.kind === 'account')
    return refuse('payment.tender-unknown', { tender: tender.id });
  const { giftCard, tip } = command;
  const amount = giftCardAmount(asked.value, command, context);
  if (!amount.ok) return amount;
  const given = amount.value === undefined ? undefined : add(amount.value, tip ?? zero);
  const settled = settledBy(asked.value, { given, tip }, context.settings);
  if (!settled.ok) return settled;
  if (settled.value.change !== 0 || settled.value.surplus !== undefined)
    return refuse('payment.too-much', { payable: settled.value.amount });
  const otherWay = otherTender(asked.value, settled.value.amount, context);
  if (otherWay !== undefined) return otherWay;
  const payment = paymentOf(command.paymentId, tender, settled.value);
  const started: Payment = {
    ...payment,
    state: 'started',
    ...(giftCard === undefined ? {} : { giftCard: giftCardPaid(giftCard, payment.amount) }),
    ...(command.terminal === undefined ? {} : { terminal: command.terminal }),
    ...(command.mark === undefined ? {} : { mark: command.mark }),
  };
  return ok([{ type: 'payment.started', payload: { tab: tab.id, payment: started, ...asked.value.fixed } }]);
}

export function completeTab(
  state: RegisterState,
  _command: CommandOf<'complete-tab'>,
  context: DecideContext,
): Decision {
  const found = payableTab(state);
  if (!found.ok) return found;
  const due = dueOf(priceTab(found.value, context.settings).total, found.value.payments);
  if (due !== 0) return refuse('tab.not-settled', { due });
  return ok(completion(state, found.value, context.settings));
}

interface Asked {
  /** As it will be paid: what campaigns give does not change any more. */
  readonly tab: Tab;
  /** That, where this is the first money on the tab. */
  readonly fixed: Pick<Tab, 'campaigns'>;
  readonly tender: Tender;
}

/** A tab that may be paid now, and the tender for it. */
function askedOf(
  state: RegisterState,
  command: CommandOf<'take-payment' | 'start-payment'>,
  context: DecideContext,
): Result<Asked, RegisterRefusalCode> {
  const found = payableTab(state);
  if (!found.ok) return found;
  const tab = found.value;
  const { paymentsPerTab } = context.settings.limits;
  if (tab.payments.length >= paymentsPerTab) return refuse('payment.too-many', { max: paymentsPerTab });
  if (tab.payments.some((payment) => payment.id === command.paymentId)) return refuse('id.already-used');
  const tender = context.settings.tenders.find((each) => each.id === command.tender);
  if (tender === undefined) return refuse('payment.tender-unknown', { tender: command.tender });
  if (!tender.active) return refuse('payment.tender-inactive', { tender: tender.name });
  if (tender.kind === 'account' && orderPaidOn(tab) !== undefined) return refuse('prepayment.not-on-account');
  if (hasLivePayments(tab)) return ok({ tab, fixed: {}, tender });
  const { running = [] } = context.settings;
  const given = running.length > 0 || tab.customer !== undefined;
  const campaigns = given ? fixedCampaigns(priceTab(tab, context.settings)) : undefined;
  return ok({
    tab: withCampaignsFixed(tab, campaigns),
    fixed: campaigns === undefined ? {} : { campaigns },
    tender,
  });
}

function payableTab(state: RegisterState): Result<Tab, RegisterRefusalCode> {
  const found = tabAtHand(state);
  if (!found.ok) return found;
  const lines = activeLines(found.value);
  if (lines.length === 0) return refuse('tab.empty');
  // Money that was paid in on goods that are not wanted any more is paid back, not sold.
  const { length } = prepaidLines(found.value);
  if (length === lines.length) return refuse('prepayment.on-order', { amount: prepaidOn(found.value) });
  if (openPaymentOf(found.value) !== undefined) return refuse('payment.open');
  const alone = loneAddOn(found.value);
  if (alone !== undefined) return refuse('line.base-needed', { product: alone.product.name });
  const age = ageToCheck(found.value);
  return age === 0 ? found : refuse('tab.age-check-needed', { age });
}

interface Settled extends WithTip {
  readonly tendered: Minor;
}

/** `given` is a size, with the tip in it: which way the money goes follows from what is due. Absent: the whole rest, and the tip. */
function settledBy(
  { tab, tender }: Asked,
  { given, tip }: { readonly given: Minor | undefined; readonly tip: TipGiven },
  settings: SellingSettings,
): Result<Settled, RegisterRefusalCode> {
  if (tip !== undefined && orderPaidOn(tab) !== undefined) return refuse('tip.not-taken');
  const { total } = priceTab(tab, settings);
  const rest = {
    due: dueOf(total, tab.payments),
    paid: paidOf(tab.payments),
    rounding: settings.cashRounding,
  };
  const onTop = tip === 'change' ? zero : (tip ?? zero);
  const size = given ?? add(dueBy(tender.kind, rest), onTop);
  if (!Number.isSafeInteger(size)) return refuse('payment.amount-invalid');
  const tendered = minor(rest.due < 0 ? -Math.abs(size) : size);
  const settled = settleWithTip({ ...rest, tender, tendered, currency: settings.currency }, tip, settings);
  return settled.ok ? ok({ ...settled.value, tendered }) : settled;
}

/** Money goes back the way it came; another way is somebody's decision, and so is that of a prepayment no goods are left for. */
function otherTender({ tab, tender }: Asked, amount: Minor, { settings, actor }: DecideContext): Objection {
  if (amount >= 0) return undefined;
  const denied = prepaidLines(tab).length === 0 ? undefined : requirePermission(actor, 'sale.return');
  if (denied !== undefined || -amount <= refundLeft(tab, tender, settings)) return denied;
  return requirePermission(actor, 'sale.refund_other_tender');
}

function paymentOf(id: PaymentId, tender: Tender, settled: Settled): Omit<Payment, 'state'> {
  const { amount, tendered, change, surplus, tip, rounding } = settled;
  const { foreign } = tender;
  const rate =
    foreign === undefined
      ? {}
      : { foreign: { currency: foreign.currency.code, rateMillionths: foreign.rateMillionths } };
  const beyond = { ...(surplus === undefined ? {} : { surplus }), ...(tip === undefined ? {} : { tip }) };
  return { id, tender: tender.id, kind: tender.kind, amount, tendered, change, ...beyond, rounding, ...rate };
}
