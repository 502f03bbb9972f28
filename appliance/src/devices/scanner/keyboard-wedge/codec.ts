// Codes typed by a scanner that plays a keyboard, read below the keyboard: raw 8-byte boot reports (HID 1.11, appendix B), with the
// layout applied here. Byte 0 holds the modifiers, bytes 2 to 7 up to six keys; a key went down when it was not in the report before.
import iconv from 'iconv-lite';
import { codeLengthMax, garbage, readCode } from '../read-code.ts';
import type { CodeOptions, ScanDecoder, ScanEvent } from '../read-code.ts';
import { compose, layoutNamed } from './layouts.ts';
import type { Key, Layout, LayoutName, Level } from './layouts.ts';

export const terminators = ['enter', 'tab', 'either', 'silence'] as const;
export type Terminator = (typeof terminators)[number];

export interface WedgeOptions extends CodeOptions {
  readonly layout: LayoutName;
  readonly terminator: Terminator;
  /** The report id of the keyboard, for composite devices that number their reports; 0 for none. */
  readonly reportId: number;
}

const bootReportLength = 8;

export const modifier = { ctrl: 0x11, shift: 0x22, leftAlt: 0x04, rightAlt: 0x40 } as const;
const anyAlt = modifier.leftAlt | modifier.rightAlt;

export const usage = {
  rolloverFirst: 0x01,
  rolloverLast: 0x03,
  enter: 0x28,
  tab: 0x2b,
  usRightBracket: 0x30,
  capsLock: 0x39,
  keypadEnter: 0x58,
  keypadOne: 0x59,
  keypadZero: 0x62,
} as const;

/** NumLock is taken as on: the device is cut off from the keyboard lights, and scanners send keypad keys for digits only. */
const keypad: ReadonlyMap<number, string> = new Map(
  Array.from('/*-+', (character, index): [number, string] => [0x54 + index, character]).concat(
    Array.from('1234567890.', (character, index): [number, string] => [usage.keypadOne + index, character]),
  ),
);
/** Codes of Alt and keypad digits have three digits, or four with the zero that asks for Windows' code page. */
const altDigitsMax = 4;

export class WedgeDecoder implements ScanDecoder {
  readonly #options: WedgeOptions;
  readonly #layout: Layout;
  readonly #codeLengthMax: number;
  #text = '';
  #dead = '';
  #altDigits = '';
  /** A key was lost or made no sense: the rest of this code is passed over, since it would be another code. */
  #broken = false;
  #caps = false;
  #down: ReadonlySet<number> = new Set();

  constructor(options: WedgeOptions, lengthMax: number = codeLengthMax) {
    this.#options = options;
    this.#layout = layoutNamed(options.layout);
    this.#codeLengthMax = lengthMax;
  }

  get held(): number {
    return this.#text.length + this.#dead.length + this.#altDigits.length;
  }

  get unfinished(): boolean {
    return this.#broken || this.#text !== '' || this.#dead !== '' || this.#altDigits !== '';
  }

