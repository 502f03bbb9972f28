// What makes a printer of a virtual USB device (USB printer class 1.1, bidirectional): bytes to the simulated printer, its answers back.
// The simulator's own bad days pull the plug of this one.
import type { PrinterSimulator } from '../../../src/devices/printer/escpos/simulator.ts';
import type { Setup, UsbFunction, UsbWire } from './usb-device.ts';

const endpointIn = 0x82;
const request = { deviceId: 0, portStatus: 1 } as const;
/** Not empty, selected, no error. */
const wellStatus = 0x18;

export class UsbPrinter implements UsbFunction {
  readonly interfaceCount = 1;
  readonly interfaces = Uint8Array.of(
    ...[9, 4, 0, 0, 2, 7, 1, 2, 0],
    ...[7, 5, 0x01, 2, 64, 0, 0],
    ...[7, 5, endpointIn, 2, 64, 0, 0],
  );
  readonly #printer: PrinterSimulator;
  readonly #id: Uint8Array;
  #receive: (bytes: Uint8Array) => void = () => undefined;

  /** @param deviceId IEEE 1284, such as `MFG:EPSON;CMD:ESC/POS;MDL:TM-T88V;CLS:PRINTER;` */
  constructor(printer: PrinterSimulator, deviceId: string) {
    this.#printer = printer;
    const text = Buffer.from(deviceId);
    this.#id = Uint8Array.of((text.length + 2) >> 8, (text.length + 2) & 0xff, ...text);
  }

  start(wire: UsbWire): () => void {
    this.#printer.plug();
    const end = this.#printer.attach({
      send: (bytes) => wire.send(endpointIn, bytes),
      cut: () => wire.pull(),
      pause: () => wire.pause(),
      resume: () => wire.resume(),
    });
    this.#receive = (bytes) => end?.receive(bytes);
    return () => {
      end?.closed();
    };
  }

  receive(bytes: Uint8Array): void {
    this.#receive(bytes);
  }

  control({ requestType, request: asked }: Setup): Uint8Array | undefined {
    if (requestType === 0xa1 && asked === request.deviceId) return this.#id;
    if (requestType === 0xa1 && asked === request.portStatus) return Uint8Array.of(wellStatus);
    // A soft reset.
    return requestType === 0x21 ? new Uint8Array() : undefined;
  }
}
