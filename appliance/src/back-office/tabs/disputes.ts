// Disputed tabs as a manager works through them: the list, the same as a file, and that one of them was looked at.
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import { decimals } from '../../platform/csv/decimals.ts';
import type { DisputedTabs, DisputedTabsQuery, TabReview } from '../../protocol/office/shared-tabs.ts';
import type { CsvContent } from '../api/csv-file.ts';
import type { Scope } from '../api/session-port.ts';
import { writeFolded, type WritingGround } from '../folds/write-folded.ts';
import { type DisputedParts, disputedTabs } from './disputed-tabs.ts';
import { type TabReviewed, tabReviewed } from './tab-fold.ts';

export interface DisputesParts extends DisputedParts, WritingGround {}

export class Disputes {
  readonly #parts: DisputesParts;

  constructor(parts: DisputesParts) {
    this.#parts = parts;
  }

  async list(scope: Scope, query: DisputedTabsQuery): Promise<DisputedTabs> {
    return disputedTabs(this.#parts, { scope, query });
  }

  /** One line for each register that had a tab, and for each receipt it was sold on there; amounts in the decimals of their currency. */
  async csv(scope: Scope, query: DisputedTabsQuery): Promise<CsvContent> {
    const { tabs } = await this.list(scope, query);
    const head = [
      'shop',
      'tab',
      'name',
      'table',
      'dispute',
      'taken from',
      'taken by',
      'taken at',
      'user',
      'register',
      'state',
      'since',
      'receipt',
      'amount',
      'currency',
      'note',
    ];
    const lines = tabs.flatMap((one) => {
      const amount = (value: number | null): string => (value === null ? '' : decimals(value, one.exponent));
      const of = [one.shopName, one.number, one.name ?? '', one.table ?? '', one.is, one.from, one.by];
      const taken = [new Date(one.at).toISOString(), one.userName ?? one.user];
      const end = [one.currency, one.review?.note ?? ''];
      return one.sides.flatMap(({ register, state, at, value, receipts }) => {
        const side = [register, state, new Date(at).toISOString()];
        if (receipts.length === 0) return [[...of, ...taken, ...side, '', amount(value), ...end]];
        return receipts.map(({ receipt, sale }) => [
          ...of,
          ...taken,
          ...side,
          receipt,
          amount(sale?.total ?? null),
          ...end,
        ]);
      });
    });
    return { name: 'disputed-tabs.csv', head, rows: [lines] };
  }

  /** Refuses what is settled, or is no more what was looked at. */
  async review(
    { tab, is, receipts, note }: TabReview,
    { user, scope }: { readonly user: string; readonly scope: Scope },
  ): Promise<Result<undefined, 'shared-tabs.unknown' | 'shared-tabs.changed'>> {
    const { tabs } = await this.list(scope, { reviewed: true });
    const found = tabs.find((one) => one.tab === tab);
    if (found === undefined) return refuse('shared-tabs.unknown');
    const sold = found.sides.flatMap((side) => side.receipts).length;
    if (found.is !== is || sold !== receipts) return refuse('shared-tabs.changed');
    const payload: TabReviewed = { tab, is, receipts, note: note.trim() };
    await writeFolded(this.#parts, { ...tabReviewed, subject: `tab:${tab}`, payload }, user);
    return ok(undefined);
  }
}
