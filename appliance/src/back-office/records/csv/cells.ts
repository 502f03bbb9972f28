// One cell and the value it stands for, both ways. An empty cell says "nothing": null, an empty list, or what a field has when nobody says.
import type { RecordNo } from '../refusals.ts';
import { no } from '../refusals.ts';

export type CellRead =
  | { readonly is: 'value'; readonly value: unknown }
  | { readonly is: 'empty' }
  | { readonly is: 'wrong'; readonly refusal: RecordNo };

export interface CellCodec {
  /** Empty for null and undefined. */
  write(value: unknown): string;
  read(cell: string): CellRead;
}

export interface NumberStyle {
  readonly decimals: number;
  /** What stands between whole and parts when written; both are read. */
  readonly point: '.' | ',';
}

// A spreadsheet would take these for a formula (CSV injection); an apostrophe before them says that they are a text.
const likeFormula = /^'*[=+\-@\t\r]/;
const guarded = /^'+[=+\-@\t\r]/;

function guard(text: string): string {
  return likeFormula.test(text) ? `'${text}` : text;
}

function unguard(cell: string): string {
  return guarded.test(cell) ? cell.slice(1) : cell;
}

function value(of: unknown): CellRead {
  return { is: 'value', value: of };
}

function wrong(refusal: RecordNo): CellRead {
  return { is: 'wrong', refusal };
}

const nothing: CellRead = { is: 'empty' };

export const textCell: CellCodec = {
  write: (text) => (typeof text === 'string' ? guard(text) : ''),
  read: (cell) => (cell.trim() === '' ? nothing : value(unguard(cell))),
};

const yes = new Set(['yes', 'true', '1', 'ja', 'ano', 'x', 'sann', 'waar', 'pravda']);
const noWords = new Set(['no', 'false', '0', 'nei', 'nee', 'ne', 'usann', 'onwaar', 'nepravda']);

export const yesNoCell: CellCodec = {
  write: (truth) => (truth === true ? 'yes' : truth === false ? 'no' : ''),
  read(cell) {
    const word = cell.trim().toLowerCase();
    if (word === '') return nothing;
    if (yes.has(word)) return value(true);
    return noWords.has(word) ? value(false) : wrong(no('csv.yes-or-no', { value: cell.slice(0, 40) }));
  },
};

/** An integer with its last digits behind a point: `19.90` is 1990 with two decimals. */
export function numberCell({ decimals, point }: NumberStyle): CellCodec {
  const shape = new RegExp(
    `^(-?)(\\d{1,15})${decimals === 0 ? '' : `(?:[.,](\\d{1,${String(decimals)}}))?`}$`,
  );
  return {
    write(number) {
      if (typeof number !== 'number') return '';
      const digits = String(Math.abs(number)).padStart(decimals + 1, '0');
      const sign = number < 0 ? '-' : '';
      if (decimals === 0) return `${sign}${digits}`;
      return `${sign}${digits.slice(0, -decimals)}${point}${digits.slice(-decimals)}`;
    },
    read(cell) {
      // Thousands apart by spaces, as people and spreadsheets write them; a second point or comma is a slip.
      const text = cell.replace(/[\s\u00a0\u202f]/g, '');
      if (text === '') return nothing;
      const [, sign, whole, parts = ''] = shape.exec(text) ?? [];
      if (whole === undefined) return wrong(no('csv.number', { value: cell.slice(0, 40) }));
      const number = Number(`${whole}${parts.padEnd(decimals, '0')}`);
      return value(sign === '-' ? -number : number);
    },
  };
}

// A list of one empty text is not an empty list.
const oneEmpty = '\\e';

/** `a|b`; a bar or a backslash within an item has a backslash before it. */
export function listCell(item: CellCodec): CellCodec {
  return {
    write(list) {
      if (!Array.isArray(list) || list.length === 0) return '';
      const parts = list.map((each) => item.write(each).replace(/[\\|]/g, '\\$&'));
      return parts.length === 1 && parts[0] === '' ? oneEmpty : parts.join('|');
    },
    read(cell) {
      if (cell.trim() === '') return nothing;
      if (cell === oneEmpty) return value(['']);
      const items: unknown[] = [];
      for (const part of splitList(cell)) {
        const read = item.read(part);
        if (read.is === 'wrong') return read;
        items.push(read.is === 'empty' ? '' : read.value);
      }
      return value(items);
    },
  };
}

function splitList(cell: string): readonly string[] {
  const items: string[] = [];
  let item = '';
  for (let at = 0; at < cell.length; at += 1) {
    const letter = cell.charAt(at);
    if (letter === '\\' && at + 1 < cell.length) {
      at += 1;
      item += cell.charAt(at);
    } else if (letter === '|') {
      items.push(item);
      item = '';
    } else item += letter;
  }
  return [...items, item];
}

/** What has no flat form: lists of things with members, templates, campaigns. */
export const jsonCell: CellCodec = {
  write(given) {
    if (given === null || given === undefined) return '';
    return Array.isArray(given) && given.length === 0 ? '' : JSON.stringify(given);
  },
  read(cell) {
    if (cell.trim() === '') return nothing;
    try {
      return value(JSON.parse(cell));
    } catch {
      return wrong(no('csv.json', { value: cell.slice(0, 40) }));
    }
  },
};
