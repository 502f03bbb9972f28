// The two dialects that most pole displays speak, one by their own and one by a switch: CD5220 (ESC Q A text CR, ESC Q B text CR) and
// Epson DM-D ESC/POS (US $ column row, then text). Both begin by ESC @.
import { lineBytes, type PoleCodePage } from '../pole-text.ts';
import type { PoleLines } from '../port.ts';

export const dialects = ['cd5220', 'esc-pos'] as const;
export type Dialect = (typeof dialects)[number];

export interface PoleLanguage {
  readonly dialect: Dialect;
  readonly codePage: PoleCodePage;
}

const esc = 0x1b;
/** Epson's numbers of its code pages (ESC t n); CD5220 displays choose theirs by a switch. */
const pageNumbers: Readonly<Record<PoleCodePage, number>> = {
  ascii: 0,
  cp437: 0,
  cp850: 2,
  cp852: 18,
  cp858: 19,
};

/** Cleared, cursor off. */
export function beginning({ dialect, codePage }: PoleLanguage): Uint8Array {
  const reset = [esc, 0x40, 0x0c];
  return dialect === 'cd5220'
    ? Uint8Array.of(...reset, esc, 0x5f, 0)
    : Uint8Array.of(...reset, esc, 0x74, pageNumbers[codePage], 0x1f, 0x43, 0);
}

export function encodeLines({ upper, lower }: PoleLines, { dialect, codePage }: PoleLanguage): Uint8Array {
  const [first, second] = [lineBytes(upper, codePage), lineBytes(lower, codePage)];
  return dialect === 'cd5220'
    ? Uint8Array.of(esc, 0x51, 0x41, ...first, 0x0d, esc, 0x51, 0x42, ...second, 0x0d)
    : Uint8Array.of(0x1f, 0x24, 1, 1, ...first, 0x1f, 0x24, 1, 2, ...second);
}
