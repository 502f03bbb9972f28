// Paying later, and paying what is owed. What others than this register gave a customer is the office's to say; while it cannot be asked, the
// same limit holds for what this register knows.
import { creditedBy, hasRoomFor, owedBy } from '../customer/account.ts';
import { add, type Minor, minor, subtract, zero } from '../money/money.ts';
import type { OnAccount, Payment } from '../payment/payment.ts';
import { dueBy, settleTender } from '../payment/settle.ts';
import type { Tender } from '../payment/tender.ts';
import { ok, refuse, type Result } from '../refusal.ts';
import type { Tab } from '../tab/tab.ts';
import { drawerFor } from './after-payment.ts';
import { requirePermission } from './command-permission.ts';
import type { CommandOf } from './commands.ts';
import type { DecideContext, Decision, Objection } from './decision.ts';
import type { RegisterRefusalCode } from './refusals.ts';
import type { RegisterState } from './state.ts';
import { textTooLong } from './tab-at-hand.ts';

type Taking = CommandOf<'take-payment'>;

/** Whether so much may be paid later; what is given back lowers what is owed and needs no room. */
export function accountRefused(
  state: RegisterState,
  { tab, tender, amount, account }: Paying,
  { actor }: DecideContext,
): Objection {
  if (tender.kind !== 'account') return undefined;
  const customer = tab.customer?.id;
  if (customer === undefined) return refuse('account.customer-needed');
  if (!hasRoomFor(state.accounts, customer)) return refuse('account.too-many');
  if (amount <= 0) return undefined;
  const { limit = null } = account ?? {};
  if (limit === null) return refuse('account.not-allowed');
  const owed = add(owedBy(state.accounts, { customer, ...othersOf(account) }), onTabs(state, customer));
  if (owed + amount > limit) return refuse('account.limit', { left: minor(Math.max(0, limit - owed)) });
  return requirePermission(actor, 'payment.on_account');
}

interface Paying {
  readonly tab: Tab;
  readonly tender: Tender;
  /** Of the payment. */
  readonly amount: Minor;
  readonly account: Taking['account'];
}

/** What the payment tells of whose account it is on. */
export function onAccount(
  { tab, tender }: Pick<Paying, 'tab' | 'tender'>,
  account: Taking['account'],
): { readonly account?: OnAccount } {
  if (tender.kind !== 'account' || tab.customer === undefined) return {};
  return { account: { customer: tab.customer.id, ...othersOf(account) } };
}

function othersOf(account: Taking['account']): Pick<OnAccount, 'others'> {
  return account?.others === undefined ? {} : { others: account.others };
}

/** Taken on tabs that are not sold yet. */
function onTabs({ tabs }: RegisterState, customer: string): Minor {
  const payments = Object.values(tabs).flatMap((tab) => tab.payments);
  return add(
    zero,
    ...payments
      .filter(({ account, state }) => state === 'taken' && account?.customer === customer)
      .map(creditedBy),
  );
}

/** Outside of any tab: nothing is sold by it. Refuses what a payment is refused for, and more than is owed, where the office said what that is. */
export function receiveOnAccount(
  state: RegisterState,
  command: CommandOf<'receive-on-account'>,
  context: DecideContext,
): Decision {
  const { settings } = context;
  const { customer, amount, account, reference } = command;
  if (state.shift === null) return refuse('shift.not-open');
  if (!hasRoomFor(state.accounts, customer)) return refuse('account.too-many');
  const others = othersOf(account);
  const owed = owedBy(state.accounts, { customer, ...others });
  const known = others.others !== undefined;
  const valid = Number.isSafeInteger(amount) && amount > 0 && amount <= settings.limits.totalMax;
  if (!valid) return refuse('payment.amount-invalid');
  if (known && amount > owed) return refuse('account.more-than-owed', { owed });
  const long = textTooLong(reference);
  if (long !== undefined) return long;
  const payment = paymentFor(command, context);
  if (!payment.ok) return payment;
  const received = {
    number: (state.numbers.received ?? 0) + 1,
    customer,
    amount,
    payment: payment.value,
    ...others,
    ...(known ? { left: subtract(owed, amount) } : {}),
  };
  return ok([{ type: 'account.paid', payload: { received } }, ...drawerFor(payment.value, 'sale', settings)]);
}

/** All of the amount, by one tender: settled as a rest is that nobody else pays. */
function paymentFor(
  { paymentId, tender: id, amount, tendered, reference }: CommandOf<'receive-on-account'>,
  { settings }: DecideContext,
): Result<Payment, RegisterRefusalCode> {
  const tender = settings.tenders.find((each) => each.id === id);
  if (tender === undefined || tender.kind === 'gift-card' || tender.kind === 'account')
    return refuse('payment.tender-unknown', { tender: id });
  if (!tender.active) return refuse('payment.tender-inactive', { tender: tender.name });
  const rest = { due: amount, paid: zero, rounding: settings.cashRounding };
  const payable = dueBy(tender.kind, rest);
  const given = tendered ?? payable;
  const settled = settleTender({ ...rest, tender, tendered: given, currency: settings.currency });
  if (!settled.ok) return settled;
  const { settles, surplus, ...sums } = settled.value;
  if (surplus !== undefined) return refuse('payment.too-much', { payable });
  if (!settles) return refuse('payment.amount-invalid', { payable });
  const { foreign } = tender;
  return ok({
    id: paymentId,
    tender: tender.id,
    kind: tender.kind,
    state: 'taken',
    tendered: given,
    ...sums,
    ...(foreign === undefined
      ? {}
      : { foreign: { currency: foreign.currency.code, rateMillionths: foreign.rateMillionths } }),
    ...(reference === undefined ? {} : { reference }),
  });
}
