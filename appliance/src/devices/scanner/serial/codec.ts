// Codes on a serial line: bytes without marks of their own, framed by what the scanner was set up to send after them.
import { bytesToText, codeLengthMax, garbage, readCode } from '../read-code.ts';
import type { CodeOptions, ScanDecoder, ScanEvent } from '../read-code.ts';

/** `line`: CR, LF or both end a code. `stx-etx`: between those two. `silence`: no terminator, a pause ends a code. */
export type Framing = 'line' | 'stx-etx' | 'silence';

const stx = 0x02;
const etx = 0x03;
const [lf, cr] = [0x0a, 0x0d];
/** Control characters that barcodes carry: EOT, TAB, and FS, GS, RS, US of ISO/IEC 15434 messages. All others are noise. */
const carried: ReadonlySet<number> = new Set([0x04, 0x09, 0x1c, 0x1d, 0x1e, 0x1f]);

export interface SerialCodeOptions extends CodeOptions {
  readonly framing: Framing;
}

export function createSerialDecoder(
  options: SerialCodeOptions,
  codeBytesMax: number = codeLengthMax,
): ScanDecoder {
  const { framing } = options;
  let bytes: number[] = [];
  /** `outside`: waiting for STX. `broken`: what has come of this code cannot be sold, and its rest is passed over. */
  let state: 'outside' | 'inside' | 'broken' = framing === 'stx-etx' ? 'outside' : 'inside';
  const between = state;

  const clear = (): void => {
    bytes = [];
    state = between;
  };
  const spoil = (reason: string): ScanEvent[] => {
    bytes = [];
    state = 'broken';
    return [garbage(reason)];
  };
  const end = (): ScanEvent[] => {
    const whole = state === 'inside' && bytes.length > 0;
    const raw = bytes;
    clear();
    return whole ? [readCode(bytesToText(Uint8Array.from(raw)), options)] : [];
  };
  const begin = (): ScanEvent[] => {
    const cutOff = state === 'inside';
    bytes = [];
    state = 'inside';
    return cutOff ? [garbage('code-unfinished')] : [];
  };
  const take = (byte: number): ScanEvent[] => {
    if (framing === 'stx-etx' ? byte === etx : byte === cr || byte === lf) return end();
    if (framing === 'stx-etx' && byte === stx) return begin();
    if (state === 'broken') return [];
    if (state === 'outside') return spoil('outside-frame');
    if (byte < 0x20 && !carried.has(byte)) return spoil('control-byte');
    if (bytes.length >= codeBytesMax) return spoil('too-long');
    bytes.push(byte);
    return [];
  };

  return {
    read: (chunk) => Array.from(chunk).flatMap(take),
    get held() {
      return bytes.length;
    },
    get unfinished() {
      return state === 'broken' || bytes.length > 0 || (framing === 'stx-etx' && state === 'inside');
    },
    timeOut() {
      if (framing === 'silence') return end();
      const begun = state === 'inside' && this.unfinished;
      clear();
      return begun ? [garbage('code-unfinished')] : [];
    },
  };
}
