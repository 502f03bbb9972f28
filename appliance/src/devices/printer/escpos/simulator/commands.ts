// The simulated printer's ear: cuts the byte stream into text and whole ESC/POS commands, strictly. What it does not know is a fault,
// as is a real-time command inside the data of another one.

export type Command =
  | { readonly kind: 'text'; readonly bytes: Uint8Array }
  /** `name` such as `ESC a`, `GS ( k`, `LF`; `data` is all that follows the name's own bytes. */
  | { readonly kind: 'command'; readonly name: string; readonly data: Uint8Array; readonly hidden?: true }
  | { readonly kind: 'unknown'; readonly bytes: Uint8Array };

/** How many bytes follow the name. A function is given what is there, and answers undefined while it cannot tell yet. */
type Size = number | ((data: Uint8Array) => number | undefined);

const word = (data: Uint8Array, at: number): number => (data[at] ?? 0) + 256 * (data[at + 1] ?? 0);
/** pL pH and as many bytes. */
const counted: Size = (data) => (data.length < 2 ? undefined : 2 + word(data, 0));
const cutSize: Size = (data) => (data[0] === undefined ? undefined : data[0] >= 65 ? 2 : 1);
const rasterSize: Size = (data) => (data.length < 5 ? undefined : 5 + word(data, 1) * word(data, 3));

/** GS k: m up to 6 ends with NUL, m from 65 says its length. */
const barcodeSize: Size = (data) => {
  const [type, length] = data;
  if (type === undefined) return undefined;
  if (type >= 65) return length === undefined ? undefined : 2 + length;
  const end = data.indexOf(0, 1);
  return end === -1 ? undefined : end + 1;
};

const [dle, esc, fs, gs] = [0x10, 0x1b, 0x1c, 0x1d];
const controls: Readonly<Record<number, string>> = { 0x09: 'HT', 0x0a: 'LF', 0x0c: 'FF', 0x0d: 'CR' };
const prefixes: Readonly<Record<number, string>> = { [dle]: 'DLE', [esc]: 'ESC', [fs]: 'FS', [gs]: 'GS' };

/** By the bytes of the name. */
const sizes: Readonly<Record<string, Size>> = {
  'DLE \x04': 1,
  'DLE \x05': 1,
  'DLE \x14': (data) => (data[0] === undefined ? undefined : data[0] === 8 ? 8 : 3),
  'ESC @': 0,
  'ESC !': 1,
  'ESC -': 1,
  'ESC E': 1,
  'ESC G': 1,
  'ESC M': 1,
  'ESC a': 1,
  'ESC d': 1,
  'ESC J': 1,
  'ESC t': 1,
  'ESC R': 1,
  'ESC 2': 0,
  'ESC 3': 1,
  'ESC  ': 1,
  'ESC {': 1,
  'ESC p': 3,
  'FS .': 0,
  'FS &': 0,
  'GS !': 1,
  'GS B': 1,
  'GS V': cutSize,
  'GS h': 1,
  'GS w': 1,
  'GS H': 1,
  'GS f': 1,
  'GS k': barcodeSize,
  'GS v': (data) => (data.length < 1 ? undefined : mapped(rasterSize, data.subarray(1))),
  'GS a': 1,
  'GS r': 1,
  'GS I': 1,
  'GS L': 2,
  'GS W': 2,
  'GS (k': counted,
  'GS (H': counted,
};

function mapped(size: Size, data: Uint8Array): number | undefined {
  const count = typeof size === 'number' ? size : size(data);
  return count === undefined ? undefined : count + 1;
}

export interface Taken {
  readonly command: Command;
  readonly length: number;
}

/** The first text or command of the bytes; undefined when it is not complete yet. */
export function takeCommand(bytes: Uint8Array): Taken | undefined {
  const [first] = bytes;
  if (first === undefined) return undefined;
  const control = controls[first];
  if (control !== undefined) return taken(1, { kind: 'command', name: control, data: new Uint8Array() });
  const prefix = prefixes[first];
  if (prefix !== undefined) return takePrefixed(bytes, prefix);
  if (first < 0x20) return taken(1, { kind: 'unknown', bytes: bytes.slice(0, 1) });
  const end = bytes.findIndex((byte) => byte < 0x20);
  const length = end === -1 ? bytes.length : end;
  return taken(length, { kind: 'text', bytes: bytes.slice(0, length) });
}

function takePrefixed(bytes: Uint8Array, prefix: string): Taken | undefined {
  if (bytes.length < 2) return undefined;
  const isParenthesis = prefix === 'GS' && bytes[1] === 0x28;
  const nameLength = isParenthesis ? 3 : 2;
  if (bytes.length < nameLength) return undefined;
  const letters = Buffer.from(bytes.subarray(1, nameLength)).toString('latin1');
  const name = `${prefix} ${letters}`;
  const size = sizes[name];
  if (size === undefined) return taken(nameLength, { kind: 'unknown', bytes: bytes.slice(0, nameLength) });
  const count = typeof size === 'number' ? size : size(bytes.subarray(nameLength));
  if (count === undefined || bytes.length < nameLength + count) return undefined;
  const data = bytes.slice(nameLength, nameLength + count);
  const hidden = prefix !== 'DLE' && hidesRealTimeCommand(data) ? ({ hidden: true } as const) : {};
  return taken(nameLength + count, { kind: 'command', name: readable(name), data, ...hidden });
}

/** Real-time commands are obeyed on arrival, wherever they stand. */
function hidesRealTimeCommand(data: Uint8Array): boolean {
  return data.some((byte, at) => byte === dle && realTimeCommand(data.subarray(at)) !== undefined);
}

export interface RealTimeCommand {
  readonly name: 'status' | 'pulse' | 'clear';
  readonly data: Uint8Array;
  readonly length: number;
}

/** A complete real-time command at the start of these bytes. */
export function realTimeCommand(bytes: Uint8Array): RealTimeCommand | undefined {
  const [first, second, third = 0, fourth = 2, fifth = 0] = bytes;
  if (first !== dle) return undefined;
  if (second === 0x04 && third >= 1 && third <= 4)
    return { name: 'status', data: Uint8Array.of(third), length: 3 };
  if (second !== 0x14) return undefined;
  if (third === 1 && fourth <= 1 && fifth >= 1 && fifth <= 8)
    return { name: 'pulse', data: Uint8Array.of(fourth, fifth), length: 5 };
  const clear = [8, 1, 3, 20, 1, 6, 2, 8];
  if (clear.every((byte, at) => bytes[2 + at] === byte))
    return { name: 'clear', data: new Uint8Array(), length: 10 };
  return undefined;
}

/** Bytes that may still become a real-time command. */
export function mayBecomeRealTime(bytes: Uint8Array): boolean {
  const [first, second, third] = bytes;
  if (first !== dle || realTimeCommand(bytes) !== undefined) return false;
  if (second === undefined || third === undefined)
    return second === undefined || second === 0x04 || second === 0x14;
  return second === 0x14 && ((third === 1 && bytes.length < 5) || (third === 8 && bytes.length < 10));
}

function readable(name: string): string {
  return name.replace('\x04', 'EOT').replace('\x05', 'ENQ').replace('\x14', 'DC4').replace('GS (', 'GS ( ');
}

function taken(length: number, command: Command): Taken {
  return { length, command };
}
