// HID reports over a socket: two bytes of length, most significant first, then the report as hidraw would hand it over (report id
// first where the device numbers its reports). The first frame from the device is a JSON descriptor. Used by the transport and by simulators.

/** The largest report a real device has is 64 bytes at full speed and 1024 at high speed; the descriptor is the longest frame. */
export const frameBytesMax = 4_096;

export interface HidDescriptor {
  readonly vendorId: number;
  readonly productId: number;
  readonly serial: string;
  readonly usagePage: number;
  readonly usage: number;
}

/** Throws RangeError when the report is empty or too long to be one. */
export function encodeFrame(report: Uint8Array): Uint8Array {
  if (report.length === 0 || report.length > frameBytesMax) throw new RangeError('not the size of a report');
  const frame = new Uint8Array(2 + report.length);
  frame[0] = report.length >> 8;
  frame[1] = report.length & 0xff;
  frame.set(report, 2);
  return frame;
}

export interface FrameReader {
  /** Whole frames that are now complete, in order; `broken` when the stream can no longer be followed. Keeps at most one frame. */
  read(chunk: Uint8Array): { readonly reports: readonly Uint8Array[]; readonly broken: boolean };
}

export function createFrameReader(): FrameReader {
  let rest: Uint8Array = new Uint8Array(0);
  let broken = false;
  return {
    read(chunk) {
      if (broken) return { reports: [], broken };
      const bytes = new Uint8Array(rest.length + chunk.length);
      bytes.set(rest);
      bytes.set(chunk, rest.length);
      const reports: Uint8Array[] = [];
      let start = 0;
      for (;;) {
        const [high, low] = [bytes[start], bytes[start + 1]];
        if (high === undefined || low === undefined) break;
        const length = high * 256 + low;
        if (length === 0 || length > frameBytesMax) {
          broken = true;
          break;
        }
        if (bytes.length < start + 2 + length) break;
        reports.push(bytes.slice(start + 2, start + 2 + length));
        start += 2 + length;
      }
      rest = broken ? new Uint8Array(0) : bytes.slice(start);
      return { reports, broken };
    },
  };
}

export function encodeDescriptor(descriptor: HidDescriptor): Uint8Array {
  return encodeFrame(new TextEncoder().encode(JSON.stringify(descriptor)));
}

/** Undefined when the frame is no descriptor. */
export function readDescriptor(frame: Uint8Array): HidDescriptor | undefined {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(frame));
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { vendorId, productId, serial, usagePage, usage } = value as Record<string, unknown>;
  if (typeof serial !== 'string' || serial.length > 126) return undefined;
  if (!isWord(vendorId) || !isWord(productId) || !isWord(usagePage) || !isWord(usage)) return undefined;
  return { vendorId, productId, serial, usagePage, usage };
}

function isWord(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffff;
}
