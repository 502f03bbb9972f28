// The other half of the wire: a scanner that types, with its bad days. It only makes reports.
import iconv from 'iconv-lite';
import { modifier, usage } from './codec.ts';
import { compose, layoutNamed } from './layouts.ts';
import type { LayoutName } from './layouts.ts';

export const descriptor = {
  vendorId: 0x05e0,
  productId: 0x1200,
  serial: 'SIMULATED-WEDGE',
  usagePage: 0x01,
  usage: 0x06,
} as const;

export interface WedgeSimulatorParts {
  send(report: Uint8Array): void;
  readonly layout?: LayoutName;
  /** The key after each code; Enter unless told. */
  readonly terminator?: 'enter' | 'tab' | 'none';
}

interface Stroke {
  readonly modifiers: number;
  readonly key: number;
}

const held = { left: 0x02, ctrl: 0x01 } as const;
const keyUp = new Uint8Array(8);

export class WedgeSimulator {
  readonly #parts: WedgeSimulatorParts;
  readonly #strokes: ReadonlyMap<string, readonly Stroke[]>;
  silent = false;

  constructor(parts: WedgeSimulatorParts) {
    this.#parts = parts;
    this.#strokes = strokesOf(parts.layout ?? 'us');
  }

  scan(text: string, aim = ''): void {
    this.#send(this.reportsOf(aim + text));
  }

  /** Key down and key up for each character, and the terminator. Characters without a key are typed as Alt and their number. */
  reportsOf(text: string): Uint8Array[] {
    const { terminator = 'enter' } = this.#parts;
    const last = terminator === 'none' ? [] : press({ modifiers: 0, key: usage[terminator] });
    return [...[...text].flatMap((character) => this.#type(character)), ...last];
  }

  /** A code that begins and never ends. */
  halfScan(text: string): void {
    this.#send([...text].flatMap((character) => this.#type(character)));
  }

  /** More keys at once than the keyboard can tell, in the middle of a code. */
  garbage(): void {
    this.#send([...this.#type('1'), new Uint8Array(8).fill(1, 2), keyUp, ...this.reportsOf('23')]);
  }

  #type(character: string): Uint8Array[] {
    if (character === '\x1d') return press({ modifiers: held.ctrl, key: usage.usRightBracket });
    const strokes = this.#strokes.get(character);
    return strokes === undefined ? altCode(character) : strokes.flatMap(press);
  }

  #send(reports: readonly Uint8Array[]): void {
    if (this.silent) return;
    for (const report of reports) this.#parts.send(report);
  }
}

function press({ modifiers, key }: Stroke): Uint8Array[] {
  return [Uint8Array.of(modifiers, 0, key, 0, 0, 0, 0, 0), keyUp];
}

/** Alt held, `0` and the number in Windows' code page on the keypad, Alt released. */
function altCode(character: string): Uint8Array[] {
  const [code = 0] = iconv.encode(character, 'win1252');
  const digits = `0${String(code).padStart(3, '0')}`;
  const keys = [...digits].map((digit) =>
    digit === '0' ? usage.keypadZero : usage.keypadOne + Number(digit) - 1,
  );
  return [
    ...keys.flatMap((key) => [
      Uint8Array.of(modifier.leftAlt, 0, key, 0, 0, 0, 0, 0),
      Uint8Array.of(modifier.leftAlt, 0, 0, 0, 0, 0, 0, 0),
    ]),
    keyUp,
  ];
}

/** The shortest way to type each character of a layout. */
function strokesOf(name: LayoutName): ReadonlyMap<string, readonly Stroke[]> {
  const layout = layoutNamed(name);
  const strokes = new Map<string, readonly Stroke[]>();
  const deads: { readonly character: string; readonly stroke: Stroke }[] = [];
  const levels = [
    ['plain', 0],
    ['shift', held.left],
    ['altGr', modifier.rightAlt],
  ] as const;
  for (const [level, modifiers] of levels)
    for (const [key, { character, dead }] of layout[level]) {
      const stroke = { modifiers, key };
      if (dead) deads.push({ character, stroke });
      else if (!strokes.has(character)) strokes.set(character, [stroke]);
    }
  const singles = [...strokes];
  for (const { character, stroke } of deads)
    for (const [next, then] of singles) {
      const made = compose(character, next);
      if ([...made].length === 1 && !strokes.has(made)) strokes.set(made, [stroke, ...then]);
    }
  return strokes;
}
