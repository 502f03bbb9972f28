// Goods counted in or out by hand: which are refused, and what becomes of the others in the office's journal.
import { refuse, type Refusal, type Result } from '../../domain/refusal.ts';
import type { Kind, OfficeRecord } from '../../protocol/office/kinds.ts';
import type { FiguresRefusal } from '../../protocol/office/figures-refusals.ts';
import type { StockAdjusted, StockAdjustment } from '../../protocol/office/figures.ts';
import type { RecordsNow } from '../figures/visible.ts';
import { type BookingGround, BookOnce } from '../folds/book-once.ts';
import { levelsOf } from './levels.ts';
import { type Adjusted, adjusted } from './stock-fold.ts';
import type { StockQueries } from './tables.ts';

export interface AdjustParts extends BookingGround {
  readonly queries: StockQueries;
  readonly records: RecordsNow;
}

export type AdjustRefusal =
  | Extract<FiguresRefusal, `stock.${string}`>
  | 'record.unknown'
  | 'reference.inactive'
  | 'request.malformed'
  | 'office.busy';

export class Adjustments {
  readonly #parts: AdjustParts;
  readonly #bookings: BookOnce<StockAdjustment, StockAdjusted, AdjustRefusal>;

  constructor(parts: AdjustParts) {
    this.#parts = parts;
    this.#bookings = new BookOnce(parts, {
      bookedAs: async (id) => this.#bookedAs(id),
      refusalOf: async (wanted) => this.#refusalOf(wanted),
      entryOf: ({ id, store, reason, note, lines }) => {
        const payload: Adjusted = { adjustment: id, store, reason, note: note.trim(), lines };
        return { ...adjusted, subject: `store:${store}`, payload };
      },
      answer: async (wanted, seq) => this.#answer(wanted, seq),
    });
  }

  /** @param who id of the user; whether the store is theirs was asked before */
  async book(wanted: StockAdjustment, who: string): Promise<Result<StockAdjusted, AdjustRefusal>> {
    return this.#bookings.book(wanted, who);
  }

  async #bookedAs(id: string): Promise<number | undefined> {
    const row = await this.#parts.queries
      .selectFrom('stock_adjustment')
      .select('seq')
      .where('id', '=', id)
      .executeTakeFirst();
    return row?.seq;
  }

  async #answer({ store, lines }: StockAdjustment, seq: number): Promise<StockAdjusted> {
    const products = lines.map(({ product }) => product);
    const levels = await levelsOf(this.#parts.queries, products);
    return {
      seq,
      levels: products.map((product) => ({ product, quantity: levels.get(product)?.get(store) ?? 0 })),
    };
  }

  async #refusalOf(wanted: StockAdjustment): Promise<Refusal<AdjustRefusal> | undefined> {
    const { records } = this.#parts;
    const [store] = await records.findMany('store', [wanted.store]);
    if (store === undefined) return unknown('store', wanted.store);
    const [reason] = await records.findMany('reason-code', [wanted.reason]);
    if (reason === undefined) return unknown('reason-code', wanted.reason);
    const { name, active, system, direction } = reason.body;
    if (system !== null) return refuse('stock.reason-system', { reason: name }).refusal;
    if (!active) return refuse('reference.inactive', { field: 'reason', kind: 'reason-code', name }).refusal;
    const ids = wanted.lines.map(({ product }) => product);
    const products = new Map((await records.findMany('product', ids)).map((record) => [record.id, record]));
    const seen = new Set<string>();
    for (const line of wanted.lines) {
      const refusal = lineRefusal(line, products.get(line.product), { direction, seen });
      if (refusal !== undefined) return refusal;
      seen.add(line.product);
    }
    return undefined;
  }
}

type Direction = OfficeRecord<'reason-code'>['body']['direction'];

function lineRefusal(
  { product, quantity }: StockAdjustment['lines'][number],
  record: OfficeRecord<'product'> | undefined,
  { direction, seen }: { readonly direction: Direction; readonly seen: ReadonlySet<string> },
): Refusal<AdjustRefusal> | undefined {
  if (record === undefined) return unknown('product', product);
  const { name, kind } = record.body;
  if (seen.has(product)) return refuse('stock.product-twice', { product: name }).refusal;
  if (kind !== 'goods') return refuse('stock.no-goods', { product: name }).refusal;
  if (quantity === 0) return refuse('request.malformed', { at: 'body/lines/quantity' }).refusal;
  const fits = direction === 'neutral' || (direction === 'positive') === quantity > 0;
  return fits ? undefined : refuse('stock.reason-direction', { direction, product: name }).refusal;
}

function unknown(kind: Kind, id: string): Refusal<'record.unknown'> {
  return refuse('record.unknown', { kind, id }).refusal;
}
