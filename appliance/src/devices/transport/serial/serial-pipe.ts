// Serial ports: USB-CDC, FTDI and the like, real RS-232, and ptys. The package tells an unplugged device by a `close` event whose
// error says `disconnected`; no `error` event comes then.
import { Fault } from '../../../platform/fault.ts';
import type { SerialAddress } from '../address.ts';
import type { Pipe } from '../pipe.ts';
import type { OpenOptions } from '../socket.ts';
import { WirePipe } from '../wire-pipe.ts';
import { throwIfStopped, within } from '../within.ts';

const openLimitMs = 5_000;

/** Throws Fault `device.gone` | `device.busy` | `device.timeout` | `stopped`. */
export async function openSerialPipe(address: SerialAddress, { clock, signal }: OpenOptions): Promise<Pipe> {
  const { SerialPort } = await import('serialport');
  throwIfStopped(signal);
  const port = new SerialPort({
    path: address.path,
    baudRate: address.baudRate,
    dataBits: address.dataBits,
    stopBits: address.stopBits,
    parity: address.parity,
    rtscts: address.flow === 'rtscts',
    xon: address.flow === 'xonxoff',
    xoff: address.flow === 'xonxoff',
    autoOpen: false,
  });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      if (port.isOpen) port.close(() => resolve());
      else resolve();
    });
  const opening = new Promise<void>((resolve, reject) => {
    port.open((error) => (error ? reject(error) : resolve()));
  });
  try {
    await within(clock, openLimitMs, opening);
  } catch (error) {
    opening.then(close).catch(() => undefined);
    throw openFault(error, address.path);
  }
  const pipe = new WirePipe(
    {
      send: (bytes) =>
        new Promise((resolve, reject) => {
          port.write(Buffer.from(bytes), (error) => (error ? reject(error) : resolve()));
        }),
      shut: close,
    },
    // Twice the time on the line, at 12 bit times a byte, and time for a device that holds us up.
    { clock, writeTimeoutMs: (byteCount) => 5_000 + (byteCount * 24_000) / address.baudRate },
  );
  port.on('data', (bytes: Buffer) => pipe.deliver(bytes));
  port.on('error', () => pipe.lost());
  port.on('end', () => pipe.lost());
  port.on('close', () => pipe.lost());
  return pipe;
}

/** The package gives words, not codes. */
function openFault(error: unknown, path: string): Fault {
  const words = error instanceof Error ? error.message : String(error);
  const busy = /permission denied|cannot lock port|resource busy|temporarily unavailable/i.test(words);
  return new Fault(busy ? 'device.busy' : 'device.gone', { path }, error);
}
