// What a register is asked, and what it answers: a decision to make, a decision to prepare when its turn has come, or facts to note.
import type { RegisterCommand } from '../../domain/register/commands.ts';
import type { RegisterEvent } from '../../domain/register/events.ts';
import type { Result } from '../../domain/refusal.ts';
import type { Actor } from '../../domain/staff/permission.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { Answer } from './answer.ts';

export type Outcome = Result<Answer, FailureCode>;

interface Asked {
  readonly actor: Actor;
  /** False: nothing is printed of what the command brings about. */
  readonly print?: boolean;
}

export interface AskedCommand extends Asked {
  readonly command: RegisterCommand;
}

/** A command that rests on what the journal says (a sale to return against): read when its turn has come and nothing else is under way. */
export interface AskedWhenReady extends Asked {
  readonly prepare: () => Promise<Result<RegisterCommand, FailureCode>>;
}

/** Facts that need no decision: somebody logged in, the daemon started. */
export interface Facts {
  readonly events: readonly RegisterEvent[];
  readonly who: string;
}

export interface RegisterRequest {
  readonly id: string;
  readonly what: AskedCommand | AskedWhenReady | Facts;
}
