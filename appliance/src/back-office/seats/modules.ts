// Parts of the product that are switched on and off here. All are on until somebody says otherwise; what is off has no entry in the menu.
import { moduleNames, type ModuleName } from '../../protocol/office/modules.ts';
import type { PeopleEvents } from '../people/people-events.ts';
import type { PeopleQueries } from '../people/people-tables.ts';

export interface ModuleState {
  readonly name: ModuleName;
  readonly active: boolean;
}

export interface ModulesParts {
  readonly queries: PeopleQueries;
  readonly events: PeopleEvents;
}

export class Modules {
  readonly #parts: ModulesParts;
  readonly #listeners = new Set<(module: ModuleState) => void>();

  constructor(parts: ModulesParts) {
    this.#parts = parts;
  }

  async list(): Promise<readonly ModuleState[]> {
    const rows = await this.#parts.queries.selectFrom('office_module').selectAll().execute();
    const off = new Set(rows.filter(({ active }) => active === 0).map(({ name }) => name));
    return moduleNames.map((name) => ({ name, active: !off.has(name) }));
  }

  async isActive(name: ModuleName): Promise<boolean> {
    return (await this.list()).some((module) => module.name === name && module.active);
  }

  async set(name: ModuleName, active: boolean, actor: string): Promise<void> {
    const values = { active: active ? 1 : 0 };
    await this.#parts.queries.transaction().execute(async (tx) => {
      await tx
        .insertInto('office_module')
        .values({ name, ...values })
        .onConflict((conflict) => conflict.column('name').doUpdateSet(values))
        .execute();
      await this.#parts.events.add(
        { kind: 'module.changed', user: null, actor, data: { module: name, active } },
        tx,
      );
    });
    for (const listener of this.#listeners) listener({ name, active });
  }

  /** After each switch. Returns how to stop hearing. */
  onChange(listener: (module: ModuleState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
