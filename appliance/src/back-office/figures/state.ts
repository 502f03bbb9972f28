// How whole a fold's figures are, as far as somebody may know: where a journal is not counted any further, and how much is still to come.
import type { FiguresState } from '../../protocol/office/figures.ts';
import type { Scope } from '../api/session-port.ts';
import type { FoldsState } from '../folds/runner.ts';
import { type FigureQueries, figureQueries } from './tables.ts';
import type { Database } from '../../platform/ports/database.ts';
import { visiblePlaces } from './visible.ts';

export type StateOf = (scope: Scope) => Promise<FiguresState>;

export interface StateParts {
  readonly folds: { state(): FoldsState };
  readonly database: Database;
}

/** Of the fold with this name. Registers that stand at no sale point of the asker's are left out. */
export function stateOf(fold: string, { folds, database }: StateParts): StateOf {
  const queries: FigureQueries = figureQueries(database);
  return async (scope) => {
    const { building, behind, troubles } = folds.state();
    const stopped = troubles.filter((trouble) => trouble.fold === fold);
    const visible =
      stopped.length === 0 || scope === 'all'
        ? undefined
        : new Set((await visiblePlaces(queries, { scope })).map(({ register }) => register));
    return {
      building: building.includes(fold),
      behind,
      stopped: stopped
        .filter(({ register }) => visible?.has(register) ?? true)
        .map(({ register, seq, since, code, detail }) => ({ register, seq, since, code, detail })),
    };
  };
}
