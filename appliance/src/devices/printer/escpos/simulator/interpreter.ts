// The simulated printer's hand: carries out one command after the other and puts the result on paper. Strict: what a real printer would
// print as rubbish, or do without being asked, stands on the paper as a fault.
import type { PaperBlock } from '../../paper.ts';
import type { Align } from '../../port.ts';
import type { PrinterProfile } from '../profiles.ts';
import type { Command } from './commands.ts';
import { BarcodeMaker, QrMaker } from './symbols.ts';
import { TypeCase } from './type-case.ts';

/** What the interpreter needs of the machine around it. */
export interface Mechanism {
  print(block: PaperBlock): void;
  answer(bytes: Uint8Array): void;
  pulse(pin: 0 | 1, onMs: number, offMs: number): void;
  /** GS a */
  automaticStatus(mask: number): void;
  /** The byte that answers GS r n; undefined for an n that nobody knows. */
  bufferedStatus(n: number): number | undefined;
}

type Handler = (data: Uint8Array) => void;

/** What needs a head that draws dots one by one. */
const drawn: ReadonlySet<string> = new Set(['GS B', 'GS k', 'GS ( k', 'GS v']);

export class Interpreter {
  readonly #profile: PrinterProfile;
  readonly #mechanism: Mechanism;
  readonly #type: TypeCase;
  readonly #barcodes: BarcodeMaker;
  readonly #qr: QrMaker;
  readonly #handlers: Readonly<Record<string, Handler>>;

  constructor(profile: PrinterProfile, mechanism: Mechanism) {
    this.#profile = profile;
    this.#mechanism = mechanism;
    this.#type = new TypeCase(profile, (block) => mechanism.print(block));
    this.#barcodes = new BarcodeMaker(profile);
    this.#qr = new QrMaker(profile);
    this.#handlers = { ...this.#textHandlers(), ...this.#drawingHandlers(), ...this.#talkingHandlers() };
  }

  run(command: Command): void {
    switch (command.kind) {
      case 'text':
        for (const what of this.#type.set(command.bytes)) this.#fault(what);
        return;
      case 'unknown':
        return this.#fault(`unknown command ${Buffer.from(command.bytes).toString('hex')}`);
      case 'command':
        if (command.hidden === true) this.#fault(`a real-time command hides in the data of ${command.name}`);
        if (this.#profile.impact && drawn.has(command.name))
          return this.#fault(`a printer that strikes has no ${command.name}`);
        this.#handlers[command.name]?.(command.data);
    }
  }

  /** As after switching on: nothing of an unfinished line survives. */
  reset(): void {
    this.#type.reset();
    this.#barcodes.reset();
    this.#qr.reset();
  }

  #fault(what: string): void {
    this.#mechanism.print({ kind: 'fault', what });
  }

  #textHandlers(): Record<string, Handler> {
    const type = this.#type;
    const on = (data: Uint8Array): boolean => ((data[0] ?? 0) & 1) === 1;
    return {
      'ESC @': () => {
        this.reset();
        // Also switches the automatic status off.
        this.#mechanism.automaticStatus(0);
      },
      'ESC !': ([n = 0]) => {
        Object.assign(type.modes, {
          small: (n & 1) !== 0,
          bold: (n & 8) !== 0,
          height: (n & 16) !== 0 ? 2 : 1,
          width: (n & 32) !== 0 ? 2 : 1,
          underline: (n & 128) !== 0,
        });
      },
      'ESC -': ([n = 0]) => {
        type.modes.underline = n % 48 !== 0;
      },
      'ESC E': (data) => {
        type.modes.bold = on(data);
      },
      'ESC G': (data) => {
        type.modes.bold = on(data);
      },
      'ESC M': (data) => {
        type.modes.small = on(data);
      },
      'GS !': ([n = 0]) => {
        Object.assign(type.modes, { width: (n >> 4) + 1, height: (n & 15) + 1 });
      },
      'GS B': (data) => {
        type.modes.inverse = on(data);
      },
      'ESC a': ([n = 0]) => {
        if (!type.atLineStart) this.#fault('ESC a in the middle of a line');
        type.modes.align = (['left', 'centre', 'right'] as const)[n % 48] ?? 'left';
      },
      'ESC t': ([n = 0]) => {
        if (!type.selectPage(n)) this.#fault(`there is no code page ${String(n)}`);
      },
      'FS .': () => {
        type.kanji = false;
      },
      'FS &': () => {
        type.kanji = true;
      },
      HT: () => {
        for (const what of type.set(Uint8Array.of(0x20))) this.#fault(what);
      },
      LF: () => {
        type.endLine();
      },
      'ESC d': ([n = 0]) => {
        for (let line = 0; line < n; line += 1) type.endLine();
        if (n === 0 && !type.atLineStart) type.endLine();
      },
      'ESC J': () => {
        if (!type.atLineStart) type.endLine();
      },
    };
  }

  #drawingHandlers(): Record<string, Handler> {
    const align = (): Align => this.#type.modes.align;
    return {
      'GS h': () => undefined,
      'GS w': ([n = 0]) => this.#barcodes.setModuleDots(n),
      'GS k': (data) => this.#mechanism.print(this.#barcodes.make(data, align())),
      'GS ( k': (data) => {
        const block = this.#qr.take(data.subarray(2), align());
        if (block !== undefined) this.#mechanism.print(block);
      },
      'GS v': (data) => {
        this.#image(data);
      },
      'GS V': ([m = 0]) => {
        if (!this.#type.atLineStart) this.#fault('a cut in the middle of a line');
        if (!this.#profile.cutter) this.#fault('this printer has no cutter');
        else this.#mechanism.print({ kind: 'cut', whole: m === 0 || m === 48 || m === 65 });
      },
    };
  }

  #image(data: Uint8Array): void {
    const bytesPerRow = (data[2] ?? 0) + 256 * (data[3] ?? 0);
    const rows = (data[4] ?? 0) + 256 * (data[5] ?? 0);
    const widthDots = bytesPerRow * 8;
    if (data[0] !== 0x30 || widthDots > this.#profile.widthDots)
      return this.#fault(`a picture of ${String(widthDots)} dots is wider than the paper`);
    this.#mechanism.print({
      kind: 'image',
      align: this.#type.modes.align,
      widthDots,
      heightDots: rows,
      bits: Buffer.from(data.subarray(6)).toString('base64'),
    });
  }

  #talkingHandlers(): Record<string, Handler> {
    const mechanism = this.#mechanism;
    return {
      'ESC p': ([m = 0, on = 0, off = 0]) => {
        mechanism.pulse(m % 48 === 0 ? 0 : 1, 2 * on, 2 * off);
      },
      'GS a': ([mask = 0]) => {
        if (this.#profile.asb) mechanism.automaticStatus(mask);
        else this.#fault('this printer does not send its state by itself');
      },
      'GS r': ([n = 0]) => {
        const byte = mechanism.bufferedStatus(n % 48);
        if (byte === undefined) this.#fault(`GS r ${String(n)}`);
        else mechanism.answer(Uint8Array.of(byte));
      },
      'GS I': ([n = 0]) => {
        mechanism.answer(n === 67 ? Buffer.from(`_${this.#profile.name}\0`, 'latin1') : Uint8Array.of(0x20));
      },
      'GS ( H': (data) => {
        const isProcessId = data.length === 8 && data[2] === 0x30 && data[3] === 0x30;
        if (!isProcessId || this.#profile.confirmation !== 'process-id') return this.#fault('GS ( H');
        mechanism.answer(Uint8Array.of(0x37, 0x22, ...data.subarray(4), 0));
      },
    };
  }
}
