// What customers owe: the limit is in their record at hand, what other registers gave them is the office's to say. It counts this register's own
// moves too, as far as they have come to it; those are taken off, for the register knows them exactly.
import type { AccountKnown } from '../../domain/customer/account.ts';
import type { CustomerId } from '../../domain/customer/customer.ts';
import { type Minor, minor } from '../../domain/money/money.ts';
import type { AskOffice } from '../office/ask-office.ts';
import type { Customers } from './customers.ts';

export class AccountDesk {
  readonly #askOffice: AskOffice;
  readonly #customers: Pick<Customers, 'byId'>;

  constructor(askOffice: AskOffice, customers: Pick<Customers, 'byId'>) {
    this.#askOffice = askOffice;
    this.#customers = customers;
  }

  /** Without `others` where the office does not say; no limit for who is not known here. */
  async known(customer: CustomerId): Promise<AccountKnown> {
    const found = await this.#customers.byId(customer);
    const limit: Minor | null = found?.creditLimit ?? null;
    const asked = await this.#askOffice('account-of-customer', { customer });
    if (!asked.ok) return { limit };
    return { limit, others: minor(asked.value.balance - asked.value.own) };
  }
}
