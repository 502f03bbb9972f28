// A document of lines → the bytes for one printer, in pieces that end where a command ends, so that the state of the printer may be
// asked between two of them. Pure; what the printer cannot draw is printed as text, and what it has no letter for is counted.
import type { PrintBlock, PrintDocument, Style } from '../../port.ts';
import { pagesOf } from './code-pages.ts';
import type { NumberedPage } from './code-pages.ts';
import { CorrectedEscpos } from './corrected-escpos.ts';
import type { TextStyle } from './corrected-escpos.ts';
import { columns, rule, withoutTrail, wrap } from '../../layout.ts';
import { printableText } from './printable-text.ts';
import type { PrinterProfile } from '../profiles.ts';
import { rasterBands } from './raster-bands.ts';
import { code128ModuleDots, isEan13, qrFits } from './symbol-size.ts';
import { textRuns } from './text-runs.ts';

export interface EncodedDocument {
  /** In order, none empty. */
  readonly pieces: readonly Uint8Array[];
  /** Characters printed as a box. */
  readonly unprintable: number;
}

/** More than the longest Z-report by far; a document beyond it is a mistake of the caller. */
export const documentBytesMax = 512 * 1024;
const pieceBytes = 1_024;
const feedLinesMax = 50;
const plain: TextStyle = { bold: false, size: 1, inverse: false };

/** Throws a RangeError for a picture that does not fit its own size, and for a document longer than `documentBytesMax`. */
export function encodeDocument(document: PrintDocument, profile: PrinterProfile): EncodedDocument {
  const encoder = new Encoder(profile);
  for (const block of document.blocks) encoder.add(block);
  return encoder.finish();
}

class Encoder {
  readonly #profile: PrinterProfile;
  readonly #pages: readonly NumberedPage[];
  readonly #escpos = new CorrectedEscpos();
  readonly #pieces: Uint8Array[] = [];
  #page: NumberedPage;
  #style: TextStyle = plain;
  #align: Style['align'] & string = 'left';
  #unprintable = 0;
  #byteCount = 0;
  #collected: Uint8Array[] = [];
  #collectedBytes = 0;

  constructor(profile: PrinterProfile) {
    this.#profile = profile;
    this.#pages = pagesOf(profile);
    const [first] = this.#pages;
    if (first === undefined) throw new RangeError(`profile ${profile.id} has no code page`);
    this.#page = first;
    this.#escpos.initialise();
    if (profile.asb) this.#escpos.automaticStatus();
    if (profile.startsInKanji) this.#escpos.leaveKanji();
    this.#escpos.selectCodePage(first.number);
    this.#endOfCommand();
  }

  add(block: PrintBlock): void {
    switch (block.kind) {
      case 'text':
        return this.#lines(block.style ?? {}, (text, width) => wrap(text(block.text), width));
      case 'columns':
        return this.#lines({ ...block.style, align: 'left' }, (text, width) =>
          columns(text(block.left), text(block.right), width),
        );
      case 'rule':
        return this.#lines({}, (_text, width) => [rule(width)]);
      case 'feed':
        this.#escpos.feed(Math.min(block.lines, feedLinesMax));
        return this.#endOfCommand();
      case 'qr':
        return this.#symbolOf(block.data, this.#qr, this.#code128);
      case 'barcode':
        return block.symbology === 'ean13'
          ? this.#ean13(block.data)
          : this.#symbolOf(block.data, this.#code128, this.#qr);
      case 'image':
        return this.#image(block);
      case 'cut':
        return this.#cut();
    }
  }

  finish(): EncodedDocument {
    this.#endPiece();
    return { pieces: this.#pieces, unprintable: this.#unprintable };
  }

  #lines(style: Style, layOut: (printable: (text: string) => string, width: number) => string[]): void {
    const size = style.size ?? 1;
    const width = Math.floor(this.#profile.columns / size);
    const lines = layOut((text) => this.#printable(text), width);
    this.#setAlign(style.align ?? 'left');
    const inverse = style.inverse === true && !this.#profile.impact;
    this.#setStyle({ bold: style.bold ?? false, size, inverse });
    for (const line of lines) {
      for (const run of textRuns(withoutTrail(line), this.#page, this.#pages)) {
        if (run.page !== this.#page) this.#escpos.selectCodePage(run.page.number);
        this.#page = run.page;
        this.#escpos.text(run.bytes);
      }
      this.#escpos.feed(1);
      this.#endOfCommand();
    }
  }

  #printable(text: string): string {
    const printable = printableText(text, this.#pages);
    this.#unprintable += printable.unprintable;
    return printable.text;
  }

  #setAlign(align: Style['align'] & string): void {
    if (align !== this.#align) this.#escpos.align(align);
    this.#align = align;
  }

  #setStyle(style: TextStyle): void {
    const now = this.#style;
    if (style.bold === now.bold && style.size === now.size && style.inverse === now.inverse) return;
    this.#escpos.style(style);
    if (!this.#profile.impact) this.#escpos.inverse(style.inverse);
    this.#style = style;
  }

  /** A symbol as the printer can draw it: the first that it has and its paper is wide enough for, else the text. */
  #symbolOf(data: string, ...wanted: readonly ((data: string) => boolean)[]): void {
    if (!wanted.some((draw) => draw(data))) this.#asText(data);
  }

  readonly #qr = (data: string): boolean => {
    const bytes = Buffer.from(data, 'utf8');
    if (!this.#profile.qr || !qrFits(bytes.length, this.#profile.widthDots)) return false;
    this.#symbol(() => {
      this.#escpos.qr(bytes, this.#profile.widthDots);
    });
    return true;
  };

  #ean13(digits: string): void {
    if (this.#profile.impact || !isEan13(digits)) return this.#asText(digits);
    this.#symbol(() => {
      this.#escpos.ean13(digits);
    });
  }

  readonly #code128 = (data: string): boolean => {
    const moduleDots = code128ModuleDots(data, this.#profile.widthDots);
    if (this.#profile.impact || moduleDots === undefined) return false;
    this.#symbol(() => {
      this.#escpos.code128(data, moduleDots);
    });
    return true;
  };

  /** A picture is never what a paper must say: a printer that cannot draw leaves it out. */
  #image(image: PrintBlock & { kind: 'image' }): void {
    const bands = [...rasterBands(image, this.#profile.widthDots)];
    for (const band of this.#profile.impact ? [] : bands) {
      this.#symbol(() => {
        this.#escpos.raster(band.bytesPerRow, band.rows, band.bits);
      });
    }
  }

  #cut(): void {
    if (this.#profile.cutter) this.#escpos.cut(this.#profile.feedBeforeCut);
    else this.#escpos.feed(this.#profile.feedBeforeCut);
    this.#endOfCommand();
  }

  #symbol(draw: () => void): void {
    this.#setStyle(plain);
    this.#setAlign('centre');
    draw();
    this.#endOfCommand();
  }

  #asText(data: string): void {
    this.add({ kind: 'text', text: data, style: { align: 'centre' } });
  }

  #endOfCommand(): void {
    const bytes = this.#escpos.take();
    this.#byteCount += bytes.length;
    if (this.#byteCount > documentBytesMax)
      throw new RangeError(`a document of more than ${String(documentBytesMax)} bytes`);
    if (this.#collectedBytes + bytes.length > pieceBytes) this.#endPiece();
    this.#collected.push(bytes);
    this.#collectedBytes += bytes.length;
  }

  #endPiece(): void {
    if (this.#collectedBytes > 0) this.#pieces.push(Buffer.concat(this.#collected));
    this.#collected = [];
    this.#collectedBytes = 0;
  }
}
