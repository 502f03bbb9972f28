// The other half of the wire: a HID-POS scanner with its bad days. It only makes reports; where they go is its owner's matter.
import { dataLengthMax, encodeReports, reportLength } from './codec.ts';

export const descriptor = {
  vendorId: 0x05e0,
  productId: 0x1300,
  serial: 'SIMULATED-HID-POS',
  usagePage: 0x8c,
  usage: 0x02,
} as const;

export interface HidPosSimulatorParts {
  send(report: Uint8Array): void;
  /** Seeded chance for garbage: `count` bytes. */
  readonly noise: (count: number) => Uint8Array;
}

export class HidPosSimulator {
  readonly #parts: HidPosSimulatorParts;
  /** A scanner whose radio or head has died: it takes the trigger and says nothing. */
  silent = false;

  constructor(parts: HidPosSimulatorParts) {
    this.#parts = parts;
  }

  /** @param aim AIM identifier such as `]E0`; none where the scanner is set to send none */
  scan(text: string, aim?: string): void {
    this.#send(reportsOf(text, aim));
  }

  /** A chain that begins and never ends. */
  halfScan(text: string, aim?: string): void {
    const reports = reportsOf(text.padEnd(dataLengthMax + 1, text), aim);
    this.#send(reports.slice(0, -1));
  }

  /** A report of the right id that makes no sense. */
  garbage(): void {
    const report = new Uint8Array(reportLength);
    report.set(this.#parts.noise(reportLength));
    report.set([2, 0xff]);
    this.#send([report]);
  }

  /** A report that is no scanned data: many models report their trigger this way. */
  pullTrigger(): void {
    this.#send([new Uint8Array(reportLength).fill(4, 0, 1)]);
  }

  #send(reports: readonly Uint8Array[]): void {
    if (this.silent) return;
    for (const report of reports) this.#parts.send(report);
  }
}

export function reportsOf(text: string, aim?: string): Uint8Array[] {
  return encodeReports(new TextEncoder().encode(text), aim);
}
