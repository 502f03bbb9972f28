// What an event does to the cash in the drawer, movement by movement. The sums of the shift are made of the same amounts, so the cash
// journal always adds up to the cash that is expected.
import { add, type Minor, negate, zero } from '../money/money.ts';
import type { Payment } from '../payment/payment.ts';
import type { CurrencyAmount, RegisterEvent } from '../register/events.ts';

/** `change`: given back in the shop's cash on something else, foreign cash or a voucher. `closing`: what counting found over or short. */
export type CashMovementKind =
  'opening' | 'in' | 'out' | 'sale' | 'refund' | 'change' | 'reversal' | 'closing';

/** Into the drawer is more than zero, out of it less. */
export interface CashMovement extends CurrencyAmount {
  readonly kind: CashMovementKind;
}

/** What a payment that was taken put into the drawer and took out of it. `currency`: the shop's. */
export function cashOfPayment(payment: Payment, currency: string): readonly CashMovement[] {
  const { kind, amount, tendered, change, foreign, tip = zero } = payment;
  const of = (moved: Minor, code: string): CashMovement => ({
    kind: moved < 0 ? 'refund' : 'sale',
    currency: code,
    amount: moved,
  });
  const given =
    kind === 'cash'
      ? [of(add(amount, tip), currency)]
      : foreign === undefined
        ? []
        : [of(tendered, foreign.currency)];
  const back = kind === 'cash' ? zero : negate(change);
  return [...given, { kind: 'change' as const, currency, amount: back }].filter((each) => each.amount !== 0);
}

export interface CashContext {
  /** The shop's. */
  readonly currency: string;
  /** The payment that the event takes back; absent where it was not cash. */
  readonly reversed?: Payment | undefined;
}

/** In the order they happened; none where the drawer stays as it is. The shop's own currency is told at opening and closing even where nothing lies there. */
export function cashMovementsOf(
  event: RegisterEvent,
  { currency, reversed }: CashContext,
): readonly CashMovement[] {
  switch (event.type) {
    case 'shift.opened':
      return told('opening', event.payload.opening, currency);
    case 'shift.closed':
      return told(
        'closing',
        event.payload.report.cash.map((cash) => ({
          currency: cash.currency,
          amount: cash.difference ?? zero,
        })),
        currency,
      );
    case 'cash.moved': {
      const { direction, currency: code, amount } = event.payload;
      return [{ kind: direction, currency: code, amount: direction === 'in' ? amount : negate(amount) }];
    }
    case 'payment.taken':
      return cashOfPayment(event.payload.payment, currency);
    case 'account.paid':
      return cashOfPayment(event.payload.received.payment, currency);
    case 'payment.settled':
      if (event.payload.state !== 'reversed' || reversed === undefined) return [];
      return cashOfPayment(reversed, currency).map((each) => ({
        kind: 'reversal',
        currency: each.currency,
        amount: negate(each.amount),
      }));
    default:
      return [];
  }
}

function told(
  kind: CashMovementKind,
  amounts: readonly CurrencyAmount[],
  own: string,
): readonly CashMovement[] {
  return amounts
    .filter(({ currency, amount }) => amount !== 0 || currency === own)
    .map(({ currency, amount }) => ({ kind, currency, amount }));
}
