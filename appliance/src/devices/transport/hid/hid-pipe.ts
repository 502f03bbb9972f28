// HID devices through the kernel's hidraw. The device is found by identity at every opening, since a replug moves it to another
// hidraw node. hidraw is shared: permissions (udev) are what keeps others from reading along.
import { realpath } from 'node:fs/promises';
import { Fault } from '../../../platform/fault.ts';
import type { HidAddress } from '../address.ts';
import type { Pipe } from '../pipe.ts';
import type { OpenOptions } from '../socket.ts';
import { WirePipe } from '../wire-pipe.ts';
import { throwIfStopped, within } from '../within.ts';

const enumerateLimitMs = 5_000;
const openLimitMs = 3_000;
const reportWriteTimeoutMs = (): number => 2_000;

export interface HidEntry {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber?: string | undefined;
  readonly path?: string | undefined;
  readonly usagePage?: number | undefined;
  readonly usage?: number | undefined;
}

/** The part of node-hid's HIDAsync that is used. Its errors may be plain strings. */
export interface HidHandle {
  on(event: 'data', listener: (report: Uint8Array) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  write(report: Buffer): Promise<number>;
  close(): Promise<void>;
}

/** node-hid as this transport needs it; a test hands in its own. */
export interface HidLibrary {
  list(): Promise<readonly HidEntry[]>;
  open(path: string): Promise<HidHandle>;
}

export async function loadHidLibrary(): Promise<HidLibrary> {
  const { devicesAsync, HIDAsync } = await import('node-hid');
  // By path: the C library's own look-up cannot tell apart the nodes of a composite device.
  return { list: () => devicesAsync(), open: (path) => HIDAsync.open(path) };
}

/** Throws Fault `device.gone` | `device.busy` | `device.timeout` | `stopped`. */
export async function openHidPipe(
  address: HidAddress,
  options: OpenOptions & { readonly library: HidLibrary },
): Promise<Pipe> {
  const { clock, signal, library } = options;
  const path = await findPath(address, options);
  throwIfStopped(signal);
  const opening = library.open(path);
  let handle: HidHandle;
  try {
    handle = await within(clock, openLimitMs, opening);
  } catch (error) {
    // An opening that comes through after all must not keep the device.
    opening.then((late) => late.close()).catch(() => undefined);
    throw openFault(error, path);
  }
  const pipe = new WirePipe(
    {
      async send(report) {
        await handle.write(Buffer.from(report));
      },
      shut: () => handle.close(),
    },
    { clock, writeTimeoutMs: reportWriteTimeoutMs },
  );
  handle.on('error', () => pipe.lost());
  handle.on('data', (bytes) => pipe.deliver(bytes));
  return pipe;
}

async function findPath(
  address: HidAddress,
  { clock, library }: OpenOptions & { readonly library: HidLibrary },
): Promise<string> {
  if (address.path !== undefined) return nodeOf(address.path);
  const entries = await within(clock, enumerateLimitMs, library.list()).catch((error: unknown) => {
    throw new Fault('device.gone', { ...address }, error);
  });
  // In order of their nodes, so that twins keep their order as long as nobody replugs them.
  const paths = entries
    .filter((entry) => matches(entry, address))
    .flatMap((entry) => (entry.path === undefined ? [] : [entry.path]))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const path = paths[0];
  if (path === undefined) throw new Fault('device.gone', { ...address });
  return path;
}

async function nodeOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    throw new Fault('device.gone', { path }, error);
  }
}

function matches(entry: HidEntry, address: HidAddress): boolean {
  const agrees = (wanted: unknown, has: unknown): boolean => wanted === undefined || wanted === has;
  return (
    entry.vendorId === address.vendorId &&
    entry.productId === address.productId &&
    agrees(address.serial, entry.serialNumber) &&
    agrees(address.usagePage, entry.usagePage) &&
    agrees(address.usage, entry.usage)
  );
}

/** hidapi gives words, not codes: only what surely means "held or forbidden" is told apart from "not there". */
function openFault(error: unknown, path: string): Fault {
  const words = error instanceof Error ? error.message : String(error);
  const busy = /permission denied|resource busy|access denied/i.test(words);
  return new Fault(busy ? 'device.busy' : 'device.gone', { path }, error);
}
