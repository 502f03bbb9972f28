// An entry between its form in memory and its row in the database. Column order here is that of the table and of the view `commit_in`.
import type { Entry } from '../../domain/journal/entry.ts';
import type { Row } from '../../platform/ports/database.ts';
import { payloadText } from '../../journal/chain.ts';

export const entryColumns =
  'register, seq, at, who, approved_by, type, v, subject, payload, prev, hash, signature, key';

export function rowOf(entry: Entry): readonly (string | number | null)[] {
  return [
    entry.register,
    entry.seq,
    entry.at,
    entry.who,
    entry.approvedBy ?? null,
    entry.type,
    entry.v,
    entry.subject,
    payloadText(entry),
    entry.prev,
    entry.hash,
    entry.signature ?? null,
    entry.key ?? null,
  ];
}

export function entryOf(row: Row): Entry {
  const optional = {
    ...(row['approved_by'] === null ? {} : { approvedBy: String(row['approved_by']) }),
    ...(row['signature'] === null ? {} : { signature: String(row['signature']) }),
    ...(row['key'] === null ? {} : { key: String(row['key']) }),
  };
  return {
    register: String(row['register']),
    seq: Number(row['seq']),
    at: Number(row['at']),
    who: String(row['who']),
    type: String(row['type']),
    v: Number(row['v']),
    subject: String(row['subject']),
    // Written by this program from a checked event; the chain tells when it is not what was written.
    payload: JSON.parse(String(row['payload'])) as Entry['payload'],
    prev: String(row['prev']),
    hash: String(row['hash']),
    ...optional,
  };
}
