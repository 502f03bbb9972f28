// From what a scanner sent for one code to a scan: text, AIM identifier, and what was configured into the scanner around it.
// The three wires (HID-POS, keyboard, serial) differ before this point only.
import { Type } from '@sinclair/typebox';
import type { Scan } from './port.ts';

/** The longest symbol a till meets is a QR code of some hundred characters; what is longer is a stuck device. */
export const codeLengthMax = 4_096;

export type ScanEvent =
  { readonly kind: 'scan'; readonly scan: Scan } | { readonly kind: 'garbage'; readonly reason: string };

/** A decoder of one wire. It keeps one unfinished code at most, and never throws. */
export interface ScanDecoder {
  read(bytes: Uint8Array): readonly ScanEvent[];
  /** Bytes or characters kept of a code that has not ended. */
  readonly held: number;
  /** A code has begun and not ended. */
  readonly unfinished: boolean;
  /** Nothing came for too long: what was begun is dropped, or ended where silence is how codes end. */
  timeOut(): readonly ScanEvent[];
}

/** What the scanner adds to each code, for wires that carry bare characters. */
export const codeOptions = {
  /** Characters the scanner was set up to put before each code. */
  prefix: Type.String({ default: '', maxLength: 32 }),
  /** Characters it puts after each code, before the terminator. */
  suffix: Type.String({ default: '', maxLength: 32 }),
  /** Whether an AIM identifier at the start is taken for one. Scanners that send none are not harmed by it. */
  aimPrefix: Type.Boolean({ default: true }),
};
export interface CodeOptions {
  readonly prefix: string;
  readonly suffix: string;
  readonly aimPrefix: boolean;
}

export function readCode(raw: string, options: CodeOptions): ScanEvent {
  const { prefix, suffix, aimPrefix } = options;
  if (!raw.startsWith(prefix)) return garbage('prefix-missing');
  const body = raw.slice(prefix.length);
  if (!body.endsWith(suffix)) return garbage('suffix-missing');
  const code = body.slice(0, body.length - suffix.length);
  // ISO/IEC 15424: a flag character, a code character and a modifier.
  const aim = aimPrefix ? /^\][A-Za-z][0-9A-Za-z]/.exec(code)?.[0] : undefined;
  return scanned(aim === undefined ? code : code.slice(aim.length), aim);
}

export function scanned(text: string, aim?: string): ScanEvent {
  if (text === '') return garbage('empty');
  return { kind: 'scan', scan: aim === undefined ? { text } : { text, aim } };
}

export function garbage(reason: string): ScanEvent {
  return { kind: 'garbage', reason };
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Retail symbols are ASCII. What is more is UTF-8 where it can be, Latin-1 (the default of QR and Data Matrix) where it cannot. */
export function bytesToText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}
