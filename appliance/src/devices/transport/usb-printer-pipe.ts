// USB printers through `escpos-usb`, with what it lacks: the printer is picked by its ids, answers are read, and the kernel's own
// driver is put back. The package is given a narrow view of the device, so that its faults cannot reach further:
//  - it needs `usb.on`, which usb 2 has elsewhere, and on closing removes every "detach" listener of the process: it gets empty ones;
//  - it claims every interface of the device, which is wrong for a printer with a scanner or a network part: it sees the printer only;
//  - it has no read: the IN endpoint of the interface it claimed is polled here.
import { Fault, isFault } from '../../platform/fault.ts';
import type { PrinterAddress } from './address.ts';
import type { Pipe } from './pipe.ts';
import type { OpenOptions } from './socket.ts';
import { openableUsbPrinter } from './usb-printer-view.ts';
import type { UsbAdapter, UsbIdentity, UsbLibrary, UsbParts, UsbPrinterView } from './usb-printer-view.ts';
import { WirePipe } from './wire-pipe.ts';
import { throwIfStopped, within } from './within.ts';

export interface UsbPrinterOptions extends OpenOptions {
  /** The packages, unless a test brings its own. */
  readonly usb?: UsbParts;
}

const openLimitMs = 5_000;
const releaseLimitMs = 1_000;
/** libusb gives a transfer up before the pipe does: an interface with a transfer under way cannot be released. */
const transferTimeoutMs = 10_000;
const writeTimeoutMs = (): number => transferTimeoutMs + 1_000;

/** Throws Fault `device.gone` | `device.busy` | `device.timeout` | `config.invalid` | `stopped`. */
export async function openUsbPrinterPipe(address: PrinterAddress, options: UsbPrinterOptions): Promise<Pipe> {
  const { clock, signal } = options;
  const identity = parseIdentity(address);
  const { library, Adapter } = options.usb ?? (await import('./usb-packages.ts')).usbPackages;
  throwIfStopped(signal);
  const view = await openableUsbPrinter(library, identity);
  const adapter = new Adapter(view);
  try {
    const opened = new Promise<void>((resolve, reject) => {
      adapter.open((error) => (error === null ? resolve() : reject(error)));
    });
    await within(clock, openLimitMs, opened);
    throwIfStopped(signal);
  } catch (error) {
    await letGo(adapter, view);
    throw openFault(error, address);
  }
  if (adapter.endpoint !== undefined) adapter.endpoint.timeout = transferTimeoutMs;
  return pipeOn(adapter, view, { library, clock });
}

function pipeOn(
  adapter: UsbAdapter,
  view: UsbPrinterView,
  { library, clock }: { readonly library: UsbLibrary; readonly clock: OpenOptions['clock'] },
): Pipe {
  const onDetach = (device: object): void => {
    if (device === view.device) pipe.lost();
  };
  const pipe = new WirePipe(
    {
      send: (bytes) =>
        new Promise((resolve, reject) => {
          adapter.write(Buffer.from(bytes), (error) => (error ? reject(error) : resolve()));
        }),
      shut: async () => {
        library.off('detach', onDetach);
        const stopped = view.stopReading();
        await within(clock, releaseLimitMs, stopped).catch(() => undefined);
        await letGo(adapter, view);
      },
    },
    { clock, writeTimeoutMs },
  );
  library.on('detach', onDetach);
  view.startReading(
    (bytes) => pipe.deliver(bytes),
    () => pipe.lost(),
  );
  return pipe;
}

/** Releases what was claimed and puts the kernel's driver back. Of a device that is gone nothing is left to do. */
async function letGo(adapter: UsbAdapter, view: UsbPrinterView): Promise<void> {
  await view.release();
  await new Promise<void>((resolve) => {
    try {
      adapter.close(() => {
        resolve();
      });
    } catch {
      resolve();
    }
  });
}

function parseIdentity({ target }: PrinterAddress): UsbIdentity {
  const found = /^([0-9a-f]{4}):([0-9a-f]{4})(?:\/([^/]+))?$/i.exec(target);
  if (found === null)
    throw new Fault('config.invalid', {
      address: target,
      problem: 'needs vendor:product in hex, and a serial number if any',
    });
  const [, vendor = '', product = '', serial] = found;
  const ids = { vendorId: Number.parseInt(vendor, 16), productId: Number.parseInt(product, 16) };
  return serial === undefined ? ids : { ...ids, serial };
}

function openFault(error: unknown, { target }: PrinterAddress): Fault {
  if (isFault(error)) return error;
  // libusb's names are the only thing that tells them apart on all platforms.
  const words = error instanceof Error ? error.message : String(error);
  const held = /LIBUSB_ERROR_(ACCESS|BUSY)/.test(words);
  return new Fault(held ? 'device.busy' : 'device.gone', { target }, error);
}
