// A rule of one kind: what its schema cannot say. It sees a record before and after, and the others as they will be.
import type { Body, Kind } from '../../../protocol/office/kinds.ts';
import type { RecordNo } from '../refusals.ts';
import type { World } from '../world.ts';

export interface Draft<K extends Kind> {
  readonly id: string;
  /** Undefined: it is new. */
  readonly before: Body<K> | undefined;
  readonly after: Body<K>;
  /** Written by the product itself. */
  readonly bySystem: boolean;
}

export interface KindRules<K extends Kind> {
  /** The first thing wrong, or undefined. Its references exist; its keys have not been looked at. */
  check?(this: void, draft: Draft<K>, world: World): Promise<RecordNo | undefined> | RecordNo | undefined;
  /** Why it cannot go, though nothing refers to it. */
  checkRemoval?(
    this: void,
    record: {
      readonly id: string;
      readonly body: Body<K>;
    },
    world: World,
  ): Promise<RecordNo | undefined> | RecordNo | undefined;
}
