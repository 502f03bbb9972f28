// What a move by chance is made on: the register as it is then, what was sold there, and how much of what.
import type { RegisterCommand } from '../src/domain/register/commands.ts';
import type { Tab } from '../src/domain/tab/tab.ts';
import type { Oracle } from './register-oracle.ts';
import type { SampleRegister } from './sample-register.ts';

export interface Scene {
  readonly register: SampleRegister;
  readonly oracle: Oracle;
  readonly tab: Tab | undefined;
  /** Any number from 0: which of several, or which way. */
  readonly pick: number;
  /** From -3 to 60: how much. */
  readonly size: number;
  readonly id: string;
}

export interface Kind {
  readonly weight: number;
  /** Nothing can come of it without a current tab. */
  readonly needsTab?: true;
  readonly make: (scene: Scene) => RegisterCommand;
}

export const at = <T>(list: readonly T[], index: number): T | undefined =>
  list[index % Math.max(1, list.length)];
export const lineOf = ({ tab, pick }: Scene): string => at(tab?.lines ?? [], pick)?.id ?? 'none';
