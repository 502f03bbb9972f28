// Customers on the box: found by what somebody says of themselves. Pages get a few hits with number and name, never the list, nor how to
// reach anybody. What the tabs at hand name is kept at hand, so that a view need not wait for it.
import type { CustomerId } from '../../domain/customer/customer.ts';
import type { Minor } from '../../domain/money/money.ts';
import type { Database, Row } from '../../platform/ports/database.ts';
import { searchWords } from '../catalogue/search-words.ts';

export interface NewCustomer {
  readonly id: CustomerId;
  readonly name: string;
  readonly number: string;
  readonly phone?: string;
  readonly email?: string;
  readonly groups: readonly string[];
  /** Most they may owe. Absent: they pay at once. */
  readonly creditLimit?: Minor;
}

export type Customer = Pick<NewCustomer, 'id' | 'name' | 'number' | 'groups' | 'creditLimit'>;
export type CustomerName = Pick<Customer, 'name' | 'number'>;

/** More than any register has tabs. */
const namedMax = 2_000;

export class Customers {
  readonly #database: Database;
  readonly #named = new Map<CustomerId, CustomerName>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Undefined: nobody of this id, or not any more. */
  async byId(id: CustomerId): Promise<Customer | undefined> {
    return (await this.#read([id]))[0];
  }

  /** The same, whose name is at hand from then on. */
  async named(id: CustomerId): Promise<Customer | undefined> {
    const customer = await this.byId(id);
    if (customer !== undefined) this.#name(customer);
    return customer;
  }

  nameOf(id: CustomerId): CustomerName | undefined {
    return this.#named.get(id);
  }

  /** Asks anew for all whose names are at hand, and for these. */
  async rename(ids: readonly CustomerId[] = []): Promise<void> {
    const asked = new Set([...this.#named.keys(), ...ids]);
    const found = await this.#read([...asked]);
    for (const id of asked) this.#named.delete(id);
    for (const customer of found) this.#name(customer);
  }

  /** Whose name, number, telephone or e-mail have words that begin so; best match first. */
  async search(text: string, limit: number): Promise<readonly Customer[]> {
    const words = searchWords(asTyped(text));
    if (words.length === 0) return [];
    const rows = await this.#database.all(
      `SELECT c.id, c.body FROM customer_search s JOIN customer c ON c.number = s.rowid
        WHERE customer_search MATCH ? ORDER BY rank, c.body ->> '$.name', c.id LIMIT ?`,
      [words.map((word) => `"${word}"*`).join(' '), limit],
    );
    return rows.map(customerOf);
  }

  async #read(ids: readonly CustomerId[]): Promise<readonly Customer[]> {
    const rows = await this.#database.all(
      'SELECT id, body FROM customer WHERE id IN (SELECT value FROM json_each(?))',
      [JSON.stringify(ids)],
    );
    return rows.map(customerOf);
  }

  #name({ id, name, number }: Customer): void {
    this.#named.delete(id);
    this.#named.set(id, { name, number });
    const [oldest] = this.#named.keys();
    if (this.#named.size > namedMax && oldest !== undefined) this.#named.delete(oldest);
  }

  async count(): Promise<number> {
    const row = await this.#database.get('SELECT count(*) AS n FROM customer');
    return Number(row?.['n'] ?? 0);
  }
}

/** A telephone number as people write it, with blanks and signs, is one word. */
function asTyped(text: string): string {
  return /^[+\d ()./-]+$/.test(text) ? text.replaceAll(/\D/g, '').replace(/^00/, '') : text;
}

function customerOf(row: Row): Customer {
  const body = JSON.parse(String(row['body'])) as Omit<Customer, 'id'>;
  return { id: String(row['id']), ...body };
}
