// Records of a kind as CSV that imports back as no change at all. Written piece by piece: 100,000 products never stand in memory.
import { stringify } from 'csv-stringify/sync';
import type { Kind, OfficeRecord } from '../../../protocol/office/kinds.ts';
import type { RecordStore } from '../record-store.ts';
import { turnReferences, usesOf } from '../schema-walk.ts';
import { inChunks } from '../stored.ts';
import { type Column, columnsOf } from './columns.ts';
import type { Delimiter } from './decode.ts';
import { KeysOfIds } from './keys-and-ids.ts';
import { surroundingsOf } from './surroundings.ts';

export interface ExportOptions {
  /** With a semicolon numbers have a comma, as the spreadsheets that want it do. */
  readonly delimiter?: Delimiter;
}

const rowsPerPiece = 500;
/** Without it, spreadsheets read UTF-8 as something else. */
const byteOrderMark = '\ufeff';

/** The records of these ids, in their order. */
export async function* exportCsv(
  records: RecordStore,
  { kind, ids }: { readonly kind: Kind; readonly ids: readonly string[] },
  { delimiter = ',' }: ExportOptions = {},
): AsyncGenerator<string> {
  const columns = columnsOf(kind, await surroundingsOf(records, delimiter === ';' ? ',' : '.'));
  const keys = new KeysOfIds(records);
  const rows = (cells: readonly (readonly string[])[]): string =>
    stringify(
      cells.map((row) => [...row]),
      { delimiter, record_delimiter: 'windows' },
    );
  yield byteOrderMark + rows([columns.map(({ name }) => name)]);
  for (const chunk of inChunks(ids, rowsPerPiece)) {
    const found = await records.findMany(kind, chunk);
    await keys.prepare(found.flatMap(({ body }) => usesOf(kind, body)));
    yield rows(found.map((record) => rowOf(record, columns, keys)));
  }
}

function rowOf({ kind, body }: OfficeRecord, columns: readonly Column[], keys: KeysOfIds): readonly string[] {
  const keyed = turnReferences(kind, body, (use) => keys.key(use.kind, use.id));
  return columns.map(({ field, member, codec }) => {
    const value = keyed[field];
    if (member === undefined) return codec.write(value);
    return codec.write((value as Readonly<Record<string, unknown>> | null)?.[member]);
  });
}
