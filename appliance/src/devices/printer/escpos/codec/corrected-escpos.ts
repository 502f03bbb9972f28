// The one place where the package `escpos` 2.5.2 is used, and where what it does wrong is put right. It collects bytes in memory;
// sending is the driver's. Each correction names the fault; `corrected-escpos.test.ts` shows both sides of every one.
import EscposImage from 'escpos/image.js';
import EscposPrinter from 'escpos/printer.js';
import type { Align } from '../../port.ts';
import { automaticStatusOn } from './status.ts';
import { code128Units, qrModules } from './symbol-size.ts';

export interface TextStyle {
  readonly bold: boolean;
  readonly size: 1 | 2;
  readonly inverse: boolean;
}

const [esc, fs, gs] = [0x1b, 0x1c, 0x1d];
const alignNames = { left: 'LT', centre: 'CT', right: 'RT' } as const satisfies Record<Align, string>;
const barcodeHeightDots = 80;

/** Packed bits as the package wants a picture. Its own conversion takes an array per dot and would hold up the till for a logo. */
class PackedImage extends EscposImage {
  readonly #raster: { data: Uint8Array; width: number; height: number };

  constructor(bytesPerRow: number, rows: number, bits: Uint8Array) {
    super({ data: [], shape: [0, 0, 4] });
    this.#raster = { data: Buffer.from(bits), width: bytesPerRow, height: rows };
  }

  override toRaster(): { data: Uint8Array; width: number; height: number } {
    return this.#raster;
  }
}

export class CorrectedEscpos {
  #collected = new Uint8Array();
  readonly #printer = new EscposPrinter({
    write: (bytes) => {
      this.#collected = Uint8Array.from(bytes);
    },
  });

  /** All bytes since the last call. */
  take(): Uint8Array {
    this.#printer.flush();
    const bytes = this.#collected;
    this.#collected = new Uint8Array();
    return bytes;
  }

  initialise(): void {
    this.#printer.hardware('INIT');
  }

  /** GS a: printers stop sending their state by themselves when they are initialised. */
  automaticStatus(): void {
    this.text(automaticStatusOn);
  }

  /** FS . : ends the two-byte mode in which clones start. The package has no command for it and encodes as GB18030 instead. */
  leaveKanji(): void {
    this.#bytes(fs, 0x2e);
  }

  /** ESC t n. The package never selects a code page: it changes how it encodes, and the printer goes on with its own page. */
  selectCodePage(number: number): void {
    this.#bytes(esc, 0x74, number);
  }

  align(align: Align): void {
    this.#printer.align(alignNames[align]);
  }

  /** The package's `size` is ESC !, which also ends bold, and its `style` sends ESC 4 and ESC 5, which many printers print as digits. */
  style({ bold, size }: Omit<TextStyle, 'inverse'>): void {
    this.#printer.size(size, size);
    this.#bytes(esc, 0x45, bold ? 1 : 0);
  }

  /** GS B. */
  inverse(on: boolean): void {
    this.#printer.setReverseColors(on);
  }

  /** Bytes already in the printer's code page. The package's `text` turns what its encoding lacks into "?". */
  text(encoded: Uint8Array): void {
    this.#printer.print(Buffer.from(encoded));
  }

  feed(lines: number): void {
    if (lines > 0) this.#printer.feed(lines);
  }

  /** GS k 67, 13 digits with a right check digit. The package takes 12, and ends them by a NUL, which some readers print. */
  ean13(digits: string): void {
    this.#barcode(67, Buffer.from(digits, 'latin1'), 3);
  }

  /** GS k 73 with code set B. The package loses the length of codes under 16 characters, names no code set, and adds a NUL to print. */
  code128(data: string, moduleDots: 2 | 3): void {
    this.#barcode(73, code128Units(data), moduleDots);
  }

  /** GS ( k, model 2, level M. The package sends GS Z and ESC Z, whose bytes an Epson prints as text. */
  qr(data: Uint8Array, widthDots: number): void {
    const dots = Math.max(3, Math.min(6, Math.floor(widthDots / (qrModules(data.length) + 8))));
    const store = data.length + 3;
    this.#bytes(gs, 0x28, 0x6b, 4, 0, 0x31, 0x41, 0x32, 0);
    this.#bytes(gs, 0x28, 0x6b, 3, 0, 0x31, 0x43, dots);
    this.#bytes(gs, 0x28, 0x6b, 3, 0, 0x31, 0x45, 0x31);
    this.#bytes(gs, 0x28, 0x6b, store & 0xff, store >> 8, 0x31, 0x50, 0x30, ...data);
    this.#bytes(gs, 0x28, 0x6b, 3, 0, 0x31, 0x51, 0x30);
  }

  /** GS v 0. */
  raster(bytesPerRow: number, rows: number, bits: Uint8Array): void {
    this.#printer.raster(new PackedImage(bytesPerRow, rows, bits), 'normal');
  }

  /** ESC p m t1 t2, times in steps of 2 ms. The package leaves the times out, and the next two bytes of the job are taken for them. */
  pulse(pin: 0 | 1, onMs: number, offMs: number): void {
    this.#bytes(esc, 0x70, pin, Math.round(onMs / 2), Math.round(offMs / 2));
  }

  cut(feedLines: number): void {
    this.#printer.cut(true, feedLines);
  }

  /** With its digits below it. */
  #barcode(type: number, payload: readonly number[] | Uint8Array, moduleDots: 2 | 3): void {
    this.#bytes(gs, 0x77, moduleDots, gs, 0x68, barcodeHeightDots, gs, 0x66, 0, gs, 0x48, 2);
    this.#bytes(gs, 0x6b, type, payload.length, ...payload);
  }

  /** Always as bytes: the package writes strings as UTF-8, so that a height of 128 dots becomes two bytes. */
  #bytes(...bytes: number[]): void {
    this.#printer.print(Buffer.from(bytes));
  }
}
