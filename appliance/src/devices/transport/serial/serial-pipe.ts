// Serial ports: USB-CDC, FTDI and the like, real RS-232, and ptys.
import { Fault } from '../../../platform/fault.ts';
import type { SerialAddress } from '../address.ts';
import type { Pipe } from '../pipe.ts';
import type { OpenOptions } from '../socket.ts';
import { WirePipe } from '../wire-pipe.ts';
import { throwIfStopped, within } from '../within.ts';
import { PortReader } from './port-reader.ts';
import type { KernelPort } from './port-reader.ts';

const openLimitMs = 5_000;

interface OpenPort extends KernelPort {
  write(bytes: Buffer): Promise<void>;
  close(): Promise<void>;
}

/** The package's way to the kernel, below its stream. Its own types cannot be read by this compiler (they lack an `exports` entry). */
interface Binding {
  open(options: Readonly<Record<string, string | number | boolean>>): Promise<{ close(): Promise<void> }>;
}

/** Throws Fault `device.gone` | `device.busy` | `device.timeout` | `stopped`. */
export async function openSerialPipe(address: SerialAddress, { clock, signal }: OpenOptions): Promise<Pipe> {
  const { SerialPort } = await import('serialport');
  throwIfStopped(signal);
  const binding = SerialPort.binding as Binding;
  const opening = binding.open({
    path: address.path,
    baudRate: address.baudRate,
    dataBits: address.dataBits,
    stopBits: address.stopBits,
    parity: address.parity,
    rtscts: address.flow === 'rtscts',
    xon: address.flow === 'xonxoff',
    xoff: address.flow === 'xonxoff',
  });
  let port: OpenPort;
  try {
    port = unixPort(await within(clock, openLimitMs, opening));
  } catch (error) {
    // An opening that comes through after all must not keep the port.
    opening.then((late) => late.close()).catch(() => undefined);
    throw openFault(error, address.path);
  }
  const reader = new PortReader(port);
  const pipe = new WirePipe(
    {
      send: (bytes) => port.write(Buffer.from(bytes)),
      async shut() {
        await reader.stop();
        await port.close();
      },
    },
    // Twice the time on the line, at 12 bit times a byte, and time for a device that holds us up.
    { clock, writeTimeoutMs: (byteCount) => 5_000 + (byteCount * 24_000) / address.baudRate },
  );
  void reader.run((bytes) => pipe.deliver(bytes)).then(() => pipe.lost());
  return pipe;
}

/** Windows has ports of another kind; the till does not run there. */
function unixPort(port: object): OpenPort {
  if ('poller' in port) return port as OpenPort;
  throw new Error('serial ports are read on Unix only');
}

/** The package gives words, not codes. */
function openFault(error: unknown, path: string): Fault {
  const words = error instanceof Error ? error.message : String(error);
  const busy = /permission denied|cannot lock port|resource busy|temporarily unavailable/i.test(words);
  return new Fault(busy ? 'device.busy' : 'device.gone', { path }, error);
}
