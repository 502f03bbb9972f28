// What pages are told of cash: the journal of the open shift, the report of a period, and the open shift's figures for its close. Where the
// count is blind, nothing is told from which what should be in the drawer could be read off the page.
import { add, zero } from '../../domain/money/money.ts';
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import type { RegisterEvent } from '../../domain/register/events.ts';
import { seesExpectedCash } from '../../domain/shift/blind-count.ts';
import { buildReport, currenciesToCount } from '../../domain/shift/build-report.ts';
import {
  type CashMovement,
  type CashMovementKind,
  cashMovementsOf,
} from '../../domain/shift/cash-movements.ts';
import type { Actor } from '../../domain/staff/permission.ts';
import type { CashLine, CashReport, CashLines, CashSum, OpenShiftReport } from '../../protocol/cash.ts';
import type { QueryBody } from '../../protocol/commands.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { CashEntry, CashSpan, CashSurroundings } from '../journal/cash-entries.ts';
import type { JournalStore } from '../journal/store.ts';
import type { Register } from '../register/register.ts';
import type { Shop } from '../shop/shop.ts';

export interface CashParts {
  /** Who asks. */
  readonly actor: Actor;
  readonly register: Pick<Register, 'name' | 'state'>;
  readonly store: Pick<JournalStore, 'cashEntries' | 'cashSurroundings'>;
  readonly staff: { names(): Promise<ReadonlyMap<string, string>> };
  readonly shop: Pick<Shop, 'settings'>;
}

/** A year, and the day that a year of a shop's calendar may begin or end in the midst of. */
export const periodMaxMs = 367 * 86_400_000;
const pageSize = 500;
/** What is known to whoever did it, also where the count is blind. */
const byHand: readonly CashMovementKind[] = ['in', 'out'];

interface Moved extends CashMovement {
  readonly from: CashEntry;
}

interface Wanted {
  readonly kinds?: readonly CashMovementKind[];
  readonly user?: string;
  readonly currency?: string;
}

export async function cashJournal(
  { kinds, before, limit }: QueryBody<'cash-journal'>,
  parts: CashParts,
): Promise<Result<CashLines, FailureCode>> {
  if (parts.register.state.shift === null) return refuse('shift.not-open');
  const found: Moved[] = [];
  const wanted = seeable({ ...(kinds === undefined ? {} : { kinds }) }, parts);
  for await (const [entry, moved] of cashOf(parts, before === undefined ? {} : { before })) {
    found.push(...moved.filter((each) => isWanted(each, wanted)));
    // The shift begins here: what is before belongs to another.
    if (entry.entry.type === 'shift.opened') return ok({ lines: await linesOf(found, parts), more: false });
    if (found.length >= limit) break;
  }
  return ok({ lines: await linesOf(found, parts), more: true });
}

export async function cashReport(
  { from, to, before, limit, ...filter }: QueryBody<'cash-report'>,
  parts: CashParts,
): Promise<Result<CashReport, FailureCode>> {
  if (to - from > periodMaxMs) return refuse('report.period-too-long');
  const first = before === undefined;
  const wanted = seeable(filter, parts);
  const shown: Moved[] = [];
  const sums = new Map<string, CashSum>();
  const users = new Set<string>();
  let more = false;
  for await (const [{ entry }, moved] of cashOf(parts, {
    from,
    until: to,
    ...(first ? {} : { before }),
  })) {
    if (moved.length > 0) users.add(entry.who);
    const fitting = moved.filter((each) => isWanted(each, wanted));
    if (fitting.length === 0) continue;
    fitting.forEach((each) => count(sums, each));
    if (shown.length < limit) shown.push(...fitting);
    else more = true;
    if (more && !first) break;
  }
  const names = await parts.staff.names();
  return ok({
    lines: await linesOf(shown, parts),
    more,
    sums: first ? [...sums.values()] : null,
    users: first
      ? [...users]
          .map((id) => ({ id, name: names.get(id) ?? id }))
          .sort((one, other) => one.name.localeCompare(other.name))
      : [],
  });
}

/** The X-report of this moment, for the page alone: nothing is journalled. */
export function openShiftReport(parts: CashParts, now: number): Result<OpenShiftReport, FailureCode> {
  const { register, shop, actor } = parts;
  const { shift } = register.state;
  if (shift === null) return refuse('shift.not-open');
  const report = buildReport(register.state, { at: now, by: actor.user, settings: shop.settings });
  const toCount = currenciesToCount(register.state, shift);
  if (seesExpectedCash(actor, shop.settings)) return ok({ ...report, toCount });
  const cash = new Set(
    shop.settings.tenders
      .filter(({ kind }) => kind === 'cash' || kind === 'foreign-cash')
      .map(({ id }) => id),
  );
  const byTender = report.byTender.filter(({ tender }) => !cash.has(tender));
  return ok({ ...report, byTender, cash: [], toCount });
}

