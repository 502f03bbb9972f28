// The office's records as they are now, without a store: what a test puts in.
import type { RecordsNow } from '../../src/back-office/figures/visible.ts';
import type { Kind, OfficeRecord } from '../../src/protocol/office/kinds.ts';

export class FixedRecords implements RecordsNow {
  readonly #records: OfficeRecord[] = [];

  /** Only the fields that the test is about. */
  put(kind: Kind, id: string, body: object): void {
    this.#records.push({ id, kind, revision: 1, body: body as OfficeRecord['body'], changedAt: 0 });
  }

  shop(id: string, { currency = 'NOK', timeZone = 'Europe/Oslo' } = {}): void {
    this.put('price-region', `region-${currency}`, { name: currency, currency });
    this.put('store', `store-${id}`, { name: `Store of ${id}`, active: true });
    this.put('shop', id, {
      name: id,
      priceRegion: `region-${currency}`,
      store: `store-${id}`,
      timeZone,
      active: true,
    });
  }

  async findMany<K extends Kind>(kind: K, ids: readonly string[]): Promise<readonly OfficeRecord<K>[]> {
    return (await this.all(kind)).filter(({ id }) => ids.includes(id));
  }

  async all<K extends Kind>(kind: K): Promise<readonly OfficeRecord<K>[]> {
    return this.#records.filter((record) => record.kind === kind) as unknown as readonly OfficeRecord<K>[];
  }
}
