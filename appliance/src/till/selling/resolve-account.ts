// Paying later and paying what is owed: what the office knows of the customer's account goes with the command, where it can be asked.
import { owedBy } from '../../domain/customer/account.ts';
import { minor } from '../../domain/money/money.ts';
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import { currentTab } from '../../domain/register/tabs.ts';
import type { RegisterState } from '../../domain/register/state.ts';
import type { AccountAnswer } from '../../protocol/answers.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { AccountDesk } from '../customers/account-desk.ts';
import type { Customers } from '../customers/customers.ts';
import type { Resolver } from './resolution.ts';

export const takePayment: Resolver<'take-payment'> = async (id, body, context) => {
  const { tender, tendered, tip, reference } = body;
  const customer = currentTab(context.state())?.customer?.id;
  const { tenders } = context.shop().settings;
  const later = tenders.some((each) => each.id === tender && each.kind === 'account');
  const account = later && customer !== undefined ? { account: await context.accounts.known(customer) } : {};
  return ok({
    command: {
      type: 'take-payment',
      paymentId: id,
      tender,
      tendered: minor(tendered),
      ...(tip === undefined ? {} : { tip: tip === 'change' ? tip : minor(tip) }),
      ...(reference === undefined ? {} : { reference }),
      ...account,
    },
  });
};

/** A terminal that the till asks itself is asked about tabs only; with one, a card is no way to pay what is owed. */
export const receiveOnAccount: Resolver<'receive-on-account'> = async (id, body, context) => {
  if (context.practises()) return refuse('training.on');
  if (context.asksTerminal(body.tender)) return refuse('payment.needs-terminal');
  const { customer, tender, amount, tendered, reference } = body;
  if ((await context.customers.named(customer)) === undefined) return refuse('customer.unknown');
  return ok({
    command: {
      type: 'receive-on-account',
      paymentId: id,
      customer,
      tender,
      amount: minor(amount),
      ...(tendered === undefined ? {} : { tendered: minor(tendered) }),
      ...(reference === undefined ? {} : { reference }),
      account: await context.accounts.known(customer),
    },
  });
};

/** What a page shows before it asks. */
export async function accountAnswer(
  customer: string,
  parts: {
    readonly customers: Pick<Customers, 'byId'>;
    readonly accounts: AccountDesk;
    readonly register: { readonly state: RegisterState };
  },
): Promise<Result<AccountAnswer, FailureCode>> {
  const found = await parts.customers.byId(customer);
  if (found === undefined) return refuse('customer.unknown');
  const { limit, others } = await parts.accounts.known(customer);
  const { accounts } = parts.register.state;
  const owed = owedBy(accounts, { customer, ...(others === undefined ? {} : { others }) });
  return ok({ limit, owed, confirmed: others !== undefined });
}
