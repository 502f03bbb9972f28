// Doubtful returns as a manager works through them: the list, the same as a file, and that one of them was looked at.
import { decimals } from '../../platform/csv/decimals.ts';
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import type { DoubtfulReturns, DoubtfulReturnsQuery, ReturnReview } from '../../protocol/office/returns.ts';
import type { CsvContent } from '../api/csv-file.ts';
import type { Scope } from '../api/session-port.ts';
import { writeFolded, type WritingGround } from '../folds/write-folded.ts';
import { type DoubtfulParts, doubtfulReturns } from './doubtful.ts';
import { type Reviewed, reviewed } from './returns-fold.ts';

const daysMax = 1_000;

export interface ReturnsParts extends DoubtfulParts, WritingGround {}

export class Returns {
  readonly #parts: ReturnsParts;

  constructor(parts: ReturnsParts) {
    this.#parts = parts;
  }

  async doubtful(scope: Scope, query: DoubtfulReturnsQuery): Promise<DoubtfulReturns> {
    return doubtfulReturns(this.#parts, { scope, query });
  }

  /** One line for each time goods came back, the amounts in the decimals of their currency. */
  async csv(scope: Scope, query: DoubtfulReturnsQuery): Promise<CsvContent> {
    const { returns } = await this.doubtful(scope, query);
    const head = [
      'register',
      'receipt',
      'product',
      'sold',
      'paid',
      'doubt',
      'return register',
      'return receipt',
      'at',
      'user',
      'quantity',
      'amount',
      'currency',
      'verified',
      'note',
    ];
    const lines = returns.flatMap((one) =>
      one.returns.map((back) => [
        one.register,
        one.receipt,
        one.name,
        one.sold === null ? '' : decimals(one.sold.quantity, 3),
        one.sold === null ? '' : decimals(one.sold.gross, one.exponent),
        one.doubt,
        back.register,
        back.receipt,
        new Date(back.at).toISOString(),
        back.userName ?? back.user,
        decimals(back.quantity, 3),
        decimals(back.gross, one.exponent),
        one.currency,
        back.verified ? 'yes' : 'no',
        one.review?.note ?? '',
      ]),
    );
    return { name: 'returns.csv', head, rows: [lines] };
  }

  /** Refuses what is not doubtful, or is no more what was looked at. */
  async review(
    wanted: ReturnReview,
    { user, scope }: { readonly user: string; readonly scope: Scope },
  ): Promise<Result<undefined, 'returns.unknown' | 'returns.changed'>> {
    const { register, receipt, product, quantity, note } = wanted;
    const { returns } = await this.doubtful(scope, { days: daysMax, reviewed: true });
    const found = returns.find(
      (one) => one.register === register && one.receipt === receipt && one.product === product,
    );
    if (found === undefined) return refuse('returns.unknown', { register, receipt });
    if (found.quantity !== quantity) return refuse('returns.changed', { quantity: found.quantity });
    const payload: Reviewed = { register, receipt, product, quantity, note };
    const subject = `receipt:${register}/${String(receipt)}`;
    await writeFolded(this.#parts, { ...reviewed, subject, payload }, user);
    return ok(undefined);
  }
}
