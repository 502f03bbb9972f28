// What is done at tables by chance: places, seats and courses, splitting and merging, handing on, bills, and reopening what was paid.
import { minor } from '../src/domain/money/money.ts';
import { at, type Kind, lineOf } from './register-scene.ts';

export const tableMoves: Readonly<Record<string, Kind>> = {
  table: {
    weight: 1,
    needsTab: true,
    make: ({ pick }) => ({
      type: 'move-to-table',
      table: pick % 3 === 0 ? null : { id: `t${String(pick % 5)}`, name: String(pick % 5) },
    }),
  },
  guests: { weight: 1, needsTab: true, make: ({ size }) => ({ type: 'set-guests', guests: size }) },
  seat: {
    weight: 1,
    needsTab: true,
    make: (scene) => ({ type: 'set-seat', lines: [lineOf(scene)], seat: (scene.size % 4) + 1 }),
  },
  course: {
    weight: 1,
    needsTab: true,
    make: (scene) => ({ type: 'set-course', lines: [lineOf(scene)], course: (scene.size % 3) + 1 }),
  },
  split: {
    weight: 2,
    needsTab: true,
    make: (scene) => ({
      type: 'split-lines',
      tabId: scene.id,
      lines: [{ line: lineOf(scene), quantity: 1_000 * (1 + (Math.abs(scene.size) % 3)) }],
    }),
  },
  'split by seat': { weight: 1, needsTab: true, make: ({ id }) => ({ type: 'split-by-seat', tabId: id }) },
  merge: {
    weight: 2,
    needsTab: true,
    make: ({ register, pick }) => ({
      type: 'merge-tab',
      tab: at(Object.keys(register.state.tabs), pick) ?? 'none',
    }),
  },
  prepay: {
    weight: 2,
    needsTab: true,
    make: ({ id, size, pick }) => ({
      type: 'sell-prepayment',
      tabId: id,
      lineId: id,
      amount: minor(Math.abs(size) * 100 + (pick % 1_000)),
    }),
  },
  'pay back': { weight: 1, needsTab: true, make: ({ id }) => ({ type: 'pay-back-prepayment', tabId: id }) },
  transfer: { weight: 1, needsTab: true, make: () => ({ type: 'transfer-tab', to: 'olav' }) },
  round: {
    weight: 2,
    needsTab: true,
    make: ({ size }) => ({ type: 'send-round', ...(size % 4 === 0 ? { course: 1 } : {}) }),
  },
  bill: { weight: 1, needsTab: true, make: () => ({ type: 'print-bill' }) },
  reopen: {
    weight: 1,
    make: ({ oracle, pick, id }) => {
      const sale = at(oracle.sales.slice(-3), pick);
      if (sale === undefined) return { type: 'complete-tab' };
      return { type: 'reopen-sale', tabId: id, original: oracle.returnable(sale) };
    },
  },
};
