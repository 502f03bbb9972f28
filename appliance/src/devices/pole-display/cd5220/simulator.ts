// The other half of the wire: two lines of twenty characters, as they would stand on the glass, in both dialects; and its bad days.
import iconv from 'iconv-lite';
import type { PoleCodePage } from '../pole-text.ts';
import { columns } from '../port.ts';

type Row = 0 | 1;
const blankRow = (): number[] => Array.from({ length: columns }, () => 0x20);
/** Bytes of arguments after ESC and US commands; CD5220's ESC Q takes its text up to CR. */
const argumentsOf: Readonly<Record<string, number>> = {
  '1b40': 0,
  '1b5f': 1,
  '1b74': 1,
  '1f43': 1,
  '1f24': 2,
};

export class PoleSimulator {
  readonly #codePage: PoleCodePage;
  #rows: [number[], number[]] = [blankRow(), blankRow()];
  #row: Row = 0;
  #column = 0;
  /** A command that is not whole yet. */
  #begun: number[] = [];
  /** Bytes that no dialect knows. */
  unknown = 0;
  off = false;

  constructor(codePage: PoleCodePage = 'cp850') {
    this.#codePage = codePage;
  }

  get shows(): { readonly upper: string; readonly lower: string } {
    const [upper, lower] = this.#rows.map((row) => iconv.decode(Buffer.from(row), this.#codePage));
    return { upper: upper ?? '', lower: lower ?? '' };
  }

  /** Bytes kept of a command that is not whole. */
  get held(): number {
    return this.#begun.length;
  }

  receive(bytes: Uint8Array): void {
    if (!this.off) for (const byte of bytes) this.#take(byte);
  }

  /** Off and on: it has forgotten everything. */
  cutPower(): void {
    this.#rows = [blankRow(), blankRow()];
    this.#begun = [];
    this.#home(0);
  }

  #take(byte: number): void {
    if (this.#begun.length > 0) this.#goOn(byte);
    else if (byte === 0x1b || byte === 0x1f) this.#begun = [byte];
    else if (byte === 0x0c) this.cutPower();
    else if (byte >= 0x20) this.#write(byte);
    else this.unknown += 1;
  }

  #goOn(byte: number): void {
    this.#begun.push(byte);
    const [lead = 0, name = 0, ...rest] = this.#begun;
    const command = Buffer.of(lead, name).toString('hex');
    if (command === '1b51') return this.#wholeRow(rest, byte);
    const length = argumentsOf[command];
    if (length !== undefined && rest.length < length) return;
    this.#begun = [];
    if (length === undefined) this.unknown += 1;
    else if (command === '1f24') this.#home(rest[1] === 2 ? 1 : 0, (rest[0] ?? 1) - 1);
  }

  /** ESC Q A or B, the text, CR. */
  #wholeRow(rest: readonly number[], byte: number): void {
    if (byte !== 0x0d && rest.length <= columns + 1) return;
    const [row, ...text] = rest;
    this.#begun = [];
    const whole = byte === 0x0d && (row === 0x41 || row === 0x42);
    if (!whole) this.unknown += 1;
    else
      this.#rows[row === 0x42 ? 1 : 0] = blankRow().map((blank, index) => text.slice(0, -1)[index] ?? blank);
  }

  #home(row: Row, column = 0): void {
    this.#row = row;
    this.#column = Math.min(columns - 1, Math.max(0, column));
  }

  #write(byte: number): void {
    this.#rows[this.#row][this.#column] = byte;
    this.#column += 1;
    if (this.#column >= columns) this.#home(this.#row === 0 ? 1 : 0);
  }
}
