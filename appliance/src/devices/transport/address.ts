// Device addresses of the configuration, read into parts. Strict: an unknown option or a bad number is named, never ignored,
// because a mistyped baud rate would otherwise look like a broken scale.
import { Fault } from '../../platform/fault.ts';
import type { DeviceAddress } from './pipe.ts';

export type Parity = 'none' | 'even' | 'odd';

export interface SocketAddress {
  readonly scheme: 'tcp' | 'hid-tcp';
  readonly host: string;
  readonly port: number;
}

export interface SerialAddress {
  readonly scheme: 'serial';
  readonly path: string;
  readonly baudRate: number;
  readonly dataBits: 7 | 8;
  readonly stopBits: 1 | 2;
  readonly parity: Parity;
  readonly flow: 'none' | 'rtscts' | 'xonxoff';
}

/** Found by identity, wherever it is plugged in; or by a path that udev keeps stable, for twins without serial numbers. */
export interface HidAddress {
  readonly scheme: 'hid';
  readonly path?: string;
  readonly vendorId?: number;
  readonly productId?: number;
  readonly serial?: string;
  readonly usagePage?: number;
  readonly usage?: number;
}

/** One message a request, its answer the body of the response. `ca`: a file with the certificate that vouches for the device; `name`: what its own is made out to. */
export interface HttpAddress {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly ca?: string;
  readonly name?: string;
}

/** The printer transports read the rest of their addresses themselves. */
export interface PrinterAddress {
  readonly scheme: 'usblp' | 'usb';
  readonly target: string;
}

export type ParsedAddress = SocketAddress | SerialAddress | HidAddress | HttpAddress | PrinterAddress;

/** Throws Fault `config.invalid` with `{address, problem}`. */
export function parseAddress(address: DeviceAddress): ParsedAddress {
  const parts = /^([a-z-]+):\/\/([^?#\s]*)(?:\?([^#\s]*))?$/.exec(address);
  if (parts === null) throw invalid(address, 'not of the form scheme://target?options');
  const [, scheme = '', target = '', query = ''] = parts;
  const options = new Map(new URLSearchParams(query));
  const parsed = parseScheme({ address, scheme, target, options });
  const unknown = [...options.keys()][0];
  if (unknown !== undefined) throw invalid(address, `unknown option ${unknown}`);
  return parsed;
}

interface Parts {
  readonly address: DeviceAddress;
  readonly scheme: string;
  readonly target: string;
  /** Each reader takes its options out; what is left over is unknown. */
  readonly options: Map<string, string>;
}

function parseScheme(parts: Parts): ParsedAddress {
  switch (parts.scheme) {
    case 'tcp':
    case 'hid-tcp':
      return parseSocket(parts, parts.scheme);
    case 'http':
    case 'https':
      return parseHttp(parts, parts.scheme);
    case 'serial':
      return parseSerial(parts);
    case 'hid':
      return parseHid(parts);
    case 'usblp':
      return { scheme: 'usblp', target: parts.target };
    case 'usb':
      return { scheme: 'usb', target: parts.target.toLowerCase() };
    default:
      throw invalid(parts.address, `unknown scheme ${parts.scheme}`);
  }
}

function parseSocket({ address, target }: Parts, scheme: 'tcp' | 'hid-tcp'): SocketAddress {
  const found = /^(\[[0-9a-fA-F:.]+\]|[^:/[\]]+):(\d{1,5})$/.exec(target);
  const [, host = '', digits = ''] = found ?? [];
  const port = Number(digits);
  if (found === null || port < 1 || port > 65_535) throw invalid(address, 'needs host:port');
  return { scheme, host: host.replace(/^\[|\]$/g, ''), port };
}

/** Without encryption only to this machine: simulators. */
function parseHttp(parts: Parts, scheme: HttpAddress['scheme']): HttpAddress {
  const { address, target } = parts;
  const [, authority = '', path = ''] = /^([^/]*)(\/.*)?$/.exec(target) ?? [];
  const { host, port } = parseSocket({ ...parts, target: authority }, 'tcp');
  const ca = take(parts, 'ca');
  const name = take(parts, 'name');
  if (scheme === 'http' && !['127.0.0.1', '::1', 'localhost'].includes(host))
    throw invalid(address, 'needs https');
  if (scheme === 'https' && ca === undefined) throw invalid(address, 'needs ca, the file of a certificate');
  return {
    scheme,
    host,
    port,
    path: path === '' ? '/' : path,
    ...(ca === undefined ? {} : { ca }),
    ...(name === undefined ? {} : { name }),
  };
}

function parseSerial(parts: Parts): SerialAddress {
  if (!parts.target.startsWith('/')) throw invalid(parts.address, 'needs the path of a port');
  const baudRate = Number(take(parts, 'baud') ?? '9600');
  if (!Number.isInteger(baudRate) || baudRate < 50 || baudRate > 4_000_000)
    throw invalid(parts.address, 'baud must be from 50 to 4000000');
  return {
    scheme: 'serial',
    path: parts.target,
    baudRate,
    dataBits: oneOf(parts, { option: 'dataBits', from: { '8': 8, '7': 7 } as const, otherwise: 8 }),
    stopBits: oneOf(parts, { option: 'stopBits', from: { '1': 1, '2': 2 } as const, otherwise: 1 }),
    parity: oneOf(parts, {
      option: 'parity',
      from: { none: 'none', even: 'even', odd: 'odd' } as const,
      otherwise: 'none',
    }),
    flow: oneOf(parts, {
      option: 'flow',
      from: { none: 'none', rtscts: 'rtscts', xonxoff: 'xonxoff' } as const,
      otherwise: 'none',
    }),
  };
}

function parseHid(parts: Parts): HidAddress {
  const usagePage = word(parts, 'usagePage');
  const usage = word(parts, 'usage');
  const wanted = {
    ...(usagePage === undefined ? {} : { usagePage }),
    ...(usage === undefined ? {} : { usage }),
  };
  if (parts.target.startsWith('/')) return { scheme: 'hid', path: parts.target, ...wanted };
  const found = /^([0-9a-fA-F]{4}):([0-9a-fA-F]{4})(?:\/([^/]*))?$/.exec(parts.target);
  if (found === null) throw invalid(parts.address, 'needs vendor:product in hex, or a path');
  const [, vendor = '', product = '', serial = ''] = found;
  return {
    scheme: 'hid',
    vendorId: Number.parseInt(vendor, 16),
    productId: Number.parseInt(product, 16),
    ...(serial === '' ? {} : { serial: decode(parts.address, serial) }),
    ...wanted,
  };
}

function decode(address: DeviceAddress, text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid(address, 'broken percent sign');
  }
}

function take(parts: Parts, option: string): string | undefined {
  const value = parts.options.get(option);
  parts.options.delete(option);
  return value;
}

function oneOf<T>(
  parts: Parts,
  choice: { readonly option: string; readonly from: Readonly<Record<string, T>>; readonly otherwise: T },
): T {
  const text = take(parts, choice.option);
  if (text === undefined) return choice.otherwise;
  const value = Object.hasOwn(choice.from, text) ? choice.from[text] : undefined;
  if (value === undefined)
    throw invalid(parts.address, `${choice.option} must be one of ${Object.keys(choice.from).join(', ')}`);
  return value;
}

/** A 16-bit number, decimal or 0x. */
function word(parts: Parts, option: string): number | undefined {
  const text = take(parts, option);
  if (text === undefined) return undefined;
  const value = /^(0x[0-9a-fA-F]{1,4}|\d{1,5})$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= 0xffff)) throw invalid(parts.address, `${option} must be from 0 to 0xffff`);
  return value;
}

