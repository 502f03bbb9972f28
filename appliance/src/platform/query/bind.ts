// What a typed query may carry as a parameter, made into what the Database port takes. A value that SQLite would take for something
// else (undefined, NaN, a number past 2^53) is a defect of the caller and is refused before it is stored.
import type { SqlValue } from '../ports/database.ts';

/** Booleans become 1 and 0, bigints numbers. Throws TypeError naming the position, never the value: it may be a secret. */
export function bind(parameters: readonly unknown[]): readonly SqlValue[] {
  return parameters.map((value, index) => bound(value, index + 1));
}

function bound(value: unknown, position: number): SqlValue {
  if (value === null || typeof value === 'string' || value instanceof Uint8Array) return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return wholeEnough(value, position);
  if (typeof value === 'bigint') return wholeEnough(Number(value), position);
  throw new TypeError(`parameter ${position} of a query is ${nameOf(value)}, which no column can hold`);
}

function wholeEnough(value: number, position: number): number {
  if (!Number.isFinite(value)) throw new TypeError(`parameter ${position} of a query is not a finite number`);
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw new TypeError(
      `parameter ${position} of a query is past 2^53 and would be stored as another number`,
    );
  }
  return value;
}

function nameOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return typeof value;
  return value.constructor.name;
}