/** Newest first, each entry with what it moved. */
async function* cashOf(
  { register, store }: CashParts,
  span: Omit<CashSpan, 'limit'>,
): AsyncGenerator<readonly [CashEntry, readonly Moved[]]> {
  const { currency } = register.state;
  let { before } = span;
  for (;;) {
    const page = await store.cashEntries(register.name, {
      ...span,
      ...(before === undefined ? {} : { before }),
      limit: pageSize,
    });
    for (const from of page) {
      const { entry, reversed } = from;
      // Written by this program: an entry of a type of the register holds its payload.
      const event = { type: entry.type, payload: entry.payload } as RegisterEvent;
      yield [from, cashMovementsOf(event, { currency, reversed }).map((each) => ({ ...each, from }))];
      before = entry.seq;
    }
    if (page.length < pageSize) return;
  }
}

function seeable(wanted: Wanted, { actor, shop }: CashParts): Wanted {
  if (seesExpectedCash(actor, shop.settings)) return wanted;
  return { ...wanted, kinds: byHand.filter((kind) => wanted.kinds?.includes(kind) ?? true) };
}

function isWanted({ kind, currency, from }: Moved, wanted: Wanted): boolean {
  return (
    (wanted.kinds?.includes(kind) ?? true) &&
    (wanted.currency === undefined || wanted.currency === currency) &&
    (wanted.user === undefined || wanted.user === from.entry.who)
  );
}

function count(sums: Map<string, CashSum>, { kind, currency, amount }: Moved): void {
  const key = `${kind}/${currency}`;
  const before = sums.get(key) ?? { kind, currency, count: 0, amount: zero };
  sums.set(key, { ...before, count: before.count + 1, amount: add(before.amount, amount) });
}

async function linesOf(
  found: readonly Moved[],
  { register, store, staff, shop }: CashParts,
): Promise<readonly CashLine[]> {
  const around = await store.cashSurroundings(register.name, [
    ...new Set(found.map(({ from }) => from.entry.seq)),
  ]);
  const names = await staff.names();
  const tenders = new Map(shop.settings.tenders.map(({ id, name }) => [id, name]));
  return found.map((moved) =>
    lineOf(moved, {
      around: around.get(moved.from.entry.seq) ?? {},
      nameOf: (user) => names.get(user) ?? user,
      tenderOf: (id) => tenders.get(id) ?? id,
    }),
  );
}

interface LineContext {
  readonly around: CashSurroundings;
  readonly nameOf: (user: string) => string;
  readonly tenderOf: (id: string) => string;
}

function lineOf(
  { kind, currency, amount, from }: Moved,
  { around, nameOf, tenderOf }: LineContext,
): CashLine {
  const { entry } = from;
  const { note, tender, shift, zNumber } = saidBy(from);
  return {
    seq: entry.seq,
    at: entry.at,
    kind,
    currency,
    amount,
    note: note === undefined || note === '' ? null : note,
    tab: around.tab ?? null,
    receipt: around.receipt ?? null,
    shift: shift ?? null,
    zNumber: zNumber ?? null,
    tender: tender === undefined ? null : tenderOf(tender),
    user: entry.who,
    userName: nameOf(entry.who),
    approvedBy: entry.approvedBy === undefined ? null : nameOf(entry.approvedBy),
    drawer: around.drawer ?? null,
  };
}

interface Said {
  readonly note?: string | undefined;
  readonly tender?: string | undefined;
  readonly shift?: number | undefined;
  readonly zNumber?: number | undefined;
}

function saidBy({ entry, reversed }: CashEntry): Said {
  const event = { type: entry.type, payload: entry.payload } as RegisterEvent;
  switch (event.type) {
    case 'cash.moved':
      return { note: event.payload.note };
    case 'shift.opened':
      return { shift: event.payload.shift };
    case 'shift.closed': {
      const { shift, zNumber, note } = event.payload.report;
      return { shift, zNumber, note };
    }
    case 'payment.taken':
      return { tender: event.payload.payment.tender };
    case 'payment.settled':
      return { tender: reversed?.tender, note: event.payload.reason };
    default:
      return {};
  }
}
