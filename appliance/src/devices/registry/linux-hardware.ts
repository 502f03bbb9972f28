// What is plugged in, out of Linux's sysfs: no native add-on, no permission on the devices themselves, and one place for a device that has
// several interfaces. Told of changes by inotify.
import { watch, type FSWatcher } from 'node:fs';
import { readdir, readFile, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { FoundDevice, FoundEnd, Hardware } from './hardware.ts';
import { topLevelUsages } from './report-descriptor.ts';

export interface LinuxPlaces {
  readonly sys: string;
  readonly dev: string;
  /** udev's own list: a file comes when the rules of a device have run, so that its names and permissions stand. */
  readonly udev: string;
}

export const linuxPlaces: LinuxPlaces = { sys: '/sys', dev: '/dev', udev: '/run/udev/data' };

/** A box has a handful; a list that is longer is cut. */
const devicesMax = 128;
const linkFolders = ['serial/by-id', 'countertop', 'countertop/by-path', 'serial/by-path'] as const;
const [printerClass, hubClass] = ['07', '09'] as const;
const usbDeviceName = /^\d+-\d+(?:\.\d+)*$/;

interface EndInPlace {
  readonly place: string;
  readonly end: FoundEnd;
  /** Of a device that is on no USB. */
  readonly self: Omit<FoundDevice, 'place' | 'ends'>;
}

export function linuxHardware(places: LinuxPlaces = linuxPlaces): Hardware {
  return { list: async () => list(places), watch: (changed) => watchPlaces(places, changed) };
}

async function list(places: LinuxPlaces): Promise<readonly FoundDevice[]> {
  const links = await linksByNode(places);
  const [usb, ...ends] = await Promise.all([
    usbDevices(places),
    hidEnds(places, links),
    serialEnds(places, links),
    printerEnds(places, links),
  ]);
  const devices = new Map(usb.map((device) => [device.place, device]));
  for (const { place, end, self } of ends.flat()) {
    const device = devices.get(place) ?? { ...self, place, ends: [] };
    devices.set(place, { ...device, ends: [...device.ends, end] });
  }
  return [...devices.values()]
    .sort((a, b) => a.place.localeCompare(b.place, 'en', { numeric: true }))
    .slice(0, devicesMax);
}

async function usbDevices({ sys }: LinuxPlaces): Promise<readonly FoundDevice[]> {
  const folder = join(sys, 'bus/usb/devices');
  const names = (await entries(folder)).filter((name) => usbDeviceName.test(name));
  const found = await Promise.all(
    names.map(async (name): Promise<FoundDevice | undefined> => {
      const read = async (file: string): Promise<string> => text(join(folder, name, file));
      if ((await read('bDeviceClass')) === hubClass) return undefined;
      return {
        place: `usb ${name}`,
        label: labelOf(await read('manufacturer'), await read('product')),
        ...identity(await read('idVendor'), await read('idProduct'), await read('serial')),
        ends: [],
      };
    }),
  );
  return found.filter((device) => device !== undefined);
}

async function hidEnds(
  { sys, dev }: LinuxPlaces,
  links: ReadonlyMap<string, readonly string[]>,
): Promise<readonly EndInPlace[]> {
  const folder = join(sys, 'class/hidraw');
  return Promise.all(
    (await entries(folder)).map(async (name) => {
      const device = join(folder, name, 'device');
      const facts = keyValues(await text(join(device, 'uevent')));
      const [, vendor = '', product = ''] = (facts.get('HID_ID') ?? '').split(':');
      const descriptor = await readFile(join(device, 'report_descriptor')).catch(() => new Uint8Array());
      const node = join(dev, name);
      return {
        place: await placeOf(device, node),
        end: { bus: 'hid', node, links: links.get(node) ?? [], usages: topLevelUsages(descriptor) },
        self: {
          label: facts.get('HID_NAME') ?? '',
          ...identity(vendor, product, facts.get('HID_UNIQ') ?? ''),
        },
      };
    }),
  );
}

async function serialEnds(
  { sys, dev }: LinuxPlaces,
  links: ReadonlyMap<string, readonly string[]>,
): Promise<readonly EndInPlace[]> {
  const folder = join(sys, 'class/tty');
  const found = await Promise.all(
    (await entries(folder)).map(async (name): Promise<EndInPlace | undefined> => {
      const device = join(folder, name, 'device');
      // Consoles have no device behind them, and of built-in ports the kernel keeps some that do not exist (type 0: unknown).
      if ((await resolved(device)) === undefined || (await text(join(folder, name, 'type'))) === '0')
        return undefined;
      const node = join(dev, name);
      return {
        place: await placeOf(device, node),
        end: { bus: 'serial', node, links: links.get(node) ?? [], usages: [] },
        self: { label: '' },
      };
    }),
  );
  return found.filter((end) => end !== undefined);
}

/** By interface and not by node: a printer that libusb holds has no node. */
async function printerEnds(
  { sys, dev }: LinuxPlaces,
  links: ReadonlyMap<string, readonly string[]>,
): Promise<readonly EndInPlace[]> {
  const nodes = new Map<string, string>();
  for (const name of await entries(join(sys, 'class/usbmisc'))) {
    if (!name.startsWith('lp')) continue;
    const at = await resolved(join(sys, 'class/usbmisc', name, 'device'));
    if (at !== undefined) nodes.set(basename(at), join(dev, 'usb', name));
  }
  const folder = join(sys, 'bus/usb/devices');
  const ends: EndInPlace[] = [];
  for (const name of await entries(folder)) {
    if ((await text(join(folder, name, 'bInterfaceClass'))) !== printerClass) continue;
    const node = nodes.get(name) ?? name;
    ends.push({
      place: `usb ${name.split(':')[0] ?? name}`,
      end: { bus: 'printer', node, links: links.get(node) ?? [], usages: [] },
      self: { label: '' },
    });
  }
  return ends;
}

/** The socket: the last directory of the device's path that is a USB device. */
async function placeOf(device: string, node: string): Promise<string> {
  const path = (await resolved(device)) ?? '';
  const usb = path.split('/').findLast((part) => usbDeviceName.test(part));
  return usb === undefined ? node : `usb ${usb}`;
}

async function linksByNode({ dev }: LinuxPlaces): Promise<ReadonlyMap<string, readonly string[]>> {
  const links = new Map<string, string[]>();
  for (const folder of linkFolders)
    for (const name of (await entries(join(dev, folder))).sort()) {
      const link = join(dev, folder, name);
      const node = await resolved(link);
      if (node !== undefined && node !== link) links.set(node, [...(links.get(node) ?? []), link]);
    }
  return links;
}

/** udev's list where there is one; the folder of the nodes elsewhere. */
function watchPlaces({ dev, udev }: LinuxPlaces, changed: () => void): () => void {
  const watching = watched(udev, changed) ?? watched(dev, changed);
  return () => watching?.close();
}

function watched(folder: string, changed: () => void): FSWatcher | undefined {
  try {
    // Only what comes and goes: in /dev every byte that somebody writes would be a change.
    const watching = watch(folder, { persistent: false }, (event) => {
      if (event === 'rename') changed();
    });
    watching.on('error', () => {
      watching.close();
    });
    return watching;
  } catch {
    return undefined;
  }
}

function identity(
  vendor: string,
  product: string,
  serial: string,
): Pick<FoundDevice, 'vendorId' | 'productId' | 'serial'> {
  const [vendorId, productId] = [Number.parseInt(vendor, 16), Number.parseInt(product, 16)];
  return {
    ...(Number.isNaN(vendorId) || Number.isNaN(productId) ? {} : { vendorId, productId }),
    ...(serial === '' ? {} : { serial }),
  };
}

function labelOf(maker: string, product: string): string {
  return product.toLowerCase().startsWith(maker.toLowerCase()) ? product : `${maker} ${product}`.trim();
}

function keyValues(content: string): ReadonlyMap<string, string> {
  return new Map(
    content.split('\n').map((line) => {
      const at = line.indexOf('=');
      return [line.slice(0, at), line.slice(at + 1).trim()];
    }),
  );
}

async function entries(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

async function text(path: string): Promise<string> {
  return (await readFile(path, 'utf8').catch(() => '')).trim();
}

async function resolved(path: string): Promise<string | undefined> {
  return realpath(path).catch(() => undefined);
}
