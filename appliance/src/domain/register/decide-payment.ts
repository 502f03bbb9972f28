// Paying: cash and vouchers are taken at once; a card is written down as started before the terminal hears of it.
// The payment that leaves nothing due completes the sale in the same decision.
import { type Minor, minor } from '../money/money.ts';
import { dueBy, dueOf, paidOf, type Settlement, settleTender } from '../payment/settle.ts';
import type { Payment, PaymentId } from '../payment/payment.ts';
import type { Tender } from '../payment/tender.ts';
import { refundLeft } from '../tab/refund.ts';
import { ok, refuse, type Result } from '../refusal.ts';
import type { SellingSettings } from '../shop/settings.ts';
import { fixedCampaigns } from '../tab/campaigns-on-tab.ts';
import { ageToCheck, hasActiveLines, hasLivePayments, loneAddOn, openPaymentOf } from '../tab/lines.ts';
import { priceTab } from '../tab/price-tab.ts';
import { withCampaignsFixed, withPayment, withSettlement } from '../tab/tab-changes.ts';
import type { Tab } from '../tab/tab.ts';
import { requirePermission } from './command-permission.ts';
import type { CommandOf } from './commands.ts';
import { completion } from './complete-sale.ts';
import type { DecideContext, Decision, Objection } from './decision.ts';
import type { RegisterEvent } from './events.ts';
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
  const objection = textTooLong(command.reference);
  if (objection !== undefined) return objection;
  const settled = settledBy(asked.value, command.tendered, context.settings);
  if (!settled.ok) return settled;
  const otherWay = otherTender(asked.value, settled.value.amount, context);
  if (otherWay !== undefined) return otherWay;
  const payment = paymentOf(command.paymentId, tender, settled.value);
  const taken: Payment = {
    ...payment,
    state: 'taken',
    ...(command.reference === undefined ? {} : { reference: command.reference }),
  };
  const next = after(state, { tab: withPayment(tab, taken), payment: taken }, context);
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
  if (tender.kind === 'cash' || tender.kind === 'foreign-cash')
    return refuse('payment.tender-unknown', { tender: tender.id });
  const settled = settledBy(asked.value, command.amount, context.settings);
  if (!settled.ok) return settled;
  if (settled.value.change !== 0 || settled.value.surplus !== undefined)
    return refuse('payment.too-much', { payable: settled.value.amount });
  const otherWay = otherTender(asked.value, settled.value.amount, context);
  if (otherWay !== undefined) return otherWay;
  const payment = paymentOf(command.paymentId, tender, settled.value);
  const started: Payment = { ...payment, state: 'started' };
  return ok([{ type: 'payment.started', payload: { tab: tab.id, payment: started, ...asked.value.fixed } }]);
}

export function settlePayment(
  state: RegisterState,
  command: CommandOf<'settle-payment'>,
  context: DecideContext,
): Decision {
  const found = paymentAnywhere(state, command.payment);
  if (!found.ok) return found;
  const { tab, payment } = found.value;
  if (payment.state !== 'started' && payment.state !== 'unknown') return refuse('payment.not-open');
  const { outcome, reference, reason } = command;
  const objection =
    (payment.state === 'unknown' ? undecided(command, context) : undefined) ??
    textTooLong(reference) ??
    textTooLong(reason);
  if (objection !== undefined) return objection;
  if (outcome === payment.state) return ok([]);
  const settlement = { state: outcome, ...(reference === undefined ? {} : { reference }) };
  const why = reason === undefined ? {} : { reason };
  const settled: RegisterEvent = {
    type: 'payment.settled',
    payload: { tab: tab.id, payment: payment.id, ...settlement, ...why },
  };
  if (outcome !== 'taken') return ok([settled]);
  return ok([
    settled,
    ...after(state, { tab: withSettlement(tab, payment.id, settlement), payment }, context),
  ]);
}

