// What an ESC/POS printer sends back, told apart by its fixed bits: answers to DLE EOT (mask 0x93 = 0x12), automatic status blocks
// (first byte mask 0x93 = 0x10), answers to GS r (bits 4 and 7 clear), process ids (0x37 0x22 … 0x00). They may come glued or cut.
import type { PrinterCondition } from '../../port.ts';

/** DLE EOT n: real time, answered also by a printer that is offline. */
export const statusRequest = (n: 1 | 2 | 4): Uint8Array => Uint8Array.of(0x10, 0x04, n);
/** GS a: drawer, online state, error and paper are sent on every change from now on, and once at once. */
export const automaticStatusOn = Uint8Array.of(0x1d, 0x61, 0x0f);
/** GS r 1: answered in its turn, after what was sent before it. */
export const bufferedStatusRequest = Uint8Array.of(0x1d, 0x72, 0x01);
/** DLE DC4 1 m t: a pulse of t × 100 ms at once. */
export const realTimePulse = (pin: 0 | 1): Uint8Array => Uint8Array.of(0x10, 0x14, 0x01, pin, 1);
/** DLE DC4 8: forgets what is in the receive and print buffers. */
export const clearBuffer = Uint8Array.of(0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08);

/** GS ( H, function 48. @param id four characters from space to ~ */
export function processIdRequest(id: string): Uint8Array {
  return Uint8Array.of(0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30, ...Buffer.from(id, 'latin1'));
}

export type StatusFrame =
  | { readonly kind: 'real-time'; readonly byte: number }
  | { readonly kind: 'automatic'; readonly bytes: Uint8Array }
  | { readonly kind: 'buffered'; readonly byte: number }
  | { readonly kind: 'processed'; readonly id: string }
  | { readonly kind: 'noise'; readonly bytes: Uint8Array };

const isRealTime = (byte: number): boolean => (byte & 0x93) === 0x12;
const isAutomaticStart = (byte: number): boolean => (byte & 0x93) === 0x10;
const isLowStatus = (byte: number): boolean => (byte & 0x90) === 0;

/** Keeps what is unfinished between two chunks; never more than six bytes. */
export class StatusReader {
  #partial: number[] = [];

  get held(): number {
    return this.#partial.length;
  }

  push(bytes: Uint8Array): StatusFrame[] {
    return [...bytes].flatMap((byte) => this.#take(byte));
  }

  #take(byte: number): StatusFrame[] {
    const [first] = this.#partial;
    if (first === undefined) return this.#start(byte);
    if (isAutomaticStart(first)) {
      // A real-time answer may cut into the block.
      if (isRealTime(byte)) return [{ kind: 'real-time', byte }];
      if (!isLowStatus(byte)) return this.#giveUp(byte);
      this.#partial.push(byte);
      return this.#partial.length < 4 ? [] : [{ kind: 'automatic', bytes: this.#finish() }];
    }
    return this.#processId(byte);
  }

  #start(byte: number): StatusFrame[] {
    if (isRealTime(byte)) return [{ kind: 'real-time', byte }];
    if (isLowStatus(byte)) return [{ kind: 'buffered', byte }];
    if (!isAutomaticStart(byte) && byte !== 0x37) return [{ kind: 'noise', bytes: Uint8Array.of(byte) }];
    this.#partial = [byte];
    return [];
  }

  #processId(byte: number): StatusFrame[] {
    const at = this.#partial.length;
    const fits = at === 1 ? byte === 0x22 : at === 6 ? byte === 0 : byte >= 0x20 && byte <= 0x7e;
    if (!fits) return this.#giveUp(byte);
    this.#partial.push(byte);
    if (at < 6) return [];
    return [{ kind: 'processed', id: Buffer.from(this.#finish().slice(2, 6)).toString('latin1') }];
  }

  #giveUp(byte: number): StatusFrame[] {
    return [{ kind: 'noise', bytes: this.#finish() }, ...this.#start(byte)];
  }

  #finish(): Uint8Array {
    const bytes = Uint8Array.from(this.#partial);
    this.#partial = [];
    return bytes;
  }
}

/** What the printer last said about itself. */
export interface PrinterState {
  readonly offline: boolean;
  readonly coverOpen: boolean;
  readonly paperEnd: boolean;
  /** Printing stopped because of the paper; may outlast the sensor's own word. */
  readonly paperStop: boolean;
  readonly paperNearEnd: boolean;
  readonly error: boolean;
  /** Level of pin 3 of the drawer connector. */
  readonly drawerPinHigh: boolean;
}

export const unknownState: PrinterState = {
  offline: false,
  coverOpen: false,
  paperEnd: false,
  paperStop: false,
  paperNearEnd: false,
  error: false,
  drawerPinHigh: false,
};

/** @param n which DLE EOT the byte answers */
export function withRealTime(state: PrinterState, n: 1 | 2 | 4, byte: number): PrinterState {
  const bit = (index: number): boolean => (byte & (1 << index)) !== 0;
  switch (n) {
    case 1:
      return { ...state, drawerPinHigh: bit(2), offline: bit(3) };
    case 2:
      return { ...state, coverOpen: bit(2), paperStop: bit(5), error: bit(6) };
    case 4:
      return { ...state, paperNearEnd: bit(2) || bit(3), paperEnd: bit(5) || bit(6) };
  }
}

/** @param bytes the four of an automatic status block */
export function fromAutomatic(bytes: Uint8Array): PrinterState {
  const bit = (byte: number, index: number): boolean => ((bytes[byte] ?? 0) & (1 << index)) !== 0;
  return {
    drawerPinHigh: bit(0, 2),
    offline: bit(0, 3),
    coverOpen: bit(0, 5),
    error: bit(1, 2) || bit(1, 3) || bit(1, 5) || bit(1, 6),
    paperNearEnd: bit(2, 0) || bit(2, 1),
    paperEnd: bit(2, 2) || bit(2, 3),
    paperStop: false,
  };
}

/** Which level of pin 3 means an open drawer; differs between drawers, and says nothing where none is wired. */
export type DrawerOpenLevel = 'high' | 'low' | 'none';

export function conditionsOf(state: PrinterState, drawerOpenLevel: DrawerOpenLevel): PrinterCondition[] {
  const conditions: PrinterCondition[] = [];
  const paperOut = state.paperEnd || state.paperStop;
  if (paperOut) conditions.push('paper-out');
  else if (state.paperNearEnd) conditions.push('paper-low');
  if (state.coverOpen) conditions.push('cover-open');
  if (state.error) conditions.push('error');
  // A printer without paper or with its cover open is offline for that reason; saying so twice helps nobody.
  if (state.offline && !paperOut && !state.coverOpen && !state.error) conditions.push('offline');
  if (drawerOpenLevel !== 'none' && state.drawerPinHigh === (drawerOpenLevel === 'high'))
    conditions.push('drawer-open');
  return conditions;
}

/** The condition that keeps paper from being printed, if there is one. */
export function blockingCondition(conditions: readonly PrinterCondition[]): PrinterCondition | undefined {
  return conditions.find((condition) => condition !== 'paper-low' && condition !== 'drawer-open');
}
