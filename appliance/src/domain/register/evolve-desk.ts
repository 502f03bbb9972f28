// Folding who stands at the register, whether they practise, and what its sales are signed with.
import type { RegisterEvent } from './events.ts';
import type { RegisterState } from './state.ts';

type DeskEvent = Extract<
  RegisterEvent,
  {
    type: 'fiscal.key-taken' | 'training.started' | 'training.ended' | 'staff.logged-in' | 'staff.logged-out';
  }
>;

export function evolveDesk(state: RegisterState, { type, payload }: DeskEvent): RegisterState {
  switch (type) {
    case 'fiscal.key-taken':
      return { ...state, fiscal: { ...state.fiscal, keyVersion: payload.keyVersion } };
    case 'training.started':
      return { ...state, training: true };
    case 'training.ended':
      return { ...state, training: false };
    case 'staff.logged-in':
      return { ...state, operator: payload.user };
    case 'staff.logged-out':
      // Nobody comes to a register and practises without knowing it.
      return {
        ...state,
        operator: state.operator === payload.user ? null : state.operator,
        training: false,
      };
  }
}
