// One USB printer as `escpos-usb` is to see it: the printer's interface and nothing else of the device.
import { Fault } from '../../platform/fault.ts';

export interface UsbIdentity {
  readonly vendorId: number;
  readonly productId: number;
  /** Compared without regard to case; absent: the first printer with these ids. */
  readonly serial?: string;
}

/** The parts of the package `usb` 2 that are used; a test hands in its own. */
export interface UsbLibrary {
  getDeviceList(): readonly UsbDevice[];
  on(event: 'detach', listener: (device: object) => void): unknown;
  off(event: 'detach', listener: (device: object) => void): unknown;
}

export interface UsbDevice {
  readonly deviceDescriptor: {
    readonly idVendor: number;
    readonly idProduct: number;
    readonly iSerialNumber: number;
  };
  readonly interfaces?: readonly UsbInterface[] | undefined;
  open(): void;
  close(): void;
  getStringDescriptor(index: number, done: (error?: Error, value?: string) => void): void;
}

export interface UsbInterface {
  readonly descriptor: { readonly bInterfaceClass: number };
  readonly endpoints: readonly UsbEndpoint[];
  isKernelDriverActive(): boolean;
  attachKernelDriver(): void;
  release(closeEndpoints: boolean, done: (error?: Error) => void): void;
}

export interface UsbEndpoint {
  readonly direction: 'in' | 'out';
  startPoll?(transfers: number, bytes: number): unknown;
  stopPoll?(done: () => void): void;
  on(event: 'data', listener: (bytes: Uint8Array) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

export interface UsbAdapter {
  endpoint?: { timeout: number };
  open(done: (error: Error | null) => void): unknown;
  write(bytes: Uint8Array, done: (error?: Error) => void): unknown;
  close(done: (error: Error | null) => void): unknown;
}

export interface UsbParts {
  readonly library: UsbLibrary;
  readonly Adapter: new (device: object) => UsbAdapter;
}

const printerClass = 7;
const pollBytes = 64;

/** Throws Fault `device.gone` when no such printer is there. The device is not open yet. */
export async function openableUsbPrinter(
  library: UsbLibrary,
  identity: UsbIdentity,
): Promise<UsbPrinterView> {
  for (const device of library.getDeviceList()) {
    const { idVendor, idProduct } = device.deviceDescriptor;
    if (idVendor !== identity.vendorId || idProduct !== identity.productId) continue;
    if (
      identity.serial === undefined ||
      (await serialOf(device))?.toLowerCase() === identity.serial.toLowerCase()
    )
      return new UsbPrinterView(device);
  }
  throw new Fault('device.gone', { ...identity });
}

/** Undefined for a device that tells none, or that another program holds. */
async function serialOf(device: UsbDevice): Promise<string | undefined> {
  try {
    device.open();
  } catch {
    return undefined;
  }
  try {
    return await new Promise((resolve) => {
      device.getStringDescriptor(device.deviceDescriptor.iSerialNumber, (error, value) => {
        resolve(error === undefined ? value : undefined);
      });
    });
  } finally {
    device.close();
  }
}

export class UsbPrinterView {
  readonly device: UsbDevice;
  /** What the adapter claims; read by it after `open`. */
  interfaces: readonly UsbInterface[] = [];
  #hadKernelDriver: readonly UsbInterface[] = [];
  #reading: UsbEndpoint | undefined;

  constructor(device: UsbDevice) {
    this.device = device;
  }

  /** Called by the adapter. Throws libusb's error, or Fault `device.gone` for a device without a printer's interface. */
  open(): void {
    this.device.open();
    const printers = (this.device.interfaces ?? []).filter(
      ({ descriptor }) => descriptor.bInterfaceClass === printerClass,
    );
    this.interfaces = printers.slice(0, 1);
    if (this.interfaces.length === 0)
      throw new Fault('device.gone', { problem: 'it has no printer interface' });
    this.#hadKernelDriver = this.interfaces.filter((one) => one.isKernelDriverActive());
  }

  /** Called by the adapter. */
  close(): void {
    this.device.close();
  }

  startReading(deliver: (bytes: Uint8Array) => void, lost: () => void): void {
    const endpoint = this.interfaces[0]?.endpoints.find(({ direction }) => direction === 'in');
    if (endpoint?.startPoll === undefined) return;
    endpoint.on('data', (bytes) => {
      // A transfer may end without data.
      if (bytes.length > 0) deliver(Uint8Array.from(bytes));
    });
    endpoint.on('error', lost);
    endpoint.startPoll(1, pollBytes);
    this.#reading = endpoint;
  }

  async stopReading(): Promise<void> {
    const endpoint = this.#reading;
    this.#reading = undefined;
    await new Promise<void>((resolve) => {
      try {
        if (endpoint?.stopPoll === undefined) resolve();
        else endpoint.stopPoll(resolve);
      } catch {
        // Not polling any more: the device is gone.
        resolve();
      }
    });
  }

  async release(): Promise<void> {
    for (const claimed of this.interfaces) {
      await new Promise<void>((resolve) => {
        try {
          claimed.release(true, () => {
            resolve();
          });
        } catch {
          resolve();
        }
      });
    }
    for (const claimed of this.#hadKernelDriver) {
      try {
        claimed.attachKernelDriver();
      } catch {
        // The device is gone, and its driver with it.
      }
    }
    this.#hadKernelDriver = [];
  }
}
