// An office with journals folded, looked at through its dashboard, for tests of figures.
import { dashboard, type DashboardAsked } from '../../src/back-office/figures/dashboard.ts';
import { salesFold } from '../../src/back-office/figures/sales-fold.ts';
import { stateOf } from '../../src/back-office/figures/state.ts';
import { figureQueries } from '../../src/back-office/figures/tables.ts';
import { minor } from '../../src/domain/money/money.ts';
import type { Dashboard } from '../../src/protocol/office/figures.ts';
import type { SyncEntry } from '../../src/protocol/sync.ts';
import { assert } from '../kit.ts';
import { cash, openRegister, sampleProduct, scan } from '../sample-register.ts';
import { sampleSettings } from '../sample-shop.ts';
import { folding, type Folding } from './folding.ts';
import { MemoryArchive } from './memory-archive.ts';
import type { MemoryRecords } from './memory-records.ts';
import { FixedRecords } from './records-now.ts';
import { outcomeOf } from './sealed-journal.ts';

/** 1 March 2024, 09:00 in Oslo: where the clock of the tests stands. */
export const friday = Date.UTC(2024, 2, 1, 8);

export interface FiguresOffice extends Folding {
  readonly now: FixedRecords;
  look(asked?: Partial<DashboardAsked>): Promise<Dashboard>;
}

export async function figuresOffice(
  registers: Readonly<Record<string, readonly SyncEntry[]>>,
  past: MemoryRecords,
): Promise<FiguresOffice> {
  const around = await folding(new MemoryArchive(), past);
  const now = new FixedRecords();
  for (const [register, entries] of Object.entries(registers)) around.archive.put(register, entries);
  const folds = await around.start([salesFold]);
  await folds.settled();
  const { database, clock } = around;
  const parts = {
    queries: figureQueries(database),
    records: now,
    clock,
    state: stateOf('sales', { folds, database }),
  };
  return {
    ...around,
    now,
    look: async (asked = {}) => {
      const answer = await dashboard(parts, { scope: 'all', ...asked });
      assert.accepted(answer);
      return answer.value;
    },
  };
}

export const bread = sampleProduct({ id: 'bread', price: minor(3_990), vatClass: 'food', category: 'food' });

export function soldAt(
  register: string,
  moments: readonly number[],
  settings = sampleSettings(),
): readonly SyncEntry[] {
  const one = openRegister(settings);
  for (let sale = 0; sale < moments.length; sale += 1) {
    one.run(scan(bread));
    one.run(cash(10_000));
  }
  const { entries } = outcomeOf(one, { name: register, from: 0, stepMs: 0 });
  let sales = 0;
  return entries.map((entry) => {
    const at = moments[Math.min(sales, moments.length - 1)] ?? 0;
    if (entry.type === 'sale.completed') sales += 1;
    return { ...entry, at };
  });
}
