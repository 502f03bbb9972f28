// Points of customers as the office shows them, newest first and a page at a time, and corrections by hand.
import { sql } from 'kysely';
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import type {
  PointsCorrected,
  PointsCorrection,
  PointsLedger,
  PointsQuery,
} from '../../protocol/office/points.ts';
import type { StateOf } from '../figures/state.ts';
import { namesOf, type RecordsNow } from '../figures/visible.ts';
import { type BookingGround, BookOnce } from '../folds/book-once.ts';
import { balanceOf, keptOf } from './kept-points.ts';
import { type Corrected, pointsCorrected } from './points-fold.ts';
import type { PointsQueries, PointsTables } from './tables.ts';

const limitStandard = 50;

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

  async ledger(customer: string, query: PointsQuery): Promise<Result<PointsLedger, 'record.unknown'>> {
    const { queries, state } = this.#parts;
    if (!(await this.#isCustomer(customer))) return unknown(customer);
    const { rows, next } = await this.#page(customer, query);
    return ok({
      state: await state('all'),
      balance: await balanceOf(queries, customer),
      kept: await keptOf(queries, customer),
      moves: await this.#named(rows),
      next,
    });
  }

  /** All of a customer's, a page at a time, newest first. */
  async *moves(customer: string): AsyncGenerator<PointsLedger['moves']> {
    let before: string | null = null;
    do {
      const { rows, next }: Page = await this.#page(customer, {
        limit: 200,
        ...(before === null ? {} : { before }),
      });
      yield await this.#named(rows);
      before = next;
    } while (before !== null);
  }

  async correct(wanted: PointsCorrection, user: string) {
    return this.#corrections.book(wanted, user);
  }

  async #page(customer: string, { before, limit = limitStandard }: PointsQuery): Promise<Page> {
    let found = this.#parts.queries.selectFrom('points_move').selectAll().where('customer', '=', customer);
    if (before !== undefined) {
      const [at = '', register = '', seq = '', line = ''] = before.split('.');
      found = found.where(
        sql<boolean>`(at, register, seq, line) < (${Number(at)}, ${register}, ${Number(seq)}, ${Number(line)})`,
      );
    }
    const rows = await found
      .orderBy('at', 'desc')
      .orderBy('register', 'desc')
      .orderBy('seq', 'desc')
      .orderBy('line', 'desc')
      .limit(limit + 1)
      .execute();
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const more = rows.length > limit && last !== undefined;
    return { rows: page, next: more ? `${last.at}.${last.register}.${last.seq}.${last.line}` : null };
  }

  async #named(rows: readonly Row[]): Promise<PointsLedger['moves']> {
    const users = await namesOf(
      this.#parts.records,
      'user',
      rows.map(({ user }) => user),
    );
    return rows.map(({ customer: _customer, line: _line, ...row }) => ({
      ...row,
      userName: users.get(row.user) ?? null,
    }));
  }

  async #isCustomer(id: string): Promise<boolean> {
    return (await this.#parts.records.findMany('customer', [id])).length > 0;
  }
}

type Row = PointsTables['points_move'];

interface Page {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

function unknown(id: string) {
  return refuse('record.unknown', { kind: 'customer', id });
}
