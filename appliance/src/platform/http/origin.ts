// Who may talk to the daemon: pages opened under the box's own names, nobody else. Keeps other sites' pages (cross-site WebSocket
// hijacking) and rebound DNS names out.
import type { IncomingMessage } from 'node:http';

export interface AllowedHosts {
  readonly names: ReadonlySet<string>;
  /** Paths that are no page's: asked under whatever name the machine has for who asks. */
  readonly openPaths?: ReadonlySet<string>;
}

/** Loopback names always; others as configured. Ports are not part of it: the socket already is. */
export function allowedHosts(configured: readonly string[]): AllowedHosts {
  return {
    names: new Set(['localhost', '127.0.0.1', '[::1]', ...configured.map((name) => name.toLowerCase())]),
  };
}

function nameOf(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, '');
}

export function hostAllowed(hosts: AllowedHosts, host: string | undefined): boolean {
  return host !== undefined && hosts.names.has(nameOf(host));
}

/** A WebSocket must come from a page of this very origin: its Origin header equals the Host it was opened on. */
export function originAllowed(hosts: AllowedHosts, request: IncomingMessage): boolean {
  const { host, origin } = request.headers;
  if (!hostAllowed(hosts, host) || origin === undefined) return false;
  return origin === `http://${host}` || origin === `https://${host}`;
}
