// Training: the register itself does nothing while somebody practises beside it (decision 0010). It only notes that it began, what
// came out as paper, and that it ended.
import { ok, refuse } from '../refusal.ts';
import { hasActiveLines } from '../tab/lines.ts';
import type { CommandOf, RegisterCommand, RegisterCommandType } from './commands.ts';
import type { DecideContext, Decision, Objection } from './decision.ts';
import type { RegisterState } from './state.ts';
import { currentTab } from './tabs.ts';

/** What is real also while somebody practises: a terminal's late answer, people coming and going, and the end of it. */
const realAlways: ReadonlySet<RegisterCommandType> = new Set<RegisterCommandType>([
  'settle-payment',
  // The shop's other registers know nothing of it.
  'hand-over-tab',
  'give-up-tab',
  'clock-in',
  'clock-out',
  'correct-working-time',
  'delete-working-time',
  'start-training',
  'end-training',
]);

/** Whether a command is for the register and not for whoever practises. */
export function isReal({ type }: Pick<RegisterCommand, 'type'>): boolean {
  return realAlways.has(type);
}

export function duringTraining(state: RegisterState, command: RegisterCommand): Objection {
  return state.training && !isReal(command) ? refuse('training.on') : undefined;
}

export function startTraining(
  state: RegisterState,
  _command: CommandOf<'start-training'>,
  _context: DecideContext,
): Decision {
  if (state.training) return refuse('training.on');
  // Nothing real is left lying where practice is shown.
  const current = currentTab(state);
  if (current !== undefined && hasActiveLines(current)) return refuse('tab.current-in-use');
  return ok([{ type: 'training.started', payload: {} }]);
}

export function endTraining(
  state: RegisterState,
  _command: CommandOf<'end-training'>,
  _context: DecideContext,
): Decision {
  return ok(state.training ? [{ type: 'training.ended', payload: {} }] : []);
}
