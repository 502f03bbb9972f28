// Paper as plain data: what came out of a simulated printer, for the bench page to draw and for tests to read.
import type { Align } from './port.ts';

/** Characters printed alike. */
export interface PaperRun {
  readonly text: string;
  readonly bold?: true;
  readonly underline?: true;
  readonly inverse?: true;
  /** Font B, smaller; absent: font A. */
  readonly small?: true;
  /** Magnification, 1–8; absent: 1. */
  readonly width?: number;
  readonly height?: number;
}

export type PaperBlock =
  /** An empty `runs` is a blank line. `wrapped`: the printer broke the line itself, as the text was too long for the paper. */
  | {
      readonly kind: 'line';
      readonly align: Align;
      readonly runs: readonly PaperRun[];
      readonly wrapped?: true;
    }
  | { readonly kind: 'qr'; readonly align: Align; readonly data: string; readonly moduleDots: number }
  | { readonly kind: 'barcode'; readonly align: Align; readonly symbology: string; readonly data: string }
  /** 1 bit a dot, row by row, rows padded to bytes, 1 = black; base64. */
  | {
      readonly kind: 'image';
      readonly align: Align;
      readonly widthDots: number;
      readonly heightDots: number;
      readonly bits: string;
    }
  | { readonly kind: 'cut'; readonly whole: boolean }
  /** Something a real printer would have printed as rubbish or not understood. */
  | { readonly kind: 'fault'; readonly what: string };

export interface DrawerPulse {
  readonly pin: 0 | 1;
  readonly onMs: number;
  readonly offMs: number;
  /** Sent by the real-time command, past the print buffer. */
  readonly realTime: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface PaperView {
  /** Grows with each change of anything in the view. */
  readonly revision: number;
  readonly columns: number;
  readonly widthDots: number;
  /** Since the paper was last torn off, oldest first. */
  readonly blocks: readonly PaperBlock[];
  /** Older blocks that fell off the end, because nobody tore the paper. */
  readonly lost: number;
  /** The last pulses, oldest first. */
  readonly pulses: readonly DrawerPulse[];
  readonly drawer: 'open' | 'closed';
  readonly paper: 'ok' | 'low' | 'out';
  readonly cover: 'open' | 'closed';
  readonly plugged: boolean;
  readonly connected: boolean;
  /** Taken in and not yet printed. */
  readonly bufferedBytes: number;
}

/** The text of the lines, one string each; the rest as a word in angle brackets. For tests and for reading aloud. @public */
export function paperText(blocks: readonly PaperBlock[]): string[] {
  return blocks.map((block) => {
    switch (block.kind) {
      case 'line':
        return block.runs.map((run) => run.text).join('');
      case 'qr':
        return `<qr ${block.data}>`;
      case 'barcode':
        return `<${block.symbology} ${block.data}>`;
      case 'image':
        return `<image ${String(block.widthDots)}x${String(block.heightDots)}>`;
      case 'cut':
        return '<cut>';
      case 'fault':
        return `<fault ${block.what}>`;
    }
  });
}
