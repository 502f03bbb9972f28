// The sales that goods came back of, found in the archive by register and receipt: read where they stand, never kept a second time.
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Sale } from '../../domain/register/sale.ts';

export interface OriginalSale {
  readonly register: string;
  readonly at: number;
  readonly user: string;
  readonly sale: Sale;
}

export interface ReceiptKey {
  readonly register: string;
  readonly receipt: number;
}

export const keyOf = ({ register, receipt }: ReceiptKey): string => `${register}/${String(receipt)}`;

/** As SQL takes a list of them: `value ->> 0` is the register, `value ->> 1` the receipt. */
export const pairsOf = (receipts: readonly ReceiptKey[]): string =>
  JSON.stringify(receipts.map(({ register, receipt }) => [register, receipt]));

/** By key; those that are not in the archive are absent. */
export async function originalSales(
  queries: QueryExecutorProvider,
  wanted: readonly ReceiptKey[],
): Promise<ReadonlyMap<string, OriginalSale>> {
  const { rows } = await sql<{ register: string; at: number; who: string; payload: string }>`
    SELECT entry.register, entry.at, entry.who, entry.payload
    FROM json_each(${pairsOf(wanted)}) AS wanted CROSS JOIN archive_entry AS entry INDEXED BY archive_sale
    WHERE entry.type = 'sale.completed' AND entry.register = wanted.value ->> 0
      AND entry.payload ->> '$.sale.receipt' = wanted.value ->> 1`.execute(queries);
  return new Map(
    rows.map(({ register, at, who, payload }) => {
      // The archive holds what was verified as the register wrote it.
      const { sale } = JSON.parse(payload) as { readonly sale: Sale };
      return [keyOf({ register, receipt: sale.receipt }), { register, at, user: who, sale }];
    }),
  );
}

/** Number of the last receipt of each register that is in the archive; absent: none is. */
export async function lastReceipts(
  queries: QueryExecutorProvider,
  registers: Iterable<string>,
): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  for (const register of registers) {
    const { rows } = await sql<{ receipt: number }>`
      SELECT payload ->> '$.sale.receipt' AS receipt FROM archive_entry INDEXED BY archive_sale
      WHERE type = 'sale.completed' AND register = ${register}
      ORDER BY payload ->> '$.sale.receipt' DESC LIMIT 1`.execute(queries);
    if (rows[0] !== undefined) found.set(register, rows[0].receipt);
  }
  return found;
}
