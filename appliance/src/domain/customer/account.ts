// What customers owe who pay later. A register knows exactly what it gave and received itself; what others did is as the office said last. So
// what it reckons with is right but for what happened elsewhere since.
import { add, type Minor, subtract, zero } from '../money/money.ts';
import type { OnAccount, Payment } from '../payment/payment.ts';
import type { CustomerId } from './customer.ts';

/** As it is known when somebody pays later or pays back. */
export interface AccountKnown {
  /** Most that may be owed; null: everything is paid at once. */
  readonly limit: Minor | null;
  /** Owed for what was not at this register, as the office just said. Absent: it could not be asked. */
  readonly others?: Minor;
}

/** Of one customer at one register. `own`: given here less what came in here; `others`: as the office said last. */
export interface AccountHere {
  readonly own: Minor;
  readonly others: Minor;
}

export type Accounts = Readonly<Record<CustomerId, AccountHere>>;

/** More than a shop gives credit to: each that was ever on account here is kept. */
export const accountsMax = 5_000;

/** Paid at a register by somebody who owed it: no turnover and no VAT, which were there when the goods were sold (W16). */
export interface AccountReceived {
  /** Of its own series: consecutive per register, never reset. */
  readonly number: number;
  readonly customer: CustomerId;
  /** So much less is owed. The payment's amount differs from it by the cash rounding. */
  readonly amount: Minor;
  readonly payment: Payment;
  readonly others?: Minor;
  /** Still owed then. Absent: the office could not be asked. */
  readonly left?: Minor;
}

export function accountOf(accounts: Accounts | undefined, customer: CustomerId): AccountHere | undefined {
  return accounts !== undefined && Object.hasOwn(accounts, customer) ? accounts[customer] : undefined;
}

/** What is owed; `others`: where the office just said it. */
export function owedBy(accounts: Accounts | undefined, { customer, others }: OnAccount): Minor {
  const here = accountOf(accounts, customer);
  return add(here?.own ?? zero, others ?? here?.others ?? zero);
}

export function withGiven(
  accounts: Accounts | undefined,
  { customer, others }: OnAccount,
  amount: Minor,
): Accounts {
  const here = accountOf(accounts, customer);
  return {
    ...accounts,
    [customer]: { own: add(here?.own ?? zero, amount), others: others ?? here?.others ?? zero },
  };
}

/** Whether another customer's account can be kept here. */
export function hasRoomFor(accounts: Accounts | undefined, customer: CustomerId): boolean {
  return accountOf(accounts, customer) !== undefined || Object.keys(accounts ?? {}).length < accountsMax;
}

/** Less is owed by what a payment settles, the cash rounding of it left out. */
export function creditedBy({ amount, rounding }: Payment): Minor {
  return subtract(amount, rounding);
}
