// How this box is, and what the office may ask of it.
import { readFile, statfs } from 'node:fs/promises';
import { arch, cpus, freemem, loadavg, platform, release, totalmem, uptime } from 'node:os';
import { gzipSync } from 'node:zlib';
import { type Config, isLoopback } from '../platform/config/config.ts';
import type { Log } from '../platform/ports/log.ts';
import type { BoxStatus, OrderName } from '../protocol/sync.ts';
import type { BoxSelf, OrderOutcome } from '../sync/ports.ts';
import type { BoxPart } from './box-part.ts';
import { type DaemonPorts, version } from './ports.ts';
import type { TillPart } from './till-part.ts';

/** The answer must be on its way before the box is gone. */
const restartSoonMs = 500;
const devicesMax = 60;
const textMax = 40;

export interface SelfParts {
  readonly config: Config;
  readonly ports: DaemonPorts;
  readonly box: BoxPart;
  readonly till: TillPart | undefined;
  readonly pages: PagesOfBox;
  /** The box's own, as its server got it. */
  readonly port: number;
  /** The last lines of the log. */
  readonly lastLines: () => readonly string[];
  /** For the bundle: how the link to the office is. */
  readonly linkState: () => object;
}

/** The pages that are open on this box. */
export interface PagesOfBox {
  linkCount(): number;
  /** How many there were. */
  reload(): number;
  /** Whoever stands before the box sees and hears which one it is. */
  identify(): void;
  onChange(listener: () => void): void;
}

export function boxSelf(parts: SelfParts): BoxSelf {
  const { config, ports, till, pages } = parts;
  const startedAt = ports.clock.now();
  const status = async (): Promise<Omit<BoxStatus, 'queue' | 'feedNumber'>> => ({
    devices: devicesOf(till),
    disk: await diskOf(config.dataFolder),
    temperature: await temperature(),
    pages: pages.linkCount(),
    addresses: addressesOf(config, parts.port),
    startedAt,
    ...leftOpen(till),
  });
  return {
    status,
    async carryOut(order: OrderName): Promise<OrderOutcome> {
      switch (order) {
        case 'restart':
          ports.clock.after(restartSoonMs, () => {
            ports.restart('the office asked for it');
          });
          return { ok: true, detail: 'restarting' };
        case 'reload-pages':
          return { ok: true, detail: `${pages.reload()} pages` };
        case 'identify':
          pages.identify();
          return { ok: pages.linkCount() > 0, detail: `${pages.linkCount()} pages show it` };
        case 'support-bundle':
          return { ok: true, detail: 'gzipped JSON', bundle: await bundle(parts, await status()) };
      }
    },
    onChange(listener) {
      till?.devices.onStatus(listener);
      pages.onChange(listener);
    },
  };
}

/** Under which other machines open its pages; none while it listens to nobody but itself. */
function addressesOf({ address, hosts }: Config, port: number): string[] {
  return isLoopback(address) ? [] : hosts.map((host) => `http://${host}:${port}`);
}

function leftOpen(till: TillPart | undefined): Pick<BoxStatus, 'drawerLeftOpen'> {
  const since = till?.till.drawerLeftOpen ?? null;
  return since === null ? {} : { drawerLeftOpen: since };
}

function devicesOf(till: TillPart | undefined): BoxStatus['devices'] {
  return (till?.devices.statuses() ?? []).slice(0, devicesMax).map(({ name, kind, model, presence }) => ({
    name: name.slice(0, textMax),
    kind: kind.slice(0, textMax),
    model: model.slice(0, textMax),
    state: presence.slice(0, textMax),
  }));
}

async function diskOf(folder: string): Promise<BoxStatus['disk']> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { freeBytes: bavail * bsize, sizeBytes: blocks * bsize };
  } catch {
    return null;
  }
}

/** Thousandths of a degree Celsius, where the machine has a sensor that the kernel shows. */
async function temperature(): Promise<number | null> {
  try {
    const text = await readFile('/sys/class/thermal/thermal_zone0/temp', 'utf8');
    const value = Number.parseInt(text, 10);
    return Number.isSafeInteger(value) ? value : null;
  } catch {
    return null;
  }
}

/** What somebody far away wants to see first. No key, no password, no customer, no sale. */
async function bundle(
  { config, box, till, lastLines, linkState }: SelfParts,
  status: object,
): Promise<Uint8Array> {
  const head = await box.database.get('SELECT max(seq) AS seq FROM entry WHERE register = ?', [box.register]);
  const content = {
    version,
    node: process.version,
    machine: {
      platform: platform(),
      release: release(),
      arch: arch(),
      cpus: cpus().length,
      memory: { free: freemem(), total: totalmem() },
      load: loadavg(),
      uptimeSeconds: uptime(),
    },
    process: { uptimeSeconds: process.uptime(), memory: process.memoryUsage() },
    config,
    register: box.register,
    journal: head?.['seq'] ?? 0,
    storage: till?.register.storage ?? null,
    printing: till?.printing.view() ?? null,
    link: linkState(),
    status,
    log: lastLines(),
  };
  return gzipSync(JSON.stringify(content));
}

/** Passes everything on, and remembers the last lines for a support bundle. */
export function rememberingLog(
  log: Log,
  linesMax = 500,
): { readonly log: Log; readonly lastLines: () => readonly string[] } {
  const lines: string[] = [];
  const heard =
    (level: 'debug' | 'info' | 'warn' | 'error'): Log['info'] =>
    (data, message) => {
      log[level](data, message);
      if (level === 'debug') return;
      lines.push(`${level} ${message} ${textOf(data)}`.slice(0, 2_000));
      if (lines.length > linesMax) lines.shift();
    };
  return {
    log: { debug: heard('debug'), info: heard('info'), warn: heard('warn'), error: heard('error') },
    lastLines: () => [...lines],
  };
}

const secret = /^(pin|password|token|session)$/i;

function textOf(data: object): string {
  return JSON.stringify(data, (name, value: unknown) => {
    if (secret.test(name)) return '[redacted]';
    return value instanceof Error ? (value.stack ?? value.message) : value;
  });
}
