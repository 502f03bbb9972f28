// Settings that steer the till: values per level and owner, what holds at a place and where it comes from. Every change is in the numbered list of
// changes beside those of records (kind `setting`). Values of an owner that is gone stay where they are: no place leads to them any more.
import { isDeepStrictEqual } from 'node:util';
import { ok } from '../../domain/refusal.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Database } from '../../platform/ports/database.ts';
import { createQueries } from '../../platform/query/queries.ts';
import type { Kind } from '../../protocol/office/kinds.ts';
import { type Level, type SettingKey, type SettingRule, settings } from '../../protocol/office/settings.ts';
import { checkOf, shapeProblem, tidied, Untidy } from '../records/body-check.ts';
import type { RecordStore } from '../records/record-store.ts';
import { type RecordNo, type RecordResult, no, refused } from '../records/refusals.ts';
import type { RecordQueries, RecordTables, SettingRow } from '../records/tables.ts';
import { writeChanges } from '../records/write.ts';

/** Where a setting is set. The company has no owner: empty. */
export interface SettingPlace {
  readonly level: Level;
  /** Id of the shop group, shop or register. */
  readonly owner: string;
}

export const company: SettingPlace = { level: 'company', owner: '' };

export interface EffectiveSetting {
  readonly value: unknown;
  /** Null: nobody set it, it is what holds then. */
  readonly from: SettingPlace | null;
}

export type EffectiveSettings = Readonly<Record<SettingKey, EffectiveSetting>>;
export type SettingValues = Readonly<Partial<Record<SettingKey, unknown>>>;

export interface SettingChanges {
  readonly values?: Readonly<Record<string, unknown>>;
  /** Set here no longer. */
  readonly cleared?: readonly string[];
}

const rules: Readonly<Record<string, SettingRule>> = settings;
const keys = Object.keys(settings) as SettingKey[];
const ownerKinds: Readonly<Record<Level, Kind | undefined>> = {
  company: undefined,
  'shop-group': 'shop-group',
  shop: 'shop',
  register: 'register',
};

/** Of a change in the list of changes: `shop:<id>:dining.default`. */
export function settingId({ level, owner }: SettingPlace, key: string): string {
  return `${level}:${owner}:${key}`;
}

export class SettingsStore {
  readonly #queries: RecordQueries;
  readonly #records: RecordStore;
  readonly #clock: Clock;

  constructor(database: Database, ports: { readonly records: RecordStore; readonly clock: Clock }) {
    this.#queries = createQueries<RecordTables>(database);
    this.#records = ports.records;
    this.#clock = ports.clock;
  }

  /** What is set at this very place. */
  async own({ level, owner }: SettingPlace): Promise<SettingValues> {
    const rows = await this.#queries
      .selectFrom('setting')
      .selectAll()
      .where('level', '=', level)
      .where('owner', '=', owner)
      .execute();
    return Object.fromEntries(
      rows.filter(({ key }) => key in rules).map(({ key, value }) => [key, JSON.parse(value) as unknown]),
    );
  }

  /** What holds at a place: the nearest that is set wins, register before shop before its groups in their order before company. */
  async effective(place: SettingPlace): Promise<RecordResult<EffectiveSettings>> {
    const chain = await this.#chain(place);
    if (chain === undefined) return refused('setting.owner-unknown', { ...place });
    const found = new Map<SettingKey, EffectiveSetting>();
    for (const from of chain) {
      for (const [key, value] of Object.entries(await this.own(from)))
        if (!found.has(key as SettingKey)) found.set(key as SettingKey, { value, from });
    }
    return ok(
      Object.fromEntries(
        keys.map((key) => [key, found.get(key) ?? { value: settings[key].standard, from: null }]),
      ) as unknown as EffectiveSettings,
    );
  }

