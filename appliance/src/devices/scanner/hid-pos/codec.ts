// The input report of HID-POS scanners (USB-IF HID Point of Sale Usage Tables 1.02, scanner page 0x8C), in the 64-byte shape that
// makers agreed on: 0 report id 2; 1 length of the data in this report; 2-4 AIM identifier; 5-60 data; 61 vendor's symbology id;
// 62 reserved; 63 bit 0 "data continued". A long code is a chain of reports, each with the AIM identifier again.
import { bytesToText, codeLengthMax, garbage, scanned } from '../read-code.ts';
import type { ScanDecoder, ScanEvent } from '../read-code.ts';

export const reportLength = 64;
export const dataLengthMax = 56;
const reportId = 2;
const dataStart = 5;
const closingBracket = 0x5d;

interface Part {
  readonly aim: string | undefined;
  readonly data: Uint8Array;
  readonly continued: boolean;
}

/** Undefined when it is no scanned-data report; a reason when it is one and broken. */
function readReport(report: Uint8Array): Part | string | undefined {
  if (report[0] !== reportId) return undefined;
  const [length, flags] = [report[1], report[reportLength - 1]];
  if (report.length !== reportLength || length === undefined || flags === undefined) return 'report-length';
  if (length > dataLengthMax) return 'data-length';
  return {
    aim:
      report[2] === closingBracket
        ? Buffer.from(report.subarray(2, dataStart)).toString('latin1')
        : undefined,
    // By the length byte: a NUL may be data.
    data: report.slice(dataStart, dataStart + length),
    continued: (flags & 1) === 1,
  };
}

/** @param chainLengthMax bytes of one code; what is longer is dropped to its end */
export function createHidPosDecoder(chainLengthMax: number = codeLengthMax): ScanDecoder {
  let parts: Uint8Array[] = [];
  let length = 0;
  let aim: string | undefined;
  /** Nothing begun, collecting, or passing over the rest of a chain that was too long. */
  let state: 'idle' | 'chain' | 'skipping' = 'idle';

  const clear = (): void => {
    parts = [];
    length = 0;
    aim = undefined;
    state = 'idle';
  };

  const add = (part: Part): ScanEvent[] => {
    const events: ScanEvent[] = [];
    if (state === 'skipping') {
      if (!part.continued) clear();
      return events;
    }
    if (state === 'chain' && part.aim !== aim) {
      // The rest of the earlier code never came; this is another one.
      events.push(garbage('chain-broken'));
      clear();
    }
    aim = part.aim;
    parts.push(part.data);
    length += part.data.length;
    if (length > chainLengthMax) {
      clear();
      state = part.continued ? 'skipping' : 'idle';
      return [...events, garbage('too-long')];
    }
    if (part.continued) {
      state = 'chain';
      return events;
    }
    // Scanners that were keyboards before often still send their carriage return.
    const text = bytesToText(Buffer.concat(parts)).replace(/[\r\n]+$/, '');
    const scan = scanned(text, aim);
    clear();
    return [...events, scan];
  };

  return {
    read(report) {
      const part = readReport(report);
      if (part === undefined) return [];
      if (typeof part !== 'string') return add(part);
      clear();
      return [garbage(part)];
    },
    get held() {
      return length;
    },
    get unfinished() {
      return state !== 'idle';
    },
    timeOut() {
      const wasChain = state === 'chain';
      clear();
      return wasChain ? [garbage('chain-unfinished')] : [];
    },
  };
}

/** The reports of one code, as a scanner sends them. */
export function encodeReports(data: Uint8Array, aim = ''): Uint8Array[] {
  const reports: Uint8Array[] = [];
  for (let start = 0; start === 0 || start < data.length; start += dataLengthMax) {
    const chunk = data.subarray(start, start + dataLengthMax);
    const report = new Uint8Array(reportLength);
    report[0] = reportId;
    report[1] = chunk.length;
    report.set(Buffer.from(aim, 'latin1').subarray(0, 3), 2);
    report.set(chunk, dataStart);
    report[reportLength - 1] = start + dataLengthMax < data.length ? 1 : 0;
    reports.push(report);
  }
  return reports;
}
