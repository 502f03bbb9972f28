// Folding who is clocked in now. What became of each working time is read back from the entries (`working-times.ts` of the till).
import type { WorkingTimeEvent } from '../working-time/working-time.ts';
import type { RegisterState } from './state.ts';

export function evolveWorkingTime(state: RegisterState, { type, payload }: WorkingTimeEvent): RegisterState {
  const { workingTime: id, user } = payload;
  const inNow = state.clockedIn;
  if (type === 'working-time.started')
    return { ...state, clockedIn: { ...inNow, [user]: { id, start: payload.start } } };
  if (inNow[user]?.id !== id) return state;
  if (type === 'working-time.corrected' && payload.end === null)
    return { ...state, clockedIn: { ...inNow, [user]: { id, start: payload.start } } };
  const { [user]: _out, ...rest } = inNow;
  return { ...state, clockedIn: rest };
}
