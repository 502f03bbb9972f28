// Goods counted in or out by hand: checked, written to the office's journal, folded from there like everything else. Asked for twice, it is
// booked once: what has the id of an adjustment that is in the journal gets the first answer.
import { officeRegister } from '../../domain/journal/entry.ts';
import { ok, refuse, type Refusal, type Result } from '../../domain/refusal.ts';
import type { Kind, OfficeRecord } from '../../protocol/office/kinds.ts';
import type { FiguresRefusal } from '../../protocol/office/figures-refusals.ts';
import type { StockAdjusted, StockAdjustment } from '../../protocol/office/figures.ts';
import type { RecordsNow } from '../figures/visible.ts';
import { levelsOf } from './levels.ts';
import { type Adjusted, adjusted } from './stock-fold.ts';
import type { StockQueries } from './tables.ts';

/** How long an answer waits for the fold. */
const foldMs = 10_000;

export interface AdjustParts {
  readonly queries: StockQueries;
  readonly records: RecordsNow;
  /** The office's own journal. */
  readonly journal: {
    append(
      event: {
        readonly type: string;
        readonly v: number;
        readonly subject: string;
        readonly payload: object;
      },
      who: string,
    ): Promise<{ readonly seq: number }>;
  };
  readonly archive: { head(register: string): Promise<{ readonly seq: number }> };
  readonly folds: { reached(register: string, seq: number, withinMs: number): Promise<boolean> };
}

export type AdjustRefusal =
  | Extract<FiguresRefusal, `stock.${string}`>
  | 'record.unknown'
  | 'reference.inactive'
  | 'request.malformed'
  | 'office.busy';

type Adjusting = Promise<Result<StockAdjusted, AdjustRefusal>>;

export class Adjustments {
  readonly #parts: AdjustParts;
  /** Under way now, by id. */
  readonly #running = new Map<string, Adjusting>();

  constructor(parts: AdjustParts) {
    this.#parts = parts;
  }

  /** @param who id of the user; whether the store is theirs was asked before */
  async book(wanted: StockAdjustment, who: string): Adjusting {
    const running = this.#running.get(wanted.id);
    if (running !== undefined) return running;
    const begun = this.#book(wanted, who);
    this.#running.set(wanted.id, begun);
    try {
      return await begun;
    } finally {
      this.#running.delete(wanted.id);
    }
  }

  async #book(wanted: StockAdjustment, who: string): Adjusting {
    const { archive, folds, journal } = this.#parts;
    const head = await archive.head(officeRegister);
    // Only who has read the whole journal knows that it is not in there.
    if (head.seq > 0 && !(await folds.reached(officeRegister, head.seq, foldMs)))
      return refuse('office.busy');
    const booked = await this.#bookedAs(wanted.id);
    if (booked !== undefined) return ok(await this.#answer(wanted, booked));
    const refusal = await this.#refusalOf(wanted);
    if (refusal !== undefined) return { ok: false, refusal };
    const { id, store, reason, note, lines } = wanted;
    const payload: Adjusted = { adjustment: id, store, reason, note: note.trim(), lines };
    const { seq } = await journal.append({ ...adjusted, subject: `store:${store}`, payload }, who);
    await folds.reached(officeRegister, seq, foldMs);
    return ok(await this.#answer(wanted, seq));
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
