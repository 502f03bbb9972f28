// Customers as rows: who they are, and the words they are found by. Always written together. The same tables exist a second time while a
// whole copy is being built aside.
import type { Transaction } from '../../platform/ports/database.ts';
import type { Place } from '../catalogue/product-rows.ts';
import type { NewCustomer } from './customers.ts';

/** In the order in which they are made. */
export const customerTables = ['customer', 'customer_search'] as const;

/** The tables in use, under other names. */
export function customerShape(place: Place): readonly string[] {
  return [
    `CREATE TABLE customer${place} (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL)`,
    `CREATE VIRTUAL TABLE customer_search${place} USING fts5(name, number, phone, email, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3')`,
    `INSERT INTO customer_search${place}(customer_search${place}, rank) VALUES ('secure-delete', 1)`,
  ];
}

/** Adds or replaces by id. */
export async function putCustomers(
  tx: Transaction,
  customers: readonly NewCustomer[],
  place: Place = '',
): Promise<void> {
  if (customers.length === 0) return;
  await removeCustomers(
    tx,
    customers.map(({ id }) => id),
    place,
  );
  const rows = customers.map(({ id, name, number, phone = '', email = '', groups, creditLimit }) => ({
    id,
    body: { name, number, groups, ...(creditLimit === undefined ? {} : { creditLimit }) },
    name,
    number,
    phone: phoneWords(phone),
    email,
  }));
  const list = JSON.stringify(rows);
  await tx.run(
    `INSERT INTO customer${place}(id, body) SELECT value ->> '$.id', value -> '$.body' FROM json_each(?)`,
    [list],
  );
  await tx.run(
    `INSERT INTO customer_search${place}(rowid, name, number, phone, email)
       SELECT c.number, j.value ->> '$.name', j.value ->> '$.number', j.value ->> '$.phone', j.value ->> '$.email'
         FROM json_each(?) j JOIN customer${place} c ON c.id = j.value ->> '$.id'`,
    [list],
  );
}

/** What is not there is passed over. */
export async function removeCustomers(
  tx: Transaction,
  ids: readonly string[],
  place: Place = '',
): Promise<void> {
  if (ids.length === 0) return;
  const list = JSON.stringify(ids);
  await tx.run(
    `DELETE FROM customer_search${place} WHERE rowid IN
       (SELECT c.number FROM json_each(?) j JOIN customer${place} c ON c.id = j.value)`,
    [list],
  );
  await tx.run(`DELETE FROM customer${place} WHERE id IN (SELECT value FROM json_each(?))`, [list]);
}

/** Country codes have one to three digits: a number is found with it and without. */
function phoneWords(phone: string): string {
  const digits = phone.replaceAll(/\D/g, '').replace(/^00/, '');
  const abroad = /^\s*(\+|00)/.test(phone);
  return (abroad ? [0, 1, 2, 3].map((code) => digits.slice(code)) : [digits]).join(' ');
}