  /** All or none. */
  async set(place: SettingPlace, changes: SettingChanges, by: string): Promise<RecordResult<undefined>> {
    const values = new Map<string, unknown>();
    for (const [key, raw] of Object.entries(changes.values ?? {})) {
      const checked = checkedValue(key, raw, place);
      if (!checked.ok) return checked;
      values.set(key, checked.value);
    }
    for (const key of changes.cleared ?? []) {
      const refusal = misplaced(key, place);
      if (refusal !== undefined) return { ok: false, refusal };
    }
    if ((await this.#chain(place)) === undefined) return refused('setting.owner-unknown', { ...place });
    await this.#write(place, { values, cleared: changes.cleared ?? [] }, by);
    await this.#records.changes.tell();
    return ok(undefined);
  }

  /** From near to far; undefined: there is no such owner. */
  async #chain(place: SettingPlace): Promise<readonly SettingPlace[] | undefined> {
    const { level, owner } = place;
    const kind = ownerKinds[level];
    if (kind === undefined) return owner === '' ? [company] : undefined;
    if (level === 'shop-group')
      return (await this.#records.find('shop-group', owner)) === undefined ? undefined : [place, company];
    if (level === 'shop') return this.#chainOfShop(owner);
    const register = await this.#records.find('register', owner);
    if (register === undefined) return undefined;
    const point = await this.#records.find('sale-point', register.body.salePoint);
    const shop = point === undefined ? undefined : await this.#chainOfShop(point.body.shop);
    return [place, ...(shop ?? [company])];
  }

  async #chainOfShop(id: string): Promise<readonly SettingPlace[] | undefined> {
    const shop = await this.#records.find('shop', id);
    if (shop === undefined) return undefined;
    const groups = shop.body.groups.map((owner) => ({ level: 'shop-group', owner }) as const);
    return [{ level: 'shop', owner: id }, ...groups, company];
  }

  async #write(
    place: SettingPlace,
    {
      values,
      cleared,
    }: { readonly values: ReadonlyMap<string, unknown>; readonly cleared: readonly string[] },
    by: string,
  ): Promise<void> {
    const at = this.#clock.now();
    await this.#queries.transaction().execute(async (tx) => {
      const stored = await tx
        .selectFrom('setting')
        .selectAll()
        .where('level', '=', place.level)
        .where('owner', '=', place.owner)
        .execute();
      const old = new Map(stored.map((row) => [row.key, row]));
      const changed = changedRows(place, { old, values, cleared });
      for (const { key, row } of changed) {
        if (row === undefined)
          await tx
            .deleteFrom('setting')
            .where('level', '=', place.level)
            .where('owner', '=', place.owner)
            .where('key', '=', key)
            .execute();
        else
          await tx
            .insertInto('setting')
            .values(row)
            .onConflict((conflict) =>
              conflict
                .columns(['level', 'owner', 'key'])
                .doUpdateSet({ value: row.value, revision: row.revision }),
            )
            .execute();
      }
      await writeChanges(
        tx,
        changed.map(({ key, row }) => ({
          at,
          by,
          kind: 'setting',
          id: settingId(place, key),
          revision: row?.revision ?? (old.get(key)?.revision ?? 0) + 1,
          before: old.get(key)?.value ?? null,
          after: row?.value ?? null,
        })),
      );
    });
  }
}

interface ChangedRow {
  readonly key: string;
  /** Undefined: it goes. */
  readonly row: SettingRow | undefined;
}

function changedRows(
  place: SettingPlace,
  given: {
    readonly old: ReadonlyMap<string, SettingRow>;
    readonly values: ReadonlyMap<string, unknown>;
    readonly cleared: readonly string[];
  },
): readonly ChangedRow[] {
  const set = [...given.values].flatMap(([key, value]) => {
    const before = given.old.get(key);
    if (before !== undefined && isDeepStrictEqual(JSON.parse(before.value), value)) return [];
    const row = { ...place, key, value: JSON.stringify(value), revision: (before?.revision ?? 0) + 1 };
    return [{ key, row }];
  });
  const gone = [...new Set(given.cleared)].filter((key) => given.old.has(key) && !given.values.has(key));
  return [...set, ...gone.map((key) => ({ key, row: undefined }))];
}

function misplaced(key: string, { level }: SettingPlace): RecordNo | undefined {
  const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
  if (rule === undefined) return no('setting.unknown', { key });
  return rule.levels.includes(level) ? undefined : no('setting.level', { key, level });
}

function checkedValue(key: string, raw: unknown, place: SettingPlace): RecordResult<unknown> {
  const refusal = misplaced(key, place);
  if (refusal !== undefined) return { ok: false, refusal };
  const schema = settings[key as SettingKey].schema;
  try {
    const value = tidied(raw);
    const check = checkOf(schema);
    if (check.Check(value)) return ok(value);
    const error = check.Errors(value).First();
    const problem = error === undefined ? { path: '', problem: 'kind' } : shapeProblem(error);
    return refused('setting.malformed', { key, ...problem });
  } catch (error) {
    if (!(error instanceof Untidy)) throw error;
    return refused('setting.malformed', { key, path: error.path.slice(1), problem: 'text' });
  }
}
