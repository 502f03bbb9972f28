// A receipt as a PDF of one page, as long as it needs to be: the sheet in a type whose letters are all of one width, with the letters of
// Western and Central Europe and Cyrillic ones in it, so that it reads the same everywhere.
import { createRequire } from 'node:module';
import PdfDocument from 'pdfkit';
import { create as createQr } from 'qrcode';
import type { PrintDocument } from '../../devices/printer/port.ts';
import type { SheetLine } from '../../protocol/views.ts';
import { sheetColumns, sheetOf } from './sheet.ts';

const fontSize = 8;
/** Of JetBrains Mono, in parts of its size. */
const letterWidth = 0.6;
const cell = fontSize * letterWidth;
const lineHeight = fontSize * 1.35;
const margin = 20;
const textWidth = sheetColumns * cell;
const symbolWidth = 72;

type Line = Extract<SheetLine, { readonly kind: 'line' }>;
type Pdf = InstanceType<typeof PdfDocument>;

export interface PdfFacts {
  readonly title: string;
  /** When it was made, milliseconds since 1970 UTC. */
  readonly at: number;
}

/** Throws what the library throws where a font cannot be read. */
export async function pdfOf(document: PrintDocument, { title, at }: PdfFacts): Promise<Uint8Array> {
  const sheet = sheetOf(document);
  const height = sheet.reduce((sum, each) => sum + heightOf(each), 2 * margin);
  const pdf = new PdfDocument({
    size: [textWidth + 2 * margin, height],
    margin: 0,
    font: fontFile('latin', false),
    info: { Title: title, CreationDate: new Date(at) },
  });
  const parts: Buffer[] = [];
  const whole = new Promise<Uint8Array>((resolve, reject) => {
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => {
      resolve(Buffer.concat(parts));
    });
    pdf.on('error', reject);
  });
  let y = margin;
  for (const each of sheet) {
    draw(pdf, each, y);
    y += heightOf(each);
  }
  pdf.end();
  return whole;
}

function heightOf(line: SheetLine): number {
  if (line.kind === 'line') return lineHeight * line.size;
  return line.kind === 'qr' ? symbolWidth + lineHeight : (line.heightDots * textWidth) / imageDots(line);
}

/** Dots across the paper that the picture was made for. */
function imageDots({ widthDots }: { readonly widthDots: number }): number {
  return Math.max(widthDots, 576);
}

function draw(pdf: Pdf, line: SheetLine, y: number): void {
  if (line.kind === 'line') drawText(pdf, line, y);
  else if (line.kind === 'qr') drawQr(pdf, line.data, y);
  else drawImage(pdf, line, y);
}

function drawText(pdf: Pdf, { text, bold, size, align }: Line, y: number): void {
  const letters = [...text];
  const free = textWidth - letters.length * cell * size;
  let x = margin + (align === 'left' ? 0 : align === 'right' ? free : free / 2);
  for (const { script, word } of runsOf(letters)) {
    pdf.font(fontFile(script, bold)).fontSize(fontSize * size);
    pdf.text(word.join(''), x, y, { lineBreak: false });
    x += word.length * cell * size;
  }
}

function drawQr(pdf: Pdf, data: string, y: number): void {
  const { modules } = createQr(data, { errorCorrectionLevel: 'M' });
  squares(pdf, (row, column) => modules.get(row, column) !== 0, {
    x: margin + (textWidth - symbolWidth) / 2,
    y: y + lineHeight / 2,
    dot: symbolWidth / modules.size,
    rows: modules.size,
    columns: modules.size,
  });
}

function drawImage(pdf: Pdf, image: Extract<SheetLine, { readonly kind: 'image' }>, y: number): void {
  const dot = textWidth / imageDots(image);
  const bits = Buffer.from(image.bits, 'base64');
  const bytesPerRow = Math.ceil(image.widthDots / 8);
  const isBlack = (row: number, column: number): boolean =>
    (((bits[row * bytesPerRow + (column >> 3)] ?? 0) >> (7 - (column & 7))) & 1) === 1;
  const x = margin + (textWidth - image.widthDots * dot) / 2;
  squares(pdf, isBlack, { x, y, dot, rows: image.heightDots, columns: image.widthDots });
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly dot: number;
  readonly rows: number;
  readonly columns: number;
}

/** Black where it is black, in strips along a row. */
function squares(
  pdf: Pdf,
  isBlack: (row: number, column: number) => boolean,
  { x, y, dot, rows, columns }: Place,
): void {
  for (let row = 0; row < rows; row += 1) {
    for (let from = 0; from < columns; from += 1) {
      if (!isBlack(row, from)) continue;
      let to = from + 1;
      while (to < columns && isBlack(row, to)) to += 1;
      pdf.rect(x + from * dot, y + row * dot, (to - from) * dot, dot);
      from = to;
    }
  }
  pdf.fill('black');
}

type Script = 'latin' | 'latin-ext' | 'cyrillic';

/** The package keeps the letters of each script in a file of their own. */
function scriptOf(letter: string): Script {
  if (/\p{Script=Cyrillic}/u.test(letter)) return 'cyrillic';
  return /[\u0100-\u02BA\u1E00-\u1EFF\u20A0-\u20AB\u20AD-\u20C0]/u.test(letter) ? 'latin-ext' : 'latin';
}

function runsOf(letters: readonly string[]): readonly { readonly script: Script; readonly word: string[] }[] {
  const runs: { readonly script: Script; readonly word: string[] }[] = [];
  for (const letter of letters) {
    const script = scriptOf(letter);
    const last = runs.at(-1);
    if (last?.script === script) last.word.push(letter);
    else runs.push({ script, word: [letter] });
  }
  return runs;
}

const find = createRequire(import.meta.url);

function fontFile(script: Script, bold: boolean): string {
  const file = `jetbrains-mono-${script}-${bold ? '700' : '400'}-normal.woff`;
  return find.resolve(`@fontsource/jetbrains-mono/files/${file}`);
}
