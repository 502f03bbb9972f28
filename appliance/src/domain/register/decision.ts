// What a rule is given besides the state, and what it answers. Apart from `decide.ts`, so that the rules of each area can name
// these types without importing the door that calls them.
import type { Refused, Result } from '../refusal.ts';
import type { SellingSettings } from '../shop/settings.ts';
import type { Actor } from '../staff/permission.ts';
import type { RegisterEvent } from './events.ts';
import type { RegisterRefusalCode } from './refusals.ts';

export interface DecideContext {
  /** Of this moment. */
  readonly settings: SellingSettings;
  readonly actor: Actor;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** Events in the order they happened; none when the command asks for what already is so. */
export type Decision = Result<readonly RegisterEvent[], RegisterRefusalCode>;

/** One check of a rule: a refusal, or nothing to say. */
export type Objection = Refused<RegisterRefusalCode> | undefined;