/** Only before the sale is complete: afterwards money goes back by a return. */
export function reversePayment(
  state: RegisterState,
  command: CommandOf<'reverse-payment'>,
  context: DecideContext,
): Decision {
  const found = paymentAnywhere(state, command.payment);
  if (!found.ok) return found;
  const { tab, payment } = found.value;
  if (payment.state !== 'taken') return refuse('payment.not-reversible');
  const objection = textTooLong(command.reason);
  if (objection !== undefined) return objection;
  const reversed: RegisterEvent = {
    type: 'payment.settled',
    payload: { tab: tab.id, payment: payment.id, state: 'reversed', reason: command.reason },
  };
  return ok([reversed, ...drawerFor(payment, 'return', context.settings)]);
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
  if (!hasActiveLines(found.value)) return refuse('tab.empty');
  if (openPaymentOf(found.value) !== undefined) return refuse('payment.open');
  const alone = loneAddOn(found.value);
  if (alone !== undefined) return refuse('line.base-needed', { product: alone.product.name });
  const age = ageToCheck(found.value);
  return age === 0 ? found : refuse('tab.age-check-needed', { age });
}

interface Settled extends Settlement {
  readonly tendered: Minor;
}

/** `given` is a size: which way the money goes follows from what is due. Absent: the whole rest. */
function settledBy(
  { tab, tender }: Asked,
  given: Minor | undefined,
  settings: SellingSettings,
): Result<Settled, RegisterRefusalCode> {
  const { total } = priceTab(tab, settings);
  const rest = {
    due: dueOf(total, tab.payments),
    paid: paidOf(tab.payments),
    rounding: settings.cashRounding,
  };
  const size = given ?? dueBy(tender.kind, rest);
  if (!Number.isSafeInteger(size)) return refuse('payment.amount-invalid');
  const tendered = minor(rest.due < 0 ? -Math.abs(size) : size);
  const settled = settleTender({ ...rest, tender, tendered, currency: settings.currency });
  return settled.ok ? ok({ ...settled.value, tendered }) : settled;
}

/** Money goes back the way it came; another way is somebody's decision. */
function otherTender({ tab, tender }: Asked, amount: Minor, { settings, actor }: DecideContext): Objection {
  if (amount >= 0 || -amount <= refundLeft(tab, tender, settings)) return undefined;
  return requirePermission(actor, 'sale.refund_other_tender');
}

function paymentOf(id: PaymentId, tender: Tender, settled: Settled): Omit<Payment, 'state'> {
  const { amount, tendered, change, surplus, rounding } = settled;
  const { foreign } = tender;
  const rate =
    foreign === undefined
      ? {}
      : { foreign: { currency: foreign.currency.code, rateMillionths: foreign.rateMillionths } };
  const kept = surplus === undefined ? {} : { surplus };
  return { id, tender: tender.id, kind: tender.kind, amount, tendered, change, ...kept, rounding, ...rate };
}

/** What follows on money that was taken: the sale, when nothing is due any more, and the drawer. */
function after(
  state: RegisterState,
  { tab, payment }: { readonly tab: Tab; readonly payment: Payment },
  context: DecideContext,
): readonly RegisterEvent[] {
  const due = dueOf(priceTab(tab, context.settings).total, tab.payments);
  const sale = due === 0 ? completion(state, tab, context.settings) : [];
  return [...sale, ...drawerFor(payment, payment.amount < 0 ? 'return' : 'sale', context.settings)];
}

function drawerFor(
  payment: Payment,
  reason: 'sale' | 'return',
  settings: SellingSettings,
): readonly RegisterEvent[] {
  const tender = settings.tenders.find((each) => each.id === payment.tender);
  const cash = payment.kind === 'cash' || payment.kind === 'foreign-cash' || payment.change !== 0;
  const wanted = tender?.opensDrawer === true || settings.receipt.openDrawerFor.includes(payment.tender);
  return cash || wanted ? [{ type: 'drawer.opened', payload: { reason } }] : [];
}

/** What became of an unknown payment is somebody's decision, unless the terminal told after all. */
function undecided(command: CommandOf<'settle-payment'>, context: DecideContext): Objection {
  const denied = requirePermission(context.actor, 'sale.sell');
  if (denied !== undefined) return denied;
  const grounds = `${command.reason ?? ''}${command.reference ?? ''}`.trim();
  return grounds === '' ? refuse('payment.reason-needed') : undefined;
}

function paymentAnywhere(
  state: RegisterState,
  id: PaymentId,
): Result<{ readonly tab: Tab; readonly payment: Payment }, RegisterRefusalCode> {
  for (const tab of Object.values(state.tabs)) {
    const payment = tab.payments.find((each) => each.id === id);
    if (payment !== undefined) return ok({ tab, payment });
  }
  return refuse('payment.unknown-id');
}
