// A receipt where no printer lays it out: the same blocks as on paper, set in lines of one width, for a page on the screen and for a PDF.
import { columns, rule, wrap } from '../../devices/printer/layout.ts';
import type { PrintBlock, PrintDocument, Style } from '../../devices/printer/port.ts';
import type { SheetLine } from '../../protocol/views.ts';

/** Characters on a line, as on 80 mm paper. */
export const sheetColumns = 42;

export function sheetOf({ blocks }: PrintDocument): readonly SheetLine[] {
  return blocks.flatMap(lineOf);
}

function lineOf(block: PrintBlock): readonly SheetLine[] {
  switch (block.kind) {
    case 'text':
      return lines(block.style, (width) => wrap(block.text, width));
    case 'columns':
      return lines({ ...block.style, align: 'left' }, (width) => columns(block.left, block.right, width));
    case 'rule':
      return lines({}, (width) => [rule(width)]);
    case 'feed':
      return Array.from({ length: block.lines }, () => line('', {}));
    case 'qr':
      return [{ kind: 'qr', data: block.data }];
    case 'barcode':
      return lines({ align: 'centre' }, () => [block.data]);
    case 'image': {
      const { widthDots, heightDots, bits } = block;
      return [{ kind: 'image', widthDots, heightDots, bits: Buffer.from(bits).toString('base64') }];
    }
    case 'cut':
      return [];
  }
}

function lines(style: Style = {}, layOut: (width: number) => readonly string[]): readonly SheetLine[] {
  return layOut(Math.floor(sheetColumns / (style.size ?? 1))).map((text) => line(text, style));
}

function line(text: string, { bold = false, size = 1, align = 'left' }: Style): SheetLine {
  return { kind: 'line', text, bold, size, align };
}
