// ZVT packets on TCP (PA00P015): class and instruction, a length of one byte or FF and two (little-endian), data. Nothing frames them, so a
// reader that has lost the thread looks for the next command it knows.

/** Class and instruction as one number: 0x0601. */
export interface Apdu {
  readonly command: number;
  readonly data: Uint8Array;
}

export const commands = {
  statusEnquiry: 0x0501,
  register: 0x0600,
  authorise: 0x0601,
  logOff: 0x0602,
  repeatReceipt: 0x0620,
  reverse: 0x0630,
  refund: 0x0631,
  endOfDay: 0x0650,
  diagnosis: 0x0670,
  abort: 0x06b0,
  statusInformation: 0x040f,
  intermediateStatus: 0x04ff,
  completion: 0x060f,
  aborted: 0x061e,
  printLine: 0x06d1,
  printBlock: 0x06d3,
  acknowledged: 0x8000,
} as const;

const known: ReadonlySet<number> = new Set(Object.values(commands));
/** 84 and a code: what was asked is not done; 84 00 is an acknowledgement of some terminals. */
const answered = 0x84;
const isKnown = (first: number, second: number): boolean =>
  first === answered || known.has((first << 8) | second);

/** Longer than any receipt in one block. */
const dataBytesMax = 16_384;
const extended = 0xff;

export function encodeApdu(command: number, data: Uint8Array = new Uint8Array()): Uint8Array {
  const long = data.length >= extended;
  const length = long ? [extended, data.length & 0xff, data.length >> 8] : [data.length];
  return Uint8Array.from([command >> 8, command & 0xff, ...length, ...data]);
}

export const acknowledgement = encodeApdu(commands.acknowledged);

/** The code of a refusal; undefined: it is none. */
export function refusalOf({ command }: Apdu): number | undefined {
  return command >> 8 === answered && command !== 0x8400 ? command & 0xff : undefined;
}

export const isAcknowledgement = ({ command }: Apdu): boolean =>
  command === commands.acknowledged || command === 0x8400;

interface Head {
  readonly start: number;
  readonly length: number;
}

/** Undefined: more bytes are needed to say. */
function headOf(bytes: Uint8Array): Head | undefined {
  const [, , short, low, high] = bytes;
  if (short === undefined) return undefined;
  if (short !== extended) return { start: 3, length: short };
  return low === undefined || high === undefined ? undefined : { start: 5, length: low | (high << 8) };
}

/** Packets out of bytes as they come. What cannot be the start of one is left out, byte by byte. */
export class Apdus {
  #rest: Uint8Array = new Uint8Array();

  /** Bytes of a packet that has begun. */
  get pending(): number {
    return this.#rest.length;
  }

  forget(): void {
    this.#rest = new Uint8Array();
  }

  take(bytes: Uint8Array): readonly Apdu[] {
    const all = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const found: Apdu[] = [];
    let at = 0;
    for (;;) {
      const [first, second] = all.subarray(at, at + 2);
      if (first === undefined || second === undefined) break;
      const head = isKnown(first, second) ? headOf(all.subarray(at, at + 5)) : { start: 1, length: 0 };
      if (head === undefined) break;
      if (head.start === 1 || head.length > dataBytesMax) {
        at += 1;
        continue;
      }
      const end = at + head.start + head.length;
      if (end > all.length) break;
      found.push({ command: (first << 8) | second, data: all.subarray(at + head.start, end) });
      at = end;
    }
    this.#rest = all.subarray(at);
    return found;
  }
}