/** The address with the usage of its driver's model added, where it names none: a composite device has several hidraw nodes. */
export function withUsage(
  address: DeviceAddress,
  model: { readonly usagePage?: number; readonly usage?: number } | undefined,
): DeviceAddress {
  const parsed = parseAddress(address);
  if (parsed.scheme !== 'hid' || parsed.path !== undefined || parsed.usagePage !== undefined) return address;
  if (model?.usagePage === undefined) return address;
  const usage = parsed.usage ?? model.usage;
  const query = `usagePage=${String(model.usagePage)}${usage === undefined ? '' : `&usage=${String(usage)}`}`;
  return `${address.replace(/\?.*$/, '')}?${query}`;
}

/** True when both name, or could name, the same piece of hardware. */
export function meetsSameDevice(left: DeviceAddress, right: DeviceAddress): boolean {
  const a = parseAddress(left);
  const b = parseAddress(right);
  if (a.scheme === 'hid' && b.scheme === 'hid') return sameHid(a, b);
  return place(a) === place(b);
}

function sameHid(a: HidAddress, b: HidAddress): boolean {
  if (a.path !== undefined || b.path !== undefined) return a.path === b.path;
  const meets = (x: unknown, y: unknown): boolean => x === undefined || y === undefined || x === y;
  return (
    a.vendorId === b.vendorId &&
    a.productId === b.productId &&
    meets(a.serial, b.serial) &&
    meets(a.usagePage, b.usagePage) &&
    meets(a.usage, b.usage)
  );
}

function place(address: ParsedAddress): string {
  switch (address.scheme) {
    case 'tcp':
    case 'http':
    case 'https':
    case 'hid-tcp': {
      const host = address.host.toLowerCase();
      return `socket ${host === 'localhost' ? '127.0.0.1' : host} ${String(address.port)}`;
    }
    case 'serial':
      return `node ${address.path}`;
    case 'usblp':
      return `node ${address.target}`;
    case 'usb':
      return `usb ${address.target}`;
    case 'hid':
      return `hid ${address.path ?? ''}`;
  }
}

function invalid(address: DeviceAddress, problem: string): Fault {
  return new Fault('config.invalid', { address, problem });
}
