// Barcodes and QR codes as the simulated printer takes them: parameters first, then data. What could not be read by a scanner is a fault.
import type { Align } from '../../port.ts';
import type { PaperBlock } from '../../paper.ts';
import type { PrinterProfile } from '../profiles.ts';
import { isEan13, qrModules } from '../codec/symbol-size.ts';

const barcodeNames: Readonly<Record<number, string>> = {
  0: 'upca',
  1: 'upce',
  2: 'ean13',
  3: 'ean8',
  4: 'code39',
  5: 'itf',
  6: 'codabar',
  65: 'upca',
  66: 'upce',
  67: 'ean13',
  68: 'ean8',
  69: 'code39',
  70: 'itf',
  71: 'codabar',
  72: 'code93',
  73: 'code128',
};

export class BarcodeMaker {
  readonly #profile: PrinterProfile;
  #moduleDots = 3;

  constructor(profile: PrinterProfile) {
    this.#profile = profile;
  }

  reset(): void {
    this.#moduleDots = 3;
  }

  setModuleDots(dots: number): void {
    this.#moduleDots = dots;
  }

  /** @param data of GS k: type, then text and NUL, or length and text */
  make(data: Uint8Array, align: Align): PaperBlock {
    const [type = 0] = data;
    const symbology = barcodeNames[type];
    const raw = Buffer.from(type >= 65 ? data.subarray(2) : data.subarray(1, -1)).toString('latin1');
    if (symbology === undefined) return { kind: 'fault', what: `there is no barcode type ${String(type)}` };
    if (this.#moduleDots < 2 || this.#moduleDots > 6)
      return { kind: 'fault', what: `barcode modules of ${String(this.#moduleDots)} dots` };
    if (symbology === 'ean13' && !isEan13(raw)) return { kind: 'fault', what: `not an EAN-13: ${raw}` };
    const text = symbology === 'code128' ? code128Text(raw) : raw;
    if (text === undefined) return { kind: 'fault', what: `Code 128 without code set: ${raw}` };
    const modules = symbology === 'code128' ? 11 * text.length + 35 : 95;
    if (modules * this.#moduleDots > this.#profile.widthDots)
      return {
        kind: 'fault',
        what: `a barcode of ${String(modules * this.#moduleDots)} dots is wider than the paper`,
      };
    return { kind: 'barcode', align, symbology, data: text };
  }
}

function code128Text(raw: string): string | undefined {
  return raw.startsWith('{B') && raw.length > 2 ? raw.slice(2).replaceAll('{{', '{') : undefined;
}

export class QrMaker {
  readonly #profile: PrinterProfile;
  #moduleDots = 3;
  #stored: Uint8Array | undefined;

  constructor(profile: PrinterProfile) {
    this.#profile = profile;
  }

  reset(): void {
    this.#moduleDots = 3;
    this.#stored = undefined;
  }

  /** @param data of GS ( k after the length: cn fn parameters */
  take(data: Uint8Array, align: Align): PaperBlock | undefined {
    const [cn = 0, fn = 0, parameter = 0] = data;
    if (cn !== 0x31 || !this.#profile.qr) return { kind: 'fault', what: 'GS ( k' };
    switch (fn) {
      case 65:
      case 69:
        return undefined;
      case 67:
        this.#moduleDots = parameter;
        return undefined;
      case 80:
        this.#stored = data.slice(3);
        return undefined;
      case 81:
        return this.#print(align);
      default:
        return { kind: 'fault', what: `GS ( k function ${String(fn)}` };
    }
  }

  #print(align: Align): PaperBlock {
    const stored = this.#stored;
    if (stored === undefined || stored.length === 0 || stored.length > 2331)
      return { kind: 'fault', what: `a QR code of ${String(stored?.length ?? 0)} bytes` };
    const dots = qrModules(stored.length) * this.#moduleDots;
    if (dots > this.#profile.widthDots)
      return { kind: 'fault', what: `a QR code of ${String(dots)} dots is wider than the paper` };
    return { kind: 'qr', align, data: Buffer.from(stored).toString('utf8'), moduleDots: this.#moduleDots };
  }
}
