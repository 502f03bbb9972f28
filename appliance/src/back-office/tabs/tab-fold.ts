// Where the tabs are that registers tell each other of: at which one, in which state, as they were told of last; which were taken over without
// asking, and which of those were given up for it.
import { type Static, Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import { eventVersion } from '../../domain/register/events.ts';
import {
  checkVersion,
  type Fold,
  type FoldEntry,
  FoldStop,
  type FoldTable,
  placeOf,
  type RowChange,
} from '../folds/fold.ts';

/** `told`: at hand, and told of because it came to a table. */
export type TabState =
  'waiting' | 'told' | 'at-hand' | 'handed-over' | 'given-up' | 'sold' | 'voided' | 'merged';

export const tabStands: FoldTable = {
  name: 'shared_tab',
  merge: 'latest',
  keys: ['register', 'tab'],
  values: ['seq', 'at', 'shop', 'state', 'other'],
  rank: ['seq'],
};

/** Null where the tab is no more. */
export const tabContents: FoldTable = {
  name: 'shared_tab_content',
  merge: 'latest',
  keys: ['register', 'tab'],
  values: ['seq', 'content'],
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

const Payload = Type.Object({
  tab: Type.String(),
  content: Type.Optional(
    Type.Object({ parked: Type.Optional(Type.Boolean()), revision: Type.Optional(Type.Integer()) }),
  ),
  because: Type.Optional(
    Type.Union((['at-hand', 'sold', 'voided', 'merged'] as const).map((each) => Type.Literal(each))),
  ),
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
  version: 1,
  tables: [tabStands, tabContents, soldTabs, takenTabs, passedTabs],
  types: tabEvents,
  rowsOf(entry) {
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
  },
};

function stateAfter(type: string, { content, because }: Payload): TabState {
  if (type === 'tab.handed-over') return 'handed-over';
  if (type === 'tab.given-up') return 'given-up';
  if (type === 'tab.withdrawn') return because ?? 'at-hand';
  return content?.parked === true ? 'waiting' : 'told';
}

/** While somebody works on it, it is known as it was told of last. */
function contentRows(
  { content }: Payload,
  state: TabState,
  key: { readonly register: string; readonly tab: string; readonly seq: number },
): readonly RowChange[] {
  if (state === 'at-hand') return [];
  return [
    { table: tabContents, row: { ...key, content: content === undefined ? null : JSON.stringify(content) } },
  ];
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
