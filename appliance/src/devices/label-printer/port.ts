// A printer of labels: shelf labels, tare labels. It prints one label some number of times, and says honestly how that ended.
import type { PrintOutcome } from '../print-outcome.ts';

/** Lengths are tenths of a millimetre, from the label's upper left corner. */
interface Placed {
  readonly x: number;
  readonly y: number;
}

export type LabelField =
  /** Wraps to `lines` lines within `width`; what does not fit is left out. */
  | (Placed & {
      readonly kind: 'text';
      readonly text: string;
      /** Of capital letters. */
      readonly height: number;
      readonly width: number;
      readonly lines?: number;
      readonly align?: 'left' | 'centre' | 'right';
    })
  /** EAN-13 with a right check digit, or Code 128 of printable ASCII; with its digits below. */
  | (Placed & {
      readonly kind: 'barcode';
      readonly symbology: 'ean13' | 'code128';
      readonly data: string;
      readonly height: number;
    })
  | (Placed & { readonly kind: 'qr'; readonly data: string; readonly module: number })
  | (Placed & {
      readonly kind: 'box';
      readonly width: number;
      readonly height: number;
      readonly line: number;
    });

export interface Label {
  readonly width: number;
  readonly height: number;
  readonly fields: readonly LabelField[];
}

/** Under each of them nothing is printed. */
export type LabelPrinterCondition =
  'paper-out' | 'head-open' | 'ribbon-out' | 'paused' | 'too-hot' | 'offline';

export interface LabelPrinter {
  /**
   * One job at a time; a second call while one runs throws Fault `device.busy`. Always settles within its time-out.
   * `failed` with reason `document` for a label that cannot be printed (a bar code that is none, more than `copiesMax`).
   */
  print(label: Label, copies: number): Promise<PrintOutcome>;
  /** On every change. */
  onConditions(listener: (conditions: readonly LabelPrinterCondition[]) => void): void;
}

export const copiesMax = 500;
