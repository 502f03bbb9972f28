// The one door to the rules of a register: `decide(state, command, context)` answers with events or a refusal; `evolve` folds an event in.
// Pure: time, ids, prices and people come in as values.
import type { Result } from '../refusal.ts';
import type { ShopSettings } from '../shop/settings.ts';
import type { Actor } from '../staff/permission.ts';
import type { RegisterEvent } from './events.ts';
import type { RegisterRefusalCode } from './refusals.ts';

export interface DecideContext {
  readonly settings: ShopSettings;
  readonly actor: Actor;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

export type Decision = Result<readonly RegisterEvent[], RegisterRefusalCode>;
