// The box's servers: one for its own pages, on loopback unless configured otherwise, and, for an office that others reach, one by TLS with the
// same pages, the boxes' way in, and what a stranger needs to be paired.
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { officeTlsName } from '../back-office/archive/files.ts';
import { serveAuthority, servePairing } from '../back-office/boxes/setup-routes.ts';
import type { Config } from '../platform/config/config.ts';
import { nodeDisk } from '../platform/disk/node-disk.ts';
import { Fault } from '../platform/fault.ts';
import { type AllowedHosts, allowedHosts } from '../platform/http/origin.ts';
import { servePages } from '../platform/http/pages.ts';
import { createServer, createTlsServer } from '../platform/http/server.ts';
import { boxLinks } from '../platform/link/box-links.ts';
import { serveLinks } from '../platform/link/link-server.ts';
import type { PageDoor } from '../platform/link/page-link.ts';
import { serveUpgrades, type Upgrade } from '../platform/link/upgrades.ts';
import { cronScheduler } from '../platform/scheduler/cron-scheduler.ts';
import { type Authority, openAuthority } from '../platform/tls/authority.ts';
import { openServerIdentity, type ServerIdentity } from '../platform/tls/server-identity.ts';
import type { TlsGround } from '../platform/tls/tls-files.ts';
import { pairingPath } from '../protocol/pairing.ts';
import { syncFrameBytesMax, syncPath } from '../protocol/sync.ts';
import { shownAddress } from '../sync/enrolment/pair-with.ts';
import type { OfficePart } from './office-part.ts';
import { officeNames } from './office-names.ts';
import type { BoxPages } from './pages-of-box.ts';
import type { DaemonPorts, Ends } from './ports.ts';

const boxesMax = 1_000;
/** What a phone calls the authority when it asks whether to trust it. */
const authorityName = 'Countertop';

export interface ServerGround {
  readonly config: Config;
  readonly ports: DaemonPorts;
  readonly ends: Ends;
  /** Undefined: nothing is sold here. */
  readonly door: PageDoor | undefined;
  readonly office: OfficePart | undefined;
  readonly pages: BoxPages;
}

/** Adds the routes that a server has beside pages and links. */
export type Routes = (server: FastifyInstance, hosts: AllowedHosts) => void | Promise<void>;

/** Returns the port it listens on. Throws Fault `config.invalid` when it cannot. */
export async function openOwnServer(ground: ServerGround, routes: Routes): Promise<number> {
  const { config } = ground;
  const hosts = allowedHosts(config.hosts);
  const server = await createServer(hosts);
  return open(ground, { server, hosts, routes, address: config.address, port: config.port, key: '/port' });
}

export interface TlsPlace {
  /** `host:port`, as a technician types it. */
  readonly address: string;
  /** What a box pins. */
  readonly fingerprint: string;
  readonly port: number;
}

/** The office's own port, where one is configured. */
export async function openOfficeServer(
  ground: ServerGround & { readonly office: OfficePart },
  routes: Routes,
): Promise<TlsPlace | undefined> {
  const { config, ports, office, ends } = ground;
  if (config.officeAddress === '') return undefined;
  const folder = join(config.dataFolder, officeTlsName);
  const tls: TlsGround = { disk: nodeDisk, folder, clock: ports.clock, randomness: ports.randomness };
  const names = officeNames(config);
  const authority = await openAuthority(tls, authorityName);
  const identity = await openServerIdentity(tls, authority, names);
  const hosts = { ...allowedHosts(names), openPaths: new Set([pairingPath]) };
  const { server, renew } = await createTlsServer(hosts, identity);
  const place = { address: config.officeAddress, port: config.officePort, key: '/officePort' };
  const withSetup = async (on: FastifyInstance): Promise<void> => {
    servePairing(on, { pairing: office.pairing, fingerprint: identity.fingerprint });
    serveAuthority(on, authorityView(authority, names, config.officePort), authority.certificatePem);
    await routes(on, hosts);
  };
  const port = await open(ground, { server, hosts, routes: withSetup, ...place });
  const nightly = async (): Promise<void> => {
    const now = await renewedIdentity(tls, names);
    if (now.certificatePem !== identity.certificatePem) renew(now);
  };
  ends.push(cronScheduler(ports.log).at('10 4 * * *', 'UTC', nightly));
  return {
    address: shownAddress({ host: names[0] ?? config.officeAddress, port }),
    fingerprint: identity.fingerprint,
    port,
  };
}

async function renewedIdentity(tls: TlsGround, names: readonly string[]): Promise<ServerIdentity> {
  return openServerIdentity(tls, await openAuthority(tls, authorityName), names);
}

function authorityView(
  { fingerprint, validUntil }: Authority,
  names: readonly string[],
  port: number,
): Parameters<typeof serveAuthority>[1] {
  const addresses = names.map((host) => `https://${shownAddress({ host, port })}`);
  return { fingerprint, validUntil, addresses };
}

interface Opening {
  readonly server: FastifyInstance;
  readonly hosts: AllowedHosts;
  readonly routes: Routes;
  readonly address: string;
  readonly port: number;
  /** Of the configuration, for whoever has to change it. */
  readonly key: string;
}

async function open(ground: ServerGround, opening: Opening): Promise<number> {
  const { config, ports, ends, door, office, pages } = ground;
  const { server, hosts } = opening;
  const upgrades = new Map<string, Upgrade>();
  const stops: (() => void)[] = [];
  if (office !== undefined) {
    const links = boxLinks({
      clock: ports.clock,
      frameBytesMax: syncFrameBytesMax,
      linksMax: boxesMax,
      onLink: (link) => {
        office.end.accept(link);
      },
    });
    upgrades.set(syncPath, links.upgrade);
    stops.push(() => {
      links.stop();
    });
  }
  if (door === undefined) serveUpgrades(server.server, upgrades);
  else {
    const { clock, log } = ports;
    const onChange = (): void => {
      pages.changed();
    };
    const { simulators } = config;
    const links = serveLinks(server.server, door, {
      clock,
      log,
      hosts,
      simulators,
      elsewhere: upgrades,
      onChange,
    });
    pages.add(links);
    stops.push(() => {
      links.stop();
    });
  }
  await opening.routes(server, hosts);
  await servePages(server, { folder: config.pagesFolder, home: homeOf(ground) });
  await listen(opening);
  ends.push(async () => {
    for (const stop of stops) stop();
    await server.close();
  });
  return (server.server.address() as AddressInfo).port;
}

/** What a person who only knows the machine's address is there for. */
function homeOf({ door, office }: ServerGround): string {
  if (door !== undefined) return '/till';
  return office === undefined ? '/setup/pairing' : '/office';
}

async function listen({ server, address, port, key }: Opening): Promise<void> {
  try {
    await server.listen({ host: address, port });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Fault(
      'config.invalid',
      { problems: [`${key}: ${address} port ${port} cannot be listened on: ${why}`] },
      error,
    );
  }
}
