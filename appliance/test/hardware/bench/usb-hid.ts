// What makes a HID device of a virtual USB device: its report descriptor, reports to the kernel, reports from it.
import { type UsbFunction, type UsbWire, word } from './usb-device.ts';

export interface HidParts {
  readonly reportDescriptor: Uint8Array;
  /** A boot keyboard, which the kernel then takes for one. */
  readonly keyboard?: boolean;
  /** A report of the daemon's, its id first. */
  readonly onReport?: (report: Uint8Array) => void;
}

const endpointIn = 0x81;
const setReport = 9;
const reportDescriptorType = 0x22;

export class UsbHid implements UsbFunction {
  readonly interfaceCount = 1;
  readonly interfaces: Uint8Array;
  readonly #parts: HidParts;
  #wire: UsbWire | undefined;

  constructor(parts: HidParts) {
    this.#parts = parts;
    const boot = parts.keyboard === true ? [1, 1] : [0, 0];
    this.interfaces = Uint8Array.of(
      ...[9, 4, 0, 0, 1, 3, ...boot, 0],
      ...[9, 0x21, 0x11, 0x01, 0, 1, reportDescriptorType, ...word(parts.reportDescriptor.length)],
      ...[7, 5, endpointIn, 3, 64, 0, 4],
    );
  }

  start(wire: UsbWire): () => void {
    this.#wire = wire;
    return () => {
      this.#wire = undefined;
    };
  }

  /** Lost where nobody has plugged it in, as on a real one. */
  send(report: Uint8Array): void {
    this.#wire?.send(endpointIn, report);
  }

  receive(): void {
    // It has no endpoint for it: reports come by control requests.
  }

  control(
    { requestType, request: asked, value }: Parameters<UsbFunction['control']>[0],
    data: Uint8Array,
  ): Uint8Array | undefined {
    if (requestType === 0x81 && value >> 8 === reportDescriptorType) return this.#parts.reportDescriptor;
    if (requestType === 0x21) {
      if (asked === setReport) this.#parts.onReport?.(data);
      return new Uint8Array();
    }
    return undefined;
  }
}
