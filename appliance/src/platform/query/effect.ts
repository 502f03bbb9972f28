// What a compiled query does to the data, which decides where it runs: beside the writer, or on it, with rows or without.
import { InsertQueryNode, RawNode, type CompiledQuery, type RootOperationNode } from 'kysely';

export type Effect = 'read' | 'write' | 'write-returning';

// A raw statement that begins with WITH counts as a read: one that writes is then refused by the read-only connection, aloud,
// whereas a read taken for a write would quietly come back without its rows.
const rawRead = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/|\()*(?:select|values|with|explain)\b/i;
const rawReturning = /\breturning\b/i;

export function effectOf({ query, sql }: CompiledQuery): Effect {
  if (RawNode.is(query)) {
    if (rawRead.test(sql)) return 'read';
    return rawReturning.test(sql) ? 'write-returning' : 'write';
  }
  if (query.kind === 'SelectQueryNode') return 'read';
  return 'returning' in query ? 'write-returning' : 'write';
}

/** Whether the id that the store gave to the last row means something. */
export function makesRows(query: RootOperationNode): boolean {
  return InsertQueryNode.is(query) || RawNode.is(query);
}
