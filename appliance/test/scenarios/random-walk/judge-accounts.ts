// What must hold of what customers owe once everything has reached the office: it is what both journals say was given less what came back, and
// each till says the same.
import { demoCustomers } from '../../../src/demo/customers.ts';
import type { AccountReceived } from '../../../src/domain/customer/account.ts';
import type { Sale } from '../../../src/domain/register/sale.ts';
import type { AccountAnswer } from '../../../src/protocol/answers.ts';
import type { AccountLedger } from '../../../src/protocol/office/accounts.ts';
import { assert } from '../../kit.ts';
import type { WalkShop } from './two-tills.ts';

export interface OnAccounts {
  readonly sales: readonly Sale[];
  readonly received: readonly AccountReceived[];
}

export async function judgeAccounts(
  { desk, tills }: WalkShop,
  { sales, received }: OnAccounts,
): Promise<void> {
  const owed = new Map<string, number>();
  const grows = (customer: string, by: number): void =>
    void owed.set(customer, (owed.get(customer) ?? 0) + by);
  for (const { account, amount, rounding } of sales.flatMap(({ payments }) => payments))
    if (account !== undefined) grows(account.customer, amount - rounding);
  for (const { customer, amount } of received) grows(customer, -amount);
  for (const { id } of demoCustomers) {
    const expected = owed.get(id) ?? 0;
    const { balances, moves } = (await desk.get(`/api/customers/${id}/account`)) as unknown as AccountLedger;
    assert.is(balances[0]?.amount ?? 0, expected, `what ${id} owes at the office`);
    assert.is(moves[0]?.balance ?? 0, expected, `what ${id} owed after the last move`);
    for (const till of tills) {
      const told = await till.query<AccountAnswer>('account-of-customer', { customer: id });
      if (told?.confirmed === true) assert.is(told.owed, expected, `what ${id} owes at ${till.register}`);
    }
  }
}
