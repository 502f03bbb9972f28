// For machines: `/healthz` says whether this till can sell, `/metrics` gives the numbers in the Prometheus text format.
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Clock } from '../ports/clock.ts';

/** What is measured, by the smallest shape that tells it: this file knows no shop. */
export interface Measured {
  readonly version: string;
  readonly clock: Clock;
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
  readonly links: { linkCount(): number };
}

interface Reading {
  readonly name: string;
  readonly help: string;
  readonly read: () => number;
}

function readingsOf({ register, printing, links, clock }: Measured, startedAt: number): readonly Reading[] {
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
    { name: 'pages_open', help: 'Pages linked to the daemon', read: () => links.linkCount() },
    {
      name: 'uptime_seconds',
      help: 'Seconds since start',
      read: () => (clock.monotonic() - startedAt) / 1000,
    },
  ];
}

export async function serveMetrics(server: FastifyInstance, measured: Measured): Promise<void> {
  const { register, devices, version, clock } = measured;
  const registry = new Registry();
  registry.setDefaultLabels({ register: register.name });
  collectDefaultMetrics({ register: registry, prefix: 'countertop_' });
  const startedAt = clock.monotonic();
  for (const { name, help, read } of readingsOf(measured, startedAt)) {
    new Gauge({
      name: `countertop_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  }
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
  server.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
  server.get('/healthz', async (_request, reply) => {
    const healthy = register.storage === 'ok' && register.isMoving();
    return reply.code(healthy ? 200 : 503).send({
      status: healthy ? 'ok' : 'failing',
      version,
      register: register.name,
      journal: register.head.seq,
      storage: register.storage,
      shiftOpen: register.state.shift !== null,
      devices: Object.fromEntries(
        devices.statuses().map(({ name, presence, conditions }) => [name, { presence, conditions }]),
      ),
    });
  });
}
