// The end of a payment that asks a device: what a terminal approved, declined or never said, and money that goes back before the sale.
import { approvedOf } from '../payment/approved.ts';
import type { Payment, PaymentId } from '../payment/payment.ts';
import { ok, refuse, type Result } from '../refusal.ts';
import { type Settlement, withSettlement } from '../tab/tab-changes.ts';
import type { Tab } from '../tab/tab.ts';
import { afterPayment, drawerFor } from './after-payment.ts';
import { requirePermission } from './command-permission.ts';
import type { CommandOf } from './commands.ts';
import type { DecideContext, Decision, Objection } from './decision.ts';
import type { RegisterEvent } from './events.ts';
import type { RegisterRefusalCode } from './refusals.ts';
import type { RegisterState } from './state.ts';
import { textTooLong } from './tab-at-hand.ts';

export function settlePayment(
  state: RegisterState,
  command: CommandOf<'settle-payment'>,
  context: DecideContext,
): Decision {
  const found = paymentAnywhere(state, command.payment);
  if (!found.ok) return found;
  const { tab, payment } = found.value;
  if (payment.state !== 'started' && payment.state !== 'unknown') return refuse('payment.not-open');
  const { outcome, reason } = command;
  const objection =
    (payment.state === 'unknown' ? undecided(command, context) : undefined) ??
    textTooLong(command.reference) ??
    textTooLong(reason);
  if (objection !== undefined) return objection;
  if (outcome === payment.state) return ok([]);
  const settlement = settlementOf(payment, command, context);
  if (!settlement.ok) return settlement;
  const why = reason === undefined ? {} : { reason };
  const settled: RegisterEvent = {
    type: 'payment.settled',
    payload: { tab: tab.id, payment: payment.id, ...settlement.value, ...why },
  };
  if (outcome !== 'taken') return ok([settled]);
  const after = { tab: withSettlement(tab, payment.id, settlement.value), payment };
  return ok([settled, ...afterPayment(state, after, context)]);
}

/** What becomes of the payment. */
function settlementOf(
  payment: Payment,
  command: CommandOf<'settle-payment'>,
  { settings }: DecideContext,
): Result<Settlement, RegisterRefusalCode> {
  const { outcome, reference, card } = command;
  const approved = outcome === 'taken' ? approvedOf(payment, command, settings.limits) : ok(undefined);
  if (!approved.ok) return approved;
  return ok({
    state: outcome,
    ...(approved.value === undefined ? {} : { approved: approved.value }),
    ...(reference === undefined ? {} : { reference }),
    ...(card === undefined ? {} : { card }),
  });
}

/**
 * Only before the sale is complete: afterwards money goes back by a return. What a terminal of the till charged is reversed when that has
 * said so; until then nobody knows.
 */
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
  if (payment.terminal === true)
    return ok([
      {
        type: 'payment.settled',
        payload: {
          tab: tab.id,
          payment: payment.id,
          state: 'unknown',
          reason: command.reason,
          reversing: true,
        },
      },
    ]);
  const reversed: RegisterEvent = {
    type: 'payment.settled',
    payload: { tab: tab.id, payment: payment.id, state: 'reversed', reason: command.reason },
  };
  return ok([reversed, ...drawerFor(payment, 'return', context.settings)]);
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
