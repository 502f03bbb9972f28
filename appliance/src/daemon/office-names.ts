// Under which names and addresses this machine is reached in the shop's network: for its certificate, for the Host header of pages that
// come by TLS, and for what a pairing code shows.
import { hostname, networkInterfaces } from 'node:os';
import type { Config } from '../platform/config/config.ts';
import { isLoopback } from '../platform/config/config.ts';

const everywhere: ReadonlySet<string> = new Set(['0.0.0.0', '::']);
const namesMax = 40;

/** The likeliest first; each a host name or an IP address. */
export function officeNames({
  officeAddress,
  hosts,
}: Pick<Config, 'officeAddress' | 'hosts'>): readonly string[] {
  const given = everywhere.has(officeAddress) ? [] : [officeAddress];
  const name = hostname().toLowerCase();
  const own = /^[a-z0-9]([a-z0-9.-]{0,200}[a-z0-9])?$/.test(name)
    ? [name.includes('.') ? name : `${name}.local`, name]
    : [];
  const addresses = isLoopback(officeAddress) ? [] : lanAddresses();
  const all = [...given, ...hosts, ...addresses, ...own, 'localhost', '127.0.0.1'];
  return [...new Set(all)].slice(0, namesMax);
}

/** Addresses of the machine that others reach, IPv4 first. */
function lanAddresses(): readonly string[] {
  const found = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ internal, address }) => !internal && !address.toLowerCase().startsWith('fe80'));
  return found.sort((a, b) => a.family.localeCompare(b.family)).map(({ address }) => address);
}

/** Where people most likely open the office; links in letters begin with it. */
export function publicUrlOf({
  officeAddress,
  officePort,
  hosts,
  port,
}: Pick<Config, 'officeAddress' | 'officePort' | 'hosts' | 'port'>): string {
  if (officeAddress === '') return `http://${hosts[0] ?? 'localhost'}:${String(port)}`;
  const [name = officeAddress] = officeNames({ officeAddress, hosts });
  return `https://${name.includes(':') ? `[${name}]` : name}:${String(officePort)}`;
}
