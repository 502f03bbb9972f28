// Maps what SQLite reports to the codes of this project, once, where it enters. The number decides, never the text.
import sqlite3 from 'sqlite3';
import { Fault, type FaultCode } from '../fault.ts';

const codeByNumber: Readonly<Record<number, FaultCode>> = {
  [sqlite3.FULL]: 'storage.full',
  [sqlite3.BUSY]: 'storage.busy',
  [sqlite3.LOCKED]: 'storage.busy',
  [sqlite3.CONSTRAINT]: 'storage.constraint',
  [sqlite3.CORRUPT]: 'storage.corrupt',
  [sqlite3.NOTADB]: 'storage.corrupt',
};

/** A Fault `storage.*` with the SQLite name of the error (`sqlite`, e.g. `SQLITE_FULL`) and the original as its cause. */
export function storageFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const number = error instanceof Error && 'errno' in error ? Number(error.errno) : Number.NaN;
  const name = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  // Extended result codes carry the primary code in their low byte.
  return new Fault(codeByNumber[number & 0xff] ?? 'storage.failed', { sqlite: name }, error);
}
