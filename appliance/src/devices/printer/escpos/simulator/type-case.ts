// How the simulated printer sets characters: modes, code page, and the line that is being filled. A line that is full breaks by itself.
import iconv from 'iconv-lite';
import type { Align } from '../../port.ts';
import type { PaperBlock, PaperRun } from '../../paper.ts';
import { codePage } from '../codec/code-pages.ts';
import type { CodePage } from '../codec/code-pages.ts';
import type { PrinterProfile } from '../profiles.ts';

export interface Modes {
  bold: boolean;
  underline: boolean;
  inverse: boolean;
  small: boolean;
  width: number;
  height: number;
  align: Align;
}

const usualModes = (): Modes => ({
  bold: false,
  underline: false,
  inverse: false,
  small: false,
  width: 1,
  height: 1,
  align: 'left',
});

export class TypeCase {
  readonly #profile: PrinterProfile;
  readonly #print: (block: PaperBlock) => void;
  modes: Modes = usualModes();
  #page: CodePage | undefined;
  #kanji: boolean;
  #runs: PaperRun[] = [];
  #usedDots = 0;

  constructor(profile: PrinterProfile, print: (block: PaperBlock) => void) {
    this.#profile = profile;
    this.#print = print;
    this.#kanji = profile.startsInKanji;
    this.#page = codePage('cp437');
  }

  /** ESC @ : what was not printed yet is lost, and the modes are as after switching on. */
  reset(): void {
    this.modes = usualModes();
    this.#page = codePage('cp437');
    this.#kanji = this.#profile.startsInKanji;
    this.dropLine();
  }

  dropLine(): void {
    this.#runs = [];
    this.#usedDots = 0;
  }

  get atLineStart(): boolean {
    return this.#runs.length === 0;
  }

  set kanji(on: boolean) {
    this.#kanji = on;
  }

  /** False when the printer has no such page; it then goes on with the one it had. */
  selectPage(number: number): boolean {
    const found = this.#profile.codePages.find((page) => page.number === number);
    if (found !== undefined) this.#page = codePage(found.name);
    return found !== undefined;
  }

  /** Returns what the printer cannot draw. */
  set(bytes: Uint8Array): string[] {
    const faults: string[] = [];
    const characters = this.#kanji
      ? [...iconv.decode(Buffer.from(bytes), 'gb18030')]
      : this.#decode(bytes, faults);
    for (const character of characters) this.#setCharacter(character);
    return faults;
  }

  #decode(bytes: Uint8Array, faults: string[]): string[] {
    return [...bytes].map((byte) => {
      if (byte < 0x7f) return String.fromCharCode(byte);
      const character = byte === 0x7f ? undefined : this.#page?.characters[byte - 0x80];
      if (character === undefined)
        faults.push(`byte ${byte.toString(16)} is not in ${this.#page?.name ?? 'no page'}`);
      return character ?? '\uFFFD';
    });
  }

  #setCharacter(character: string): void {
    const cell = Math.floor(this.#profile.widthDots / this.#profile.columns);
    const dots = (this.modes.small ? Math.floor((cell * 3) / 4) : cell) * this.modes.width;
    if (this.#usedDots + dots > this.#profile.widthDots) this.endLine(true);
    this.#usedDots += dots;
    const look = this.#look();
    const last = this.#runs.at(-1);
    if (last !== undefined && sameLook(last, look))
      this.#runs[this.#runs.length - 1] = { ...last, text: last.text + character };
    else this.#runs.push({ text: character, ...look });
  }

  #look(): Omit<PaperRun, 'text'> {
    const { bold, underline, inverse, small, width, height } = this.modes;
    return {
      ...(bold ? { bold } : {}),
      ...(underline ? { underline } : {}),
      ...(inverse ? { inverse } : {}),
      ...(small ? { small } : {}),
      ...(width > 1 ? { width } : {}),
      ...(height > 1 ? { height } : {}),
    };
  }

  endLine(wrapped = false): void {
    const { align } = this.modes;
    this.#print({ kind: 'line', align, runs: this.#runs, ...(wrapped ? { wrapped } : {}) });
    this.dropLine();
  }
}

function sameLook(run: PaperRun, look: Omit<PaperRun, 'text'>): boolean {
  return (['bold', 'underline', 'inverse', 'small', 'width', 'height'] as const).every(
    (key) => run[key] === look[key],
  );
}