  read(report: Uint8Array): readonly ScanEvent[] {
    const { reportId } = this.#options;
    if (reportId !== 0 && report[0] !== reportId) return [];
    const boot = reportId === 0 ? report : report.subarray(1);
    const modifiers = boot[0];
    if (boot.length !== bootReportLength || modifiers === undefined) return this.#spoil('report-length');
    const keys = new Set([...boot.subarray(2)].filter((key) => key !== 0));
    // ErrorRollOver, POSTFail, ErrorUndefined: the keyboard itself says that keys were lost.
    if ([...keys].some((key) => key >= usage.rolloverFirst && key <= usage.rolloverLast))
      return this.#spoil('keys-lost');
    const events = (modifiers & anyAlt) === 0 ? [...this.#endAltCode()] : [];
    for (const key of keys) if (!this.#down.has(key)) events.push(...this.#press(key, modifiers));
    this.#down = keys;
    return events;
  }

  timeOut(): readonly ScanEvent[] {
    if (this.#options.terminator === 'silence') return this.#end();
    const begun = this.unfinished && !this.#broken;
    this.#clear();
    return begun ? [garbage('code-unfinished')] : [];
  }

  #press(key: number, modifiers: number): readonly ScanEvent[] {
    const digit = keypad.get(key);
    if (digit !== undefined) {
      const altCode = (modifiers & anyAlt) !== 0 && key >= usage.keypadOne && key <= usage.keypadZero;
      return altCode ? this.#altDigit(digit) : this.#type(digit);
    }
    switch (key) {
      case usage.capsLock:
        this.#caps = !this.#caps;
        return [];
      case usage.enter:
      case usage.keypadEnter:
        return this.#terminate('enter', '\r');
      case usage.tab:
        return this.#terminate('tab', '\t');
      default:
        return this.#pressCharacter(key, modifiers);
    }
  }

  #pressCharacter(key: number, modifiers: number): readonly ScanEvent[] {
    // Windows takes Ctrl and Alt together for AltGr, and so do scanners made for it.
    const ctrl = (modifiers & modifier.ctrl) !== 0;
    const altGr = (modifiers & modifier.rightAlt) !== 0 || (ctrl && (modifiers & modifier.leftAlt) !== 0);
    if (ctrl && !altGr) return this.#control(key);
    const unshifted = (modifiers & modifier.shift) === 0 ? 'plain' : 'shift';
    const level = altGr ? 'altGr' : unshifted;
    const made = this.#layout[level].get(key);
    if (made !== undefined) return this.#character(this.#withCaps(made, key, level));
    // Lock and function keys make nothing; a key that makes a character otherwise was meant as one.
    return this.#layout.plain.has(key) ? this.#spoil('key-without-character') : [];
  }

  #withCaps(made: Key, key: number, level: Level): Key {
    if (!this.#caps || level === 'altGr') return made;
    const other = this.#layout[level === 'plain' ? 'shift' : 'plain'].get(key);
    const isLetter = made.character.toLowerCase() !== made.character.toUpperCase();
    const pair = other?.character.toLowerCase() === made.character.toLowerCase();
    return isLetter && pair ? other : made;
  }

  #character({ character, dead }: Key): readonly ScanEvent[] {
    const waiting = this.#dead;
    this.#dead = '';
    if (waiting !== '') return this.#type(compose(waiting, character));
    if (!dead) return this.#type(character);
    this.#dead = character;
    return [];
  }

  /** Ctrl and a letter, or one of `[ \ ] ^ _`, make a control character. */
  #control(key: number): readonly ScanEvent[] {
    // GS is sent as the key that is `]` in the United States, whatever the layout makes of it.
    if (key === usage.usRightBracket) return this.#type('\x1d');
    const code = this.#layout.plain.get(key)?.character.toUpperCase().charCodeAt(0) ?? 0;
    if (code < 0x41 || code > 0x5f) return this.#spoil('key-without-character');
    const made = String.fromCharCode(code & 0x1f);
    if (made === '\r' || made === '\n') return this.#terminate('enter', '\r');
    return made === '\t' ? this.#terminate('tab', '\t') : this.#type(made);
  }

  #altDigit(digit: string): readonly ScanEvent[] {
    if (this.#altDigits.length >= altDigitsMax) return this.#spoil('alt-code');
    this.#altDigits += digit;
    return [];
  }

  /** The character of a number typed with Alt held: of the DOS code page, or with a leading zero of Windows'. */
  #endAltCode(): readonly ScanEvent[] {
    const digits = this.#altDigits;
    if (digits === '') return [];
    this.#altDigits = '';
    const code = Number(digits);
    if (code > 0xff) return this.#spoil('alt-code');
    return this.#type(iconv.decode(Buffer.of(code), digits.startsWith('0') ? 'win1252' : 'cp437'));
  }

  #type(characters: string): readonly ScanEvent[] {
    if (this.#broken) return [];
    if (this.#text.length + characters.length > this.#codeLengthMax) return this.#spoil('too-long');
    this.#text += characters;
    return [];
  }

  #terminate(by: 'enter' | 'tab', character: string): readonly ScanEvent[] {
    const { terminator } = this.#options;
    const ends = terminator === by || terminator === 'either' || terminator === 'silence';
    return ends ? this.#end() : this.#type(character);
  }

  #end(): readonly ScanEvent[] {
    const code = this.#broken ? '' : this.#text + this.#dead;
    this.#clear();
    return code === '' ? [] : [readCode(code, this.#options)];
  }

  #spoil(reason: string): readonly ScanEvent[] {
    const first = !this.#broken;
    this.#clear();
    this.#broken = true;
    return first ? [garbage(reason)] : [];
  }

  #clear(): void {
    this.#text = '';
    this.#dead = '';
    this.#altDigits = '';
    this.#broken = false;
  }
}
