// For machines: `/healthz` says whether this till can sell, `/metrics` gives the numbers in the Prometheus text format.
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Clock } from '../ports/clock.ts';

/** What is measured of a till, by the smallest shape that tells it: this file knows no shop. */
export interface MeasuredTill {
  readonly register: {
    readonly name: string;
    readonly head: { readonly seq: number };
    readonly storage: string;
    readonly state: {
      readonly shift: object | null;
      readonly tabs: object;
      readonly numbers: { readonly receipt: number };
    };
    isMoving(): boolean;
  };
  readonly devices: {
    statuses(): readonly {
      readonly name: string;
      readonly kind: string;
      readonly presence: string;
      readonly conditions: readonly string[];
    }[];
  };
  readonly printing: { view(): object };
}

export interface Measured {
  readonly version: string;
  readonly clock: Clock;
  /** What the numbers are told apart by: the register, or what stands for it on a box without one. */
  readonly name: string;
  /** Undefined: this box sells nothing, or not yet. */
  readonly till: MeasuredTill | undefined;
  /** A box that should sell and has no shop is not healthy. */
  readonly lacksShop: boolean;
  readonly links: { linkCount(): number };
  /** How the box stands with its office: a part of its health as it is shown, never of its judgement. */
  readonly office: () => object;
  readonly readings?: readonly Reading[];
}

export interface Reading {
  /** Without the prefix `countertop_`. */
  readonly name: string;
  readonly help: string;
  readonly read: () => number;
}

function readingsOf({ till, links, clock, readings = [] }: Measured): readonly Reading[] {
  const startedAt = clock.monotonic();
  return [
    ...(till === undefined ? [] : tillReadings(till)),
    { name: 'pages_open', help: 'Pages linked to the daemon', read: () => links.linkCount() },
    {
      name: 'uptime_seconds',
      help: 'Seconds since start',
      read: () => (clock.monotonic() - startedAt) / 1000,
    },
    ...readings,
  ];
}

function tillReadings({ register, printing }: MeasuredTill): readonly Reading[] {
  return [
    { name: 'journal_seq', help: 'Sequence number of the last journal entry', read: () => register.head.seq },
    {
      name: 'receipts_total',
      help: 'Number of the last receipt',
      read: () => register.state.numbers.receipt,
    },
    {
      name: 'shift_open',
      help: '1 while a shift is open',
      read: () => (register.state.shift === null ? 0 : 1),
    },
    { name: 'tabs_open', help: 'Tabs in the making', read: () => Object.keys(register.state.tabs).length },
    {
      name: 'storage_ok',
      help: '1 while the journal takes writes',
      read: () => (register.storage === 'ok' ? 1 : 0),
    },
    {
      name: 'print_jobs_open',
      help: 'Print jobs that are not done',
      read: () => Object.keys(printing.view()).length,
    },
  ];
}

export async function serveMetrics(server: FastifyInstance, measured: Measured): Promise<void> {
  const registry = new Registry();
  registry.setDefaultLabels({ register: measured.name });
  collectDefaultMetrics({ register: registry, prefix: 'countertop_' });
  for (const { name, help, read } of readingsOf(measured)) {
    new Gauge({
      name: `countertop_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  }
  measureDevices(registry, measured.till?.devices);
  server.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
  server.get('/healthz', async (_request, reply) => {
    const healthy = isHealthy(measured);
    return reply.code(healthy ? 200 : 503).send({
      status: healthy ? 'ok' : measured.lacksShop ? 'no-shop' : 'failing',
      version: measured.version,
      register: measured.name,
      ...(measured.till === undefined ? {} : tillHealth(measured.till)),
      office: measured.office(),
    });
  });
}

function isHealthy({ till, lacksShop }: Measured): boolean {
  return !lacksShop && (till === undefined || (till.register.storage === 'ok' && till.register.isMoving()));
}

function tillHealth({ register, devices }: MeasuredTill): object {
  return {
    journal: register.head.seq,
    storage: register.storage,
    shiftOpen: register.state.shift !== null,
    devices: Object.fromEntries(
      devices.statuses().map(({ name, presence, conditions }) => [name, { presence, conditions }]),
    ),
  };
}

function measureDevices(registry: Registry, devices: MeasuredTill['devices'] | undefined): void {
  if (devices === undefined) return;
  new Gauge({
    name: 'countertop_device_ready',
    help: '1 while the device is ready',
    labelNames: ['device', 'kind'],
    registers: [registry],
    collect() {
      for (const { name, kind, presence } of devices.statuses())
        this.set({ device: name, kind }, presence === 'ready' ? 1 : 0);
    },
  });
}
