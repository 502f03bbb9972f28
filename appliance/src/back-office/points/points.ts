// Points of customers as the office shows them, newest first and a page at a time, and corrections by hand.
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import type { LedgerQuery } from '../../protocol/office/ledger.ts';
import type { PointsCorrected, PointsCorrection, PointsLedger } from '../../protocol/office/points.ts';
import type { StateOf } from '../figures/state.ts';
import { namesOf, type RecordsNow } from '../figures/visible.ts';
import { type BookingGround, BookOnce } from '../folds/book-once.ts';
import { allOf, balanceAfter, pageOf } from '../folds/ledger.ts';
import { balanceOf, keptOf } from './kept-points.ts';
import { type Corrected, pointsCorrected } from './points-fold.ts';
import type { PointsQueries, PointsTables } from './tables.ts';

export interface PointsParts extends BookingGround {
  readonly queries: PointsQueries;
  readonly records: RecordsNow;
  readonly state: StateOf;
}

type CorrectionRefusal = 'record.unknown' | 'request.malformed';

export class Points {
  readonly #parts: PointsParts;
  readonly #corrections: BookOnce<PointsCorrection, PointsCorrected, CorrectionRefusal>;

  constructor(parts: PointsParts) {
    this.#parts = parts;
    const { queries } = parts;
    this.#corrections = new BookOnce(parts, {
      bookedAs: async (id) => {
        const found = queries.selectFrom('points_correction').select('seq').where('id', '=', id);
        return (await found.executeTakeFirst())?.seq;
      },
      refusalOf: async ({ customer, points }) => {
        if (!(await this.#isCustomer(customer))) return unknown(customer).refusal;
        return points === 0 ? refuse('request.malformed', { at: 'body/points' }).refusal : undefined;
      },
      entryOf: ({ id, customer, points, note }) => {
        const payload: Corrected = { correction: id, customer, points, note: note.trim() };
        return { ...pointsCorrected, subject: `customer:${customer}`, payload };
      },
      answer: async ({ customer }, seq) => ({ seq, balance: await balanceOf(queries, customer) }),
    });
  }

  async ledger(customer: string, query: LedgerQuery): Promise<Result<PointsLedger, 'record.unknown'>> {
    const { queries, state } = this.#parts;
    if (!(await this.#isCustomer(customer))) return unknown(customer);
    const { rows, next } = await pageOf(this.#found(customer), query);
    return ok({
      state: await state('all'),
      balance: await balanceOf(queries, customer),
      kept: await keptOf(queries, customer),
      moves: await this.#named(rows),
      next,
    });
  }

  /** All of a customer's, some at a time, newest first. */
  async *moves(customer: string): AsyncGenerator<PointsLedger['moves']> {
    for await (const rows of allOf(async (query) => pageOf(this.#found(customer), query)))
      yield await this.#named(rows);
  }

  async correct(wanted: PointsCorrection, user: string) {
    return this.#corrections.book(wanted, user);
  }

  #found(customer: string) {
    const { queries } = this.#parts;
    const moves = queries.selectFrom('points_move').selectAll().select(balanceAfter('points'));
    return queries.selectFrom(moves.where('customer', '=', customer).as('move')).selectAll();
  }

  async #named(rows: readonly Row[]): Promise<PointsLedger['moves']> {
    const users = await namesOf(
      this.#parts.records,
      'user',
      rows.map(({ user }) => user),
    );
    return rows.map(({ customer: _customer, ...row }) => ({
      ...row,
      userName: users.get(row.user) ?? null,
    }));
  }

  async #isCustomer(id: string): Promise<boolean> {
    return (await this.#parts.records.findMany('customer', [id])).length > 0;
  }
}

type Row = PointsTables['points_move'] & { readonly balance: number };

function unknown(id: string) {
  return refuse('record.unknown', { kind: 'customer', id });
}
