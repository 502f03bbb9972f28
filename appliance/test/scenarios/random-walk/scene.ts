// What a step of the walk is made on: the till as it is shown, what the walk itself wrote down about it, and chance.
import type { CommandBody, CommandName } from '../../../src/protocol/commands.ts';
import type { LineView, TabView } from '../../../src/protocol/tab-views.ts';
import type { TillView } from '../../../src/protocol/views.ts';
import { demoItems } from '../../../src/demo/products.ts';
import { demoUsers } from '../../../src/demo/people.ts';
import type { Chance } from '../../kit.ts';
import type { Ledger } from './ledger.ts';
import type { WalkTill } from './two-tills.ts';

/** Who walks: one who may little, one who may much, one who may all. */
export const people = demoUsers.filter(({ id }) => ['ingrid', 'femke', 'alex'].includes(id));
/** Those whose PIN approves what others may not. */
export const approvers = people.filter(({ role }) => role !== 'staff');

export const goods = demoItems
  .map(({ product }) => product)
  .filter(({ kind = 'goods', active }) => kind === 'goods' && active);

export interface Scene {
  readonly till: WalkTill;
  readonly other: WalkTill;
  readonly ledger: Ledger;
  readonly otherLedger: Ledger;
  readonly view: TillView;
  readonly tab: TabView | null;
  /** Lines that are not voided and follow no other. */
  readonly lines: readonly (readonly [id: string, line: LineView])[];
  readonly chance: Chance;
}

export function sceneOf(
  { till, ledger }: Pick<Scene, 'till' | 'ledger'>,
  { till: other, ledger: otherLedger }: Pick<Scene, 'till' | 'ledger'>,
  chance: Chance,
): Scene {
  const { view } = till;
  const lines = Object.entries(view.tab?.lines ?? {}).filter(
    ([, line]) => !line.voided && line.depositOf === null,
  );
  return { till, other, ledger, otherLedger, view, tab: view.tab, lines, chance };
}

type Made<Name extends CommandName> = CommandBody<Name> | undefined;

/** How a command comes about. Undefined: there is nothing to do it with now. */
export interface Move<Name extends CommandName> {
  readonly weight: number;
  readonly make: (scene: Scene) => Made<Name> | Promise<Made<Name>>;
}

export type Moves<Name extends CommandName> = { readonly [Each in Name]: Move<Each> };

/** One of several, or nothing where there are none. */
export function oneOf<T>(list: readonly T[], chance: Chance): T | undefined {
  return list.length === 0 ? undefined : chance.pick(list);
}

/** A line of the tab; now and then one that is not there. */
export function someLine({ lines, chance }: Scene): string | undefined {
  return chance.happens(0.03) ? 'no-such-line' : oneOf(lines, chance)?.[0];
}

export function anOpenTab({ view, chance }: Scene): string | undefined {
  return chance.happens(0.03) ? 'no-such-tab' : oneOf(Object.keys(view.parked), chance);
}

/** Of a till, the newer ones more often; now and then one that is not there. */
export function aReceipt({ ledger, chance }: Pick<Scene, 'ledger' | 'chance'>): number | undefined {
  if (ledger.receipts === 0 || chance.happens(0.03)) return ledger.receipts + 1_000;
  return chance.int(Math.max(1, ledger.receipts - 12), ledger.receipts);
}
