// Carries out a plan: rows, keys, references, search index and list of changes together, a thousand records a transaction, each part in
// as few statements as there are parts.
import { type RawBuilder, sql } from 'kysely';
import type { Kind } from '../../protocol/office/kinds.ts';
import { addedKeys, addedUses } from './plan-checks.ts';
import type { PlannedWrite } from './edits.ts';
import { forgetTexts, rememberTexts } from './search.ts';
import { type Stored, bindMax, inChunks } from './stored.ts';
import type { ChangeRow, RecordQueries, RecordTransaction } from './tables.ts';
import { nameOf, searchText, sortText } from './texts.ts';

/** Records in one transaction. */
export const batchMax = 1_000;

/** `writes` must all change something. */
export async function writeBatch(
  queries: RecordQueries,
  writes: readonly PlannedWrite[],
  by: string,
): Promise<void> {
  await queries.transaction().execute(async (tx) => {
    const numbers = await writeRows(tx, writes);
    await writeKeys(tx, writes);
    await writeUses(tx, writes, numbers);
    await writeTexts(tx, writes, numbers);
    await writeChanges(
      tx,
      writes.map(({ before, after }) => ({
        at: after.changedAt,
        by,
        kind: after.kind,
        id: after.id,
        revision: after.revision,
        before: before === undefined ? null : JSON.stringify(before.body),
        after: JSON.stringify(after.body),
      })),
    );
  });
}

/** Rows of a record take up to eight values each. */
const rowsPerStatement = bindMax / 8;

async function writeRows(
  tx: RecordTransaction,
  writes: readonly PlannedWrite[],
): Promise<ReadonlyMap<string, number>> {
  const numbers = new Map<string, number>();
  for (const chunk of inChunks(writes, rowsPerStatement)) {
    const rows = await tx
      .insertInto('record')
      .values(
        chunk.map(({ after }) => ({
          kind: after.kind,
          id: after.id,
          revision: after.revision,
          active: (after.body as { readonly active: boolean }).active ? 1 : 0,
          name_text: sortText(nameOf(after.kind, after.body)),
          body: JSON.stringify(after.body),
          changed_at: after.changedAt,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['kind', 'id']).doUpdateSet((eb) => ({
          revision: eb.ref('excluded.revision'),
          active: eb.ref('excluded.active'),
          name_text: eb.ref('excluded.name_text'),
          body: eb.ref('excluded.body'),
          changed_at: eb.ref('excluded.changed_at'),
        })),
      )
      .returning(['id', 'number'])
      .execute();
    for (const { id, number } of rows) numbers.set(id, number);
  }
  return numbers;
}

/** `(a, b) in (values (1, 2), …)`: what SQLite and PostgreSQL both find by the primary key. */
function among(columns: readonly string[], rows: readonly (readonly unknown[])[]): RawBuilder<boolean> {
  const names = sql.join(columns.map((column) => sql.ref(column)));
  const values = sql.join(rows.map((row) => sql`(${sql.join(row)})`));
  return sql<boolean>`(${names}) in (values ${values})`;
}

async function writeKeys(tx: RecordTransaction, writes: readonly PlannedWrite[]): Promise<void> {
  const gone = writes.flatMap(({ before, after }) =>
    before === undefined ? [] : addedKeys(after.kind, before.body, after.body).map((key) => ({ after, key })),
  );
  for (const chunk of inChunks(gone, bindMax / 3)) {
    const rows = chunk.map(({ after, key }) => [after.kind, key.name, key.value]);
    await tx
      .deleteFrom('unique_key')
      .where(among(['kind', 'name', 'value'], rows))
      .execute();
  }
  const added = writes.flatMap(({ before, after }) =>
    addedKeys(after.kind, after.body, before?.body).map(({ name, value }) => ({
      kind: after.kind,
      name,
      value,
      id: after.id,
    })),
  );
  for (const chunk of inChunks(added, bindMax / 4)) await tx.insertInto('unique_key').values(chunk).execute();
}

async function writeUses(
  tx: RecordTransaction,
  writes: readonly PlannedWrite[],
  numbers: ReadonlyMap<string, number>,
): Promise<void> {
  const rowsOf = (kind: Kind, id: string, uses: ReturnType<typeof addedUses>) =>
    uses.map((use) => ({
      target: `${use.kind}/${use.id}`,
      field: use.field,
      holder: numbers.get(id) ?? 0,
    }));
  const gone = writes.flatMap(({ before, after: { kind, id, body } }) =>
    before === undefined ? [] : rowsOf(kind, id, addedUses(kind, before.body, body)),
  );
  for (const chunk of inChunks(gone, bindMax / 3)) {
    const rows = chunk.map(({ target, field, holder }) => [target, field, holder]);
    await tx
      .deleteFrom('reference')
      .where(among(['target', 'field', 'holder'], rows))
      .execute();
  }
  const added = writes.flatMap(({ before, after: { kind, id, body } }) =>
    rowsOf(kind, id, addedUses(kind, body, before?.body)),
  );
  for (const chunk of inChunks(added, bindMax / 3)) await tx.insertInto('reference').values(chunk).execute();
}

async function writeTexts(
  tx: RecordTransaction,
  writes: readonly PlannedWrite[],
  numbers: ReadonlyMap<string, number>,
): Promise<void> {
  const texts = writes.flatMap(({ before, after: { kind, id, body } }) => {
    const text = searchText(kind, body);
    const same = before !== undefined && searchText(kind, before.body) === text;
    return same ? [] : [{ rowid: numbers.get(id) ?? 0, text, isNew: before === undefined }];
  });
  await forgetTexts(
    tx,
    texts.filter(({ isNew }) => !isNew).map(({ rowid }) => rowid),
  );
  for (const chunk of inChunks(texts, bindMax / 2))
    await rememberTexts(
      tx,
      chunk.map(({ rowid, text }) => ({ rowid, text })),
    );
}

export async function writeChanges(
  tx: RecordTransaction,
  changes: readonly Omit<ChangeRow, 'number'>[],
): Promise<void> {
  for (const chunk of inChunks(changes, bindMax / 8)) await tx.insertInto('change').values(chunk).execute();
}

/** Takes a record and everything beside it away; its changes stay. */
export async function writeRemoval(
  queries: RecordQueries,
  record: Stored,
  { by, at }: { readonly by: string; readonly at: number },
): Promise<void> {
  const { kind, id, number, body } = record;
  await queries.transaction().execute(async (tx) => {
    await tx.deleteFrom('record').where('number', '=', number).execute();
    await tx
      .deleteFrom('unique_key')
      .where('kind', '=', kind)
      .where('id', '=', id)
      .where('name', 'in', [...new Set(addedKeys(kind, body, undefined).map(({ name }) => name))])
      .execute();
    for (const { kind: targetKind, id: target, field } of addedUses(kind, body, undefined)) {
      await tx
        .deleteFrom('reference')
        .where('target', '=', `${targetKind}/${target}`)
        .where('field', '=', field)
        .where('holder', '=', number)
        .execute();
    }
    await forgetTexts(tx, [number]);
    await writeChanges(tx, [
      { at, by, kind, id, revision: record.revision + 1, before: JSON.stringify(body), after: null },
    ]);
  });
}
