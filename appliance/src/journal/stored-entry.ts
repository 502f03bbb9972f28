// An entry exactly as it lies in the database, for auditing and export: nothing is repaired or guessed while reading it.
import type { Row, SqlValue } from '../platform/ports/database.ts';
import type { EntryHeader } from './chain.ts';

export interface StoredEntry {
  readonly header: EntryHeader;
  /** The payload's text as stored; canonical JSON if nobody touched it. */
  readonly payload: string;
  readonly hash: string;
  readonly signature?: string;
  readonly key?: string;
}

// Texts are read as bytes: a driver would turn broken UTF-8 into something readable, and a change would go unseen.
const texts = [
  'register',
  'who',
  'approved_by',
  'type',
  'subject',
  'payload',
  'prev',
  'hash',
  'signature',
  'key',
] as const;

export const storedColumns = `seq, at, v, ${texts.map((name) => `CAST(${name} AS BLOB) AS ${name}`).join(', ')}`;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Undefined when a column holds no UTF-8 text, or nothing where there must be something. */
export function storedEntry(row: Row): StoredEntry | undefined {
  try {
    return {
      header: {
        register: text(row['register']),
        seq: Number(row['seq']),
        at: Number(row['at']),
        who: text(row['who']),
        ...(row['approved_by'] === null ? {} : { approvedBy: text(row['approved_by']) }),
        type: text(row['type']),
        v: Number(row['v']),
        subject: text(row['subject']),
        prev: text(row['prev']),
      },
      payload: text(row['payload']),
      hash: text(row['hash']),
      ...(row['signature'] === null ? {} : { signature: text(row['signature']) }),
      ...(row['key'] === null ? {} : { key: text(row['key']) }),
    };
  } catch {
    return undefined;
  }
}

function text(value: SqlValue | undefined): string {
  if (!(value instanceof Uint8Array)) throw new TypeError('no text');
  return utf8.decode(value);
}
