// What people do for themselves: coming and going, working time, practising.
import type { WorkingTimesAnswer, WorkingTimeView } from '../../../src/protocol/working-times.ts';
import { type Moves, oneOf, people, type Scene } from './scene.ts';

type PeopleMove =
  | 'log-in'
  | 'log-out'
  | 'clock-in'
  | 'clock-out'
  | 'correct-working-time'
  | 'delete-working-time'
  | 'start-training'
  | 'end-training';

function somebody({ chance }: Scene): { readonly user: string; readonly pin: string } {
  const { id: user, pin } = chance.pick(people);
  return { user, pin: chance.happens(0.04) ? 'wrong' : pin };
}

async function aWorkingTime({ till, chance }: Scene): Promise<WorkingTimeView | undefined> {
  const found = await till.query<WorkingTimesAnswer>('working-times', { from: 0, to: 8_000_000_000_000_000 });
  return oneOf(found?.times.slice(0, 6) ?? [], chance);
}

export const peopleMoves: Moves<PeopleMove> = {
  'log-in': { weight: 1.5, make: somebody },
  'log-out': { weight: 0.4, make: () => ({}) },
  'clock-in': { weight: 0.7, make: somebody },
  'clock-out': { weight: 0.7, make: somebody },
  'correct-working-time': {
    weight: 1.5,
    make: async (scene) => {
      const time = await aWorkingTime(scene);
      if (time === undefined) return undefined;
      const start = time.start - scene.chance.int(0, 3_600_000);
      return { workingTime: time.id, start, end: time.end, reason: 'forgot' };
    },
  },
  'delete-working-time': {
    weight: 0.4,
    make: async (scene) => {
      const time = await aWorkingTime(scene);
      return time === undefined ? undefined : { workingTime: time.id };
    },
  },
  'start-training': { weight: 1, make: () => ({}) },
  'end-training': { weight: 0.5, make: () => ({}) },
};
