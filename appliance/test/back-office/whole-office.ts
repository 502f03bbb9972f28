// An office in one piece for tests: real records, archive, own journal and folds on one database, and registers that send what they sold.
import { Archive } from '../../src/back-office/archive/archive.ts';
import { OfficeJournal } from '../../src/back-office/archive/office-journal.ts';
import { salesFold } from '../../src/back-office/figures/sales-fold.ts';
import { stateOf, type StateOf } from '../../src/back-office/figures/state.ts';
import { shiftFold } from '../../src/back-office/fleet/shift-fold.ts';
import { Circumstances } from '../../src/back-office/folds/circumstances.ts';
import { RecordedPast } from '../../src/back-office/folds/recorded-past.ts';
import { Folds } from '../../src/back-office/folds/runner.ts';
import { pointsFold } from '../../src/back-office/points/points-fold.ts';
import { returnsFold } from '../../src/back-office/returns/returns-fold.ts';
import { Adjustments } from '../../src/back-office/stock/adjust.ts';
import { Stock } from '../../src/back-office/stock/stock.ts';
import { stockFold } from '../../src/back-office/stock/stock-fold.ts';
import type { StockTables } from '../../src/back-office/stock/tables.ts';
import { tabFold } from '../../src/back-office/tabs/tab-fold.ts';
import { createQueries } from '../../src/platform/query/queries.ts';
import type { SyncEntry } from '../../src/protocol/sync.ts';
import { sampleSigner } from '../journal/sample-journal.ts';
import { silent } from '../journal/open-journal.ts';
import { assert } from '../kit.ts';
import { fillSmallShop, openRecords, type OpenRecords, product, type SmallShop } from './open-records.ts';

export interface WholeOffice extends OpenRecords {
  readonly shop: SmallShop;
  readonly archive: Archive;
  readonly journal: OfficeJournal;
  readonly folds: Folds;
  readonly stock: Stock;
  readonly state: StateOf;
  /** A box's journal arrives, as it was sealed. Resolves when it is folded. */
  arrive(this: void, register: string, entries: readonly SyncEntry[]): Promise<void>;
  /** A product; its id. */
  product(this: void, sku: string, more?: object): Promise<string>;
}

export async function wholeOffice(): Promise<WholeOffice> {
  const open = await openRecords();
  const { database, records, clock } = open;
  const shop = await fillSmallShop(records);
  const archive = new Archive(database, clock);
  const signer = sampleSigner(9);
  const journal = await OfficeJournal.open(archive, signer, clock);
  const circumstances = new Circumstances({ database, records: new RecordedPast(database) });
  const folds = new Folds({
    folds: [salesFold, stockFold, returnsFold, pointsFold, shiftFold, tabFold],
    archive,
    circumstances,
    database,
    clock,
    log: silent,
  });
  await folds.start();
  const queries = createQueries<StockTables>(database);
  const adjustments = new Adjustments({ queries, records, journal, archive, folds });
  const state = stateOf('stock', { folds, database });
  const box = sampleSigner();
  return {
    ...open,
    shop,
    archive,
    journal,
    folds,
    state,
    stock: new Stock({ queries, records, adjustments, state }),
    arrive: async (register, entries) => {
      await archive.trust(register, [{ id: box.key, publicKey: box.publicKey }]);
      for (let from = 0; from < entries.length; from += 400) {
        const taken = await archive.take(register, entries.slice(from, from + 400));
        assert.is(taken.outcome, 'taken', JSON.stringify(taken));
      }
      await folds.settled();
    },
    product: async (sku, more = {}) => {
      const made = await records.create('product', product(shop, { sku, ...more }), 'tester');
      assert.accepted(made);
      return made.value.id;
    },
    close: async () => {
      await folds.stop();
      await open.close();
    },
  };
}
