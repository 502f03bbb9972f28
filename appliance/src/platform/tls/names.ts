// The names a server certificate is for, in one spelling: lower case, punycode, IPv6 in its shortest form. Two spellings of one name
// would make the certificate look changed at every start.
import { isIP, isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';
import { Fault } from '../fault.ts';

export interface ServerName {
  readonly type: 'dns' | 'ip';
  readonly value: string;
}

const namesMax = 100;
// Anything else would be read as the rest of an address: "till/.." as the host "till".
const hostCharacters = /^[\p{L}\p{M}\p{N}.-]+$/u;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Sorted, each once. Throws Fault `config.invalid` with `reason` `tls-names` | `tls-name`; a wildcard is no name. */
export function serverNames(given: readonly string[]): readonly ServerName[] {
  if (given.length === 0 || given.length > namesMax) {
    throw new Fault('config.invalid', { reason: 'tls-names', count: given.length, max: namesMax });
  }
  const byKey = new Map(given.map(serverName).map((name) => [keyOf(name), name]));
  return [...byKey.keys()].sort().flatMap((key) => byKey.get(key) ?? []);
}

export function sameNames(one: readonly ServerName[], other: readonly ServerName[]): boolean {
  return one.map(keyOf).join() === other.map(keyOf).join();
}

function serverName(given: string): ServerName {
  const text = given.trim();
  if (isIP(text) !== 0 && !text.includes('%')) return { type: 'ip', value: shortest(text) };
  const value = hostCharacters.test(text) ? domainToASCII(text.replace(/\.$/, '')) : '';
  const fits = value.length <= 253 && value.split('.').every((part) => label.test(part));
  if (!fits || isIP(value) !== 0) throw new Fault('config.invalid', { reason: 'tls-name', name: given });
  return { type: 'dns', value };
}

function shortest(address: string): string {
  return isIPv6(address) ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;
}

function keyOf(name: ServerName): string {
  return `${name.type}:${name.value}`;
}
