// Tabs that the registers of a shop share (decision 0011). A tab belongs to one register at a time, whose journal holds the truth. What waits
// there is told to the others in full, so that it can be had without asking twice; while it is worked on, or holds money, it cannot.
// Neither can one on which goods come back: how much of a receipt may still do so is kept by the register where the tab lies.
import { ok, refuse } from '../refusal.ts';
import type { SellingSettings } from '../shop/settings.ts';
import { bringsBack, hasLivePayments } from '../tab/lines.ts';
import { priceTab } from '../tab/price-tab.ts';
import { parked } from '../tab/tab-changes.ts';
import type { Tab } from '../tab/tab.ts';
import type { CommandOf } from './commands.ts';
import type { DecideContext, Decision } from './decision.ts';
import type { RegisterEvent, RegisterEventType } from './events.ts';
import { evolve } from './evolve.ts';
import { recallTab } from './decide-tab.ts';
import type { RegisterState } from './state.ts';
import { findTab } from './tabs.ts';

/** To another register, which goes on with it. Money on it belongs to the drawer it was put into, so that is settled first. */
export function handOverTab(
  state: RegisterState,
  { tab: id, to, waiting }: CommandOf<'hand-over-tab'>,
  { settings }: DecideContext,
): Decision {
  if (settings.sharedTabs === undefined || to === state.register) return refuse('tab.not-shared');
  const tab = findTab(state, id);
  if (tab === undefined) return refuse('tab.unknown');
  if (hasLivePayments(tab)) return refuse('tab.has-payments');
  if (bringsBack(tab)) return refuse('tab.has-returns');
  if (waiting === true && tab.parked !== true) return refuse('tab.in-use', { register: state.register });
  return ok([{ type: 'tab.handed-over', payload: { tab: id, to, content: told(tab) } }]);
}

/** What another register had. `recall`: to be worked on at once. */
export function takeOverTab(
  state: RegisterState,
  command: CommandOf<'take-over-tab'>,
  context: DecideContext,
): Decision {
  const { settings, actor, now } = context;
  if (settings.sharedTabs === undefined) return refuse('tab.not-shared');
  if (state.shift === null) return refuse('shift.not-open');
  const { from, content, recall, hold, unconfirmed } = command;
  if (findTab(state, content.id) !== undefined) return refuse('tab.here-already');
  if (bringsBack(content)) return refuse('tab.has-returns');
  const { openTabs } = settings.limits;
  if (Object.keys(state.tabs).length >= openTabs) return refuse('tab.too-many', { max: openTabs });
  const taken: RegisterEvent = {
    type: 'tab.taken-over',
    payload: {
      tab: content.id,
      from,
      revision: content.revision ?? 0,
      content: parked(told(content)),
      value: priceTab(content, settings).total,
      ...(unconfirmed === true ? { unconfirmed } : {}),
    },
  };
  if (!recall) return ok([taken]);
  const next = evolve(state, taken, { at: now, by: actor.user });
  const recalled = recallTab(
    next,
    { type: 'recall-tab', tab: content.id, ...(hold === undefined ? {} : { hold }) },
    context,
  );
  return recalled.ok ? ok([taken, ...recalled.value]) : recalled;
}

/** Another register took it over and goes on with it: given up as it was then, or by somebody who has looked. */
export function giveUpTab(
  state: RegisterState,
  { tab: id, to, revision, changed }: CommandOf<'give-up-tab'>,
  _context: DecideContext,
): Decision {
  const tab = findTab(state, id);
  if (tab === undefined) return refuse('tab.unknown');
  if (hasLivePayments(tab)) return refuse('tab.has-payments');
  if (changed !== true && (tab.parked !== true || tab.revision !== revision))
    return refuse('tab.changed-since');
  return ok([{ type: 'tab.given-up', payload: { tab: id, to, revision } }]);
}

/** These say by themselves where the tab is. */
const telling: ReadonlySet<RegisterEventType> = new Set<RegisterEventType>([
  'tab.handed-over',
  'tab.taken-over',
  'tab.given-up',
]);
/** What can make a tab begin or cease to wait, or come to a table. */
const moving: ReadonlySet<RegisterEventType> = new Set<RegisterEventType>([
  'tab.opened',
  'tab.parked',
  'tab.recalled',
  'tab.placed',
  'tab.split',
  'tab.merged',
  'tab.transferred',
  'tab.voided',
  'sale.completed',
]);

/** What was decided, and behind it what the shop's other registers are told of it. */
export function withNews(
  state: RegisterState,
  decision: Decision,
  { settings, actor, now }: DecideContext,
): Decision {
  if (!decision.ok || settings.sharedTabs === undefined) return decision;
  const events = decision.value;
  if (!events.some(({ type }) => moving.has(type))) return decision;
  const at = { at: now, by: actor.user };
  const fold = (from: RegisterState, some: readonly RegisterEvent[]): RegisterState =>
    some.reduce((each, event) => evolve(each, event, at), from);
  // The telling ones come first.
  const first = events.filter(({ type }) => telling.has(type));
  const before = fold(state, first);
  const after = fold(before, events.slice(first.length));
  const ids = new Set([...Object.keys(before.tabs), ...Object.keys(after.tabs)]);
  const news = [...ids].flatMap((id) =>
    newsOf(findTab(before, id), findTab(after, id), { events, settings }),
  );
  return ok([...events, ...news]);
}

function newsOf(
  before: Tab | undefined,
  after: Tab | undefined,
  { events, settings }: { readonly events: readonly RegisterEvent[]; readonly settings: SellingSettings },
): readonly RegisterEvent[] {
  if (after === before) return [];
  if (after === undefined) return before?.revision === undefined ? [] : [ended(before, events)];
  // Nothing is paid of a tab that waits: with money on it a tab is not put aside.
  if (after.parked === true) return bringsBack(after) ? [] : [shared(after, settings)];
  if (before?.parked === true && after.revision !== undefined)
    return [{ type: 'tab.withdrawn', payload: { tab: after.id, because: 'at-hand' } }];
  return movedInSight(before, after) ? [shared(after, settings)] : [];
}

/** To a table, or away from the one that others know of. */
function movedInSight(before: Tab | undefined, after: Tab): boolean {
  const moved = after.table?.id !== before?.table?.id;
  return moved && (after.table !== undefined || after.revision !== undefined);
}

function shared(tab: Tab, settings: SellingSettings): RegisterEvent {
  const value = priceTab(tab, settings).total;
  return { type: 'tab.shared', payload: { tab: tab.id, content: told(tab), value } };
}

function ended({ id }: Tab, events: readonly RegisterEvent[]): RegisterEvent {
  const sale = events.find((event) => event.type === 'sale.completed');
  if (sale !== undefined)
    return {
      type: 'tab.withdrawn',
      payload: { tab: id, because: 'sold', receipt: sale.payload.sale.receipt },
    };
  const because = events.some(({ type }) => type === 'tab.merged') ? 'merged' : 'voided';
  return { type: 'tab.withdrawn', payload: { tab: id, because } };
}

function told(tab: Tab): Tab {
  return { ...tab, revision: (tab.revision ?? 0) + 1 };
}
