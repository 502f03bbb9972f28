// What makes a serial line of a virtual USB device (CDC, abstract control model): scanners, scales and pole displays with a USB plug.
import type { Setup, UsbFunction, UsbWire } from './usb-device.ts';

const endpointIn = 0x82;
const getLineCoding = 0x21;

export class UsbSerial implements UsbFunction {
  readonly interfaceCount = 2;
  readonly interfaces = Uint8Array.of(
    ...[9, 4, 0, 0, 1, 2, 2, 1, 0],
    // CDC 1.1; calls are handled over the data interface; line coding is known; the two interfaces belong together.
    ...[5, 0x24, 0, 0x10, 0x01, 5, 0x24, 1, 0, 1, 4, 0x24, 2, 2, 5, 0x24, 6, 0, 1],
    ...[7, 5, 0x83, 3, 16, 0, 32],
    ...[9, 4, 1, 0, 2, 10, 0, 0, 0],
    ...[7, 5, 0x01, 2, 64, 0, 0],
    ...[7, 5, endpointIn, 2, 64, 0, 0],
  );
  readonly #onBytes: (bytes: Uint8Array) => void;
  #lineCoding: Uint8Array = Uint8Array.of(0x80, 0x25, 0, 0, 0, 0, 8);
  #wire: UsbWire | undefined;

  constructor(onBytes: (bytes: Uint8Array) => void = () => undefined) {
    this.#onBytes = onBytes;
  }

  start(wire: UsbWire): () => void {
    this.#wire = wire;
    return () => {
      this.#wire = undefined;
    };
  }

  send(bytes: Uint8Array): void {
    this.#wire?.send(endpointIn, bytes);
  }

  receive(bytes: Uint8Array): void {
    this.#onBytes(bytes);
  }

  /** Baud, data bits and parity as the daemon has set them. */
  get lineCoding(): { readonly baudRate: number; readonly parity: number; readonly dataBits: number } {
    const view = Buffer.from(this.#lineCoding);
    return { baudRate: view.readUInt32LE(0), parity: view.readUInt8(5), dataBits: view.readUInt8(6) };
  }

  control({ requestType, request }: Setup, data: Uint8Array): Uint8Array | undefined {
    if (requestType === 0xa1) return request === getLineCoding ? this.#lineCoding : undefined;
    if (requestType !== 0x21) return undefined;
    if (data.length === 7) this.#lineCoding = data;
    return new Uint8Array();
  }
}
