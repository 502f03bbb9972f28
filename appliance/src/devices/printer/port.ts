// A receipt printer with its cash drawer. It prints a document of lines, and says honestly how that ended.
import type { PrintOutcome } from '../print-outcome.ts';

export type Align = 'left' | 'centre' | 'right';

export interface Style {
  readonly bold?: boolean;
  /** 1 = normal, 2 = double width and height. */
  readonly size?: 1 | 2;
  readonly align?: Align;
  readonly inverse?: boolean;
}

/** One block of paper. Text is Unicode; the driver picks code pages, and prints a box, counted and logged, where a character has none. */
export type PrintBlock =
  | { readonly kind: 'text'; readonly text: string; readonly style?: Style }
  /** Left and right text on one line; the left part wraps, the right part stays whole. */
  | { readonly kind: 'columns'; readonly left: string; readonly right: string; readonly style?: Style }
  | { readonly kind: 'rule' }
  | { readonly kind: 'feed'; readonly lines: number }
  | { readonly kind: 'qr'; readonly data: string }
  | { readonly kind: 'barcode'; readonly symbology: 'ean13' | 'code128'; readonly data: string }
  /** 1-bit raster, row by row, 8 pixels a byte, most significant first, 1 = black. */
  | {
      readonly kind: 'image';
      readonly widthDots: number;
      readonly heightDots: number;
      readonly bits: Uint8Array;
    }
  | { readonly kind: 'cut' };

export interface PrintDocument {
  readonly blocks: readonly PrintBlock[];
}

export type PrinterCondition = 'paper-low' | 'paper-out' | 'cover-open' | 'offline' | 'error' | 'drawer-open';

export interface Printer {
  /** One job at a time; a second call while one runs throws Fault `device.busy`. Always settles within its time-out. */
  print(document: PrintDocument): Promise<PrintOutcome>;
  /** One pulse to the drawer. Resolves when the pulse was sent; whether the drawer opened is seen in the conditions, if it has a sensor. */
  openDrawer(pin: 0 | 1): Promise<void>;
  onConditions(listener: (conditions: readonly PrinterCondition[]) => void): void;
}
