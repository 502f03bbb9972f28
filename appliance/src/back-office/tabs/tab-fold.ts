// Where the tabs are that registers tell each other of: at which one, in which state, as they were told of last; which were taken over without
// asking, and which of those were given up for it. And what a manager has looked at.
import { type Static, Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import { eventVersion } from '../../domain/register/events.ts';
import { type SharedTabState, tabDisputes } from '../../protocol/office/shared-tabs.ts';
import {
  checkVersion,
  type Fold,
  type FoldEntry,
  FoldStop,
  type FoldTable,
  placeOf,
  type RowChange,
} from '../folds/fold.ts';

export const tabStands: FoldTable = {
  name: 'shared_tab',
  merge: 'latest',
  keys: ['register', 'tab'],
  values: ['seq', 'at', 'shop', 'state', 'other'],
  rank: ['seq'],
};

/** Null where the tab is no more; its value also where nobody said it. */
export const tabContents: FoldTable = {
  name: 'shared_tab_content',
  merge: 'latest',
  keys: ['register', 'tab'],
  values: ['seq', 'content', 'value'],
  rank: ['seq'],
};

/** Every sale of one, for it may be sold where it was sold before. */
export const soldTabs: FoldTable = {
  name: 'shared_tab_sold',
  merge: 'once',
  keys: ['register', 'seq'],
  values: ['tab', 'receipt'],
};

/** What was taken without asking is kept as it was then; null where it was given. */
export const takenTabs: FoldTable = {
  name: 'shared_tab_taken',
  merge: 'once',
  keys: ['register', 'seq'],
  values: ['at', 'user', 'tab', 'from_register', 'revision', 'content'],
};

/** How often a tab was given at a revision less how often it was taken: above zero it is on its way, below it was taken without being given. */
export const passedTabs: FoldTable = {
  name: 'shared_tab_passed',
  merge: 'sum',
  keys: ['shop', 'register', 'tab', 'revision'],
  values: ['open'],
};

const reviews: FoldTable = {
  name: 'shared_tab_review',
  merge: 'latest',
  keys: ['tab'],
  values: ['seq', 'at', 'user', 'is', 'receipts', 'note'],
  rank: ['seq'],
};

/** Type and version of the entry in the office's journal. */
export const tabReviewed = { type: 'shared-tab.reviewed', v: 1 } as const;

/** Its payload. */
export const TabReviewed = Type.Object({
  tab: Type.String(),
  is: Type.Union(tabDisputes.map((each) => Type.Literal(each))),
  receipts: Type.Integer(),
  note: Type.String(),
});
export type TabReviewed = Static<typeof TabReviewed>;
const tabReviewedCheck = TypeCompiler.Compile(TabReviewed);

const Payload = Type.Object({
  tab: Type.String(),
  content: Type.Optional(
    Type.Object({ parked: Type.Optional(Type.Boolean()), revision: Type.Optional(Type.Integer()) }),
  ),
  because: Type.Optional(
    Type.Union((['at-hand', 'sold', 'voided', 'merged'] as const).map((each) => Type.Literal(each))),
  ),
  value: Type.Optional(Type.Integer()),
  receipt: Type.Optional(Type.Integer()),
  to: Type.Optional(Type.String()),
  from: Type.Optional(Type.String()),
  revision: Type.Optional(Type.Integer()),
  unconfirmed: Type.Optional(Type.Boolean()),
});
type Payload = Static<typeof Payload>;
const payloads = TypeCompiler.Compile(Payload);

export const tabEvents: ReadonlySet<string> = new Set([
  'tab.shared',
  'tab.withdrawn',
  'tab.handed-over',
  'tab.taken-over',
  'tab.given-up',
]);

export const tabFold: Fold = {
  name: 'tabs',
  version: 2,
  tables: [tabStands, tabContents, soldTabs, takenTabs, passedTabs, reviews],
  types: new Set([...tabEvents, tabReviewed.type]),
  rowsOf: (entry) => (entry.type === tabReviewed.type ? reviewRows(entry) : tabRows(entry)),
};

function tabRows(entry: FoldEntry): readonly RowChange[] {
  checkVersion(entry, eventVersion);
  const { content } = entry;
  if (!payloads.Check(content)) throw new FoldStop('content-invalid', `no ${entry.type}`);
  const { register, seq, at } = entry;
  const { shop } = placeOf(entry);
  const state = stateAfter(entry.type, content);
  const key = { register, tab: content.tab };
  const stand = { ...key, seq, at, shop, state, other: content.to ?? null };
  return [
    { table: tabStands, row: stand },
    ...contentRows(content, state, { ...key, seq }),
    ...(content.receipt === undefined
      ? []
      : [{ table: soldTabs, row: { ...key, seq, receipt: content.receipt } }]),
    ...passedRows(entry, content, shop),
  ];
}

function reviewRows(entry: FoldEntry): readonly RowChange[] {
  checkVersion(entry, tabReviewed.v);
  const { content, seq, at, who: user } = entry;
  if (!tabReviewedCheck.Check(content)) throw new FoldStop('content-invalid', 'not a look at a tab');
  const { tab, is, receipts, note } = content;
  return [{ table: reviews, row: { tab, seq, at, user, is, receipts, note } }];
}

function stateAfter(type: string, { content, because }: Payload): SharedTabState {
  if (type === 'tab.handed-over') return 'handed-over';
  if (type === 'tab.given-up') return 'given-up';
  if (type === 'tab.withdrawn') return because ?? 'at-hand';
  return content?.parked === true ? 'waiting' : 'told';
}

/** While somebody works on it, it is known as it was told of last. */
function contentRows(
  { content, value }: Payload,
  state: SharedTabState,
  key: { readonly register: string; readonly tab: string; readonly seq: number },
): readonly RowChange[] {
  if (state === 'at-hand') return [];
  const told = content === undefined ? null : JSON.stringify(content);
  return [{ table: tabContents, row: { ...key, content: told, value: value ?? null } }];
}

function passedRows(entry: FoldEntry, told: Payload, shop: string): readonly RowChange[] {
  const { register, seq, at, who: user, type } = entry;
  const { tab, from = '', unconfirmed } = told;
  const revision = told.revision ?? told.content?.revision ?? 0;
  const passed = (of: string, open: number): RowChange => ({
    table: passedTabs,
    row: { shop, register: of, tab, revision, open },
  });
  if (type === 'tab.handed-over' || type === 'tab.given-up') return [passed(register, 1)];
  if (type !== 'tab.taken-over') return [];
  const taken = { register, seq, at, user, tab, from_register: from, revision };
  return [
    {
      table: takenTabs,
      row: { ...taken, content: unconfirmed === true ? JSON.stringify(told.content) : null },
    },
    passed(from, -1),
  ];
}
