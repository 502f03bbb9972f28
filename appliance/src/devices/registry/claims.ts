// Which model fits what is plugged in, and which configured device holds it. Pure: over the list of what was found.
import type { DeviceMatch, DeviceSetting, DriverManifest } from '../device.ts';
import { type HidAddress, parseAddress, type ParsedAddress } from '../transport/address.ts';
import type { DeviceAddress } from '../transport/pipe.ts';
import type { FoundDevice, FoundEnd } from './hardware.ts';

export interface FoundPlace {
  readonly device: FoundDevice;
  readonly end: FoundEnd;
}

/** What an address of the configuration means now; undefined when it is not plugged in, or when it is on a network. */
export function endOf(address: DeviceAddress, found: readonly FoundDevice[]): FoundPlace | undefined {
  const parsed = parseAddress(address);
  // In order of their nodes, as the transports choose among twins.
  const places = found
    .flatMap((device) => device.ends.map((end) => ({ device, end })))
    .sort((a, b) => a.end.node.localeCompare(b.end.node, 'en', { numeric: true }));
  return places.find((place) => isMeant(parsed, place));
}

function isMeant(address: ParsedAddress, { device, end }: FoundPlace): boolean {
  switch (address.scheme) {
    case 'tcp':
    case 'hid-tcp':
      return false;
    case 'serial':
      return end.bus === 'serial' && hasName(end, address.path);
    case 'usblp':
      return end.bus === 'printer' && hasName(end, address.target);
    case 'usb':
      return end.bus === 'printer' && isUsbTarget(device, address.target);
    case 'hid':
      return end.bus === 'hid' && isHidMeant(address, { device, end });
  }
}

function isHidMeant(address: HidAddress, { device, end }: FoundPlace): boolean {
  if (address.path !== undefined) return hasName(end, address.path);
  const { vendorId, productId, serial, usagePage, usage } = address;
  const agrees = (wanted: unknown, has: unknown): boolean => wanted === undefined || wanted === has;
  return (
    vendorId === device.vendorId &&
    productId === device.productId &&
    agrees(serial, device.serial) &&
    (usagePage === undefined ||
      end.usages.some((each) => each.usagePage === usagePage && agrees(usage, each.usage)))
  );
}

function hasName(end: FoundEnd, path: string): boolean {
  return end.node === path || end.links.includes(path);
}

function isUsbTarget({ vendorId, productId, serial }: FoundDevice, target: string): boolean {
  const [ids = '', wanted] = target.split('/');
  if (ids !== `${hex(vendorId)}:${hex(productId)}`) return false;
  return wanted === undefined || wanted === '' || wanted === (serial ?? '').toLowerCase();
}

/** The name of the device before this one in the configuration that holds the same piece of hardware. */
export function rivalOf(
  setting: DeviceSetting,
  settings: readonly DeviceSetting[],
  found: readonly FoundDevice[],
): string | undefined {
  const mine = endOf(setting.address, found)?.end;
  if (mine === undefined) return undefined;
  const before = settings.slice(
    0,
    settings.findIndex(({ name }) => name === setting.name),
  );
  return before.find(({ address }) => endOf(address, found)?.end === mine)?.name;
}

/** The configured devices that mean this end, in their order. More than one is a mistake that the later ones show. */
export function holdersOf(
  end: FoundEnd,
  settings: readonly DeviceSetting[],
  found: readonly FoundDevice[],
): readonly string[] {
  return settings.filter(({ address }) => endOf(address, found)?.end === end).map(({ name }) => name);
}

/** Whether a model says that it speaks with such a device. */
export function fits(manifest: DriverManifest<unknown>, place: FoundPlace): boolean {
  return manifest.match.some((match) => agreesWith(match, manifest, place));
}

function agreesWith(
  match: DeviceMatch,
  { kind }: DriverManifest<unknown>,
  { device, end }: FoundPlace,
): boolean {
  const { vendorId, productId, usagePage, usage, link } = match;
  // A maker alone says nothing about which of its interfaces: printers print on any, the others are serial where they are not HID.
  if (usagePage === undefined && (end.bus === 'hid' || (end.bus === 'printer' && kind !== 'printer')))
    return false;
  const named = (path: string): boolean => (path.split('/').at(-1) ?? '').startsWith(link ?? '');
  return (
    (vendorId === undefined || vendorId === device.vendorId) &&
    (productId === undefined || productId === device.productId) &&
    (usagePage === undefined ||
      end.usages.some(
        (each) => each.usagePage === usagePage && (usage === undefined || usage === each.usage),
      )) &&
    (link === undefined || end.links.some(named))
  );
}

/**
 * The address to write into the configuration: by identity where the device has a serial number, by a name that udev keeps where it has none,
 * by what there is otherwise.
 */
export function addressOf({ device, end }: FoundPlace, line = ''): DeviceAddress {
  const { vendorId, productId, serial } = device;
  const ids = vendorId === undefined ? undefined : `${hex(vendorId)}:${hex(productId)}`;
  const link = end.links[0];
  const query = line === '' ? '' : `?${line}`;
  switch (end.bus) {
    case 'serial':
      return `serial://${link ?? end.node}${query}`;
    case 'hid':
      if (ids !== undefined && serial !== undefined) return `hid://${ids}/${encodeURIComponent(serial)}`;
      if (link !== undefined) return `hid://${link}`;
      return ids === undefined ? `hid://${end.node}` : `hid://${ids}`;
    case 'printer':
      if (ids === undefined) return `usblp://${end.node}`;
      return `usb://${ids}${serial === undefined ? '' : `/${serial}`}`;
  }
}

function hex(id: number | undefined): string {
  return (id ?? 0).toString(16).padStart(4, '0');
}
