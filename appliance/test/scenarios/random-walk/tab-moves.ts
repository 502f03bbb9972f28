// What is done with tabs as such: opening, holding and recalling, tables and guests, seats and courses, dividing and putting together, bills.
import { aReceipt, anOpenTab, type Moves, oneOf, people, type Scene } from './scene.ts';

type TabMove =
  | 'open-tab'
  | 'park-tab'
  | 'recall-tab'
  | 'move-to-table'
  | 'set-guests'
  | 'set-seat'
  | 'set-course'
  | 'split-lines'
  | 'split-by-seat'
  | 'merge-tab'
  | 'transfer-tab'
  | 'take-tab'
  | 'hand-over-tab'
  | 'give-up-tab'
  | 'rename-tab'
  | 'send-round'
  | 'print-bill'
  | 'reopen-sale';

function aTable({ view, chance }: Scene): string {
  const tables = view.rooms.flatMap((room) => room.tables.map(({ id }) => id));
  return chance.happens(0.03) ? 'no-such-table' : (oneOf(tables, chance) ?? 'none');
}

function someOf({ lines, chance }: Scene): string[] | undefined {
  const some = chance.shuffled(lines).slice(0, chance.int(1, 4));
  return some.length === 0 ? undefined : some.map(([id]) => id);
}

export const tabMoves: Moves<TabMove> = {
  'open-tab': {
    weight: 3,
    make: (scene) => {
      const { chance } = scene;
      return {
        ...(chance.happens(0.4) ? { name: chance.pick(['Kari', 'Bar', 'Terrasse']) } : {}),
        ...(chance.happens(0.5) ? { table: aTable(scene) } : {}),
        ...(chance.happens(0.3) ? { guests: chance.int(1, 8) } : {}),
        ...(chance.happens(0.7) ? { hold: true } : {}),
      };
    },
  },
  'park-tab': {
    weight: 3,
    make: ({ tab, chance }) =>
      tab === null ? undefined : chance.happens(0.3) ? { name: chance.pick(['Ola', '']) } : {},
  },
  'recall-tab': {
    weight: 4,
    make: (scene) => {
      const tab = anOpenTab(scene);
      return tab === undefined ? undefined : { tab, ...(scene.chance.happens(0.7) ? { hold: true } : {}) };
    },
  },
  'move-to-table': {
    weight: 1.5,
    make: (scene) =>
      scene.tab === null ? undefined : { table: scene.chance.happens(0.2) ? null : aTable(scene) },
  },
  'set-guests': {
    weight: 1,
    make: ({ tab, chance }) =>
      tab === null ? undefined : { guests: chance.happens(0.2) ? null : chance.int(1, 12) },
  },
  'set-seat': {
    weight: 3,
    make: (scene) => {
      const lines = someOf(scene);
      return lines === undefined
        ? undefined
        : { lines, seat: scene.chance.happens(0.1) ? null : scene.chance.int(1, 3) };
    },
  },
  'set-course': {
    weight: 1,
    make: (scene) => {
      const lines = someOf(scene);
      return lines === undefined ? undefined : { lines, course: scene.chance.int(1, 3) };
    },
  },
  'split-lines': {
    weight: 2.5,
    make: ({ lines, chance }) => {
      if (lines.length === 0) return undefined;
      const some = chance.shuffled(lines).slice(0, chance.int(1, Math.max(1, lines.length - 1)));
      return {
        lines: some.map(([line, { quantity, unit }]) => {
          const size = Math.abs(quantity);
          const part = unit === 'piece' ? chance.int(1, Math.max(1, size / 1_000)) * 1_000 : size;
          return { line, quantity: part };
        }),
      };
    },
  },
  'split-by-seat': { weight: 3, make: ({ lines }) => (lines.length < 2 ? undefined : {}) },
  'merge-tab': {
    weight: 2.5,
    make: (scene) => {
      const tab = scene.tab === null ? undefined : anOpenTab(scene);
      return tab === undefined ? undefined : { tab };
    },
  },
  'transfer-tab': {
    weight: 1,
    make: ({ tab, chance }) =>
      tab === null ? undefined : { to: chance.happens(0.03) ? 'nobody' : chance.pick(people).id },
  },
  'take-tab': {
    weight: 4,
    make: ({ view, chance }) => {
      const found = oneOf(Object.values(view.elsewhere), chance);
      if (found === undefined) return undefined;
      const { register, tab } = found;
      const how = { ...(chance.happens(0.8) ? { hold: true } : {}) };
      return { register, tab, ...how, ...(chance.happens(0.2) ? { unconfirmed: true as const } : {}) };
    },
  },
  'hand-over-tab': {
    weight: 1.5,
    make: ({ tab, other, chance }) =>
      tab === null ? undefined : { register: chance.happens(0.03) ? 'nowhere' : other.register },
  },
  'give-up-tab': {
    weight: 3,
    make: ({ view, chance }) => {
      const tab = oneOf(Object.keys(view.takenElsewhere), chance);
      return tab === undefined ? undefined : { tab };
    },
  },
  'rename-tab': {
    weight: 1,
    make: ({ tab, chance }) =>
      tab === null ? undefined : { name: chance.pick(['Nils', 'Bord ved vinduet']) },
  },
  'send-round': {
    weight: 3,
    make: ({ tab, chance }) =>
      tab === null ? undefined : chance.happens(0.3) ? { course: chance.int(1, 3) } : {},
  },
  'print-bill': { weight: 1.5, make: ({ tab }) => (tab === null ? undefined : {}) },
  'reopen-sale': {
    weight: 2,
    make: (scene) => {
      const receipt = aReceipt(scene);
      return receipt === undefined ? undefined : { receipt };
    },
  },
};
