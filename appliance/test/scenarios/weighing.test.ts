// A whole daemon with a scale on a real wire: weight, price and total shown together, the same weight not sold twice, containers.
import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import { simulate8217 } from '../../src/devices/scale/mettler-8217/simulator.ts';
import type { SerialScaleSimulator } from '../../src/devices/scale/simulated-serial-scale.ts';
import { formatInternalCode } from '../../src/domain/barcode/internal-code.ts';
import { systemClock } from '../../src/platform/clock/system-clock.ts';
import { applyMergePatch } from '../../src/platform/link/merge-patch.ts';
import type { DaemonFrame } from '../../src/protocol/frames.ts';
import { protocolVersion } from '../../src/protocol/version.ts';
import type { ScaleView } from '../../src/protocol/views.ts';
import type { Page } from '../../src/replay/page.ts';
import { Box } from '../daemon-process.ts';
import { testServer, type TestServer } from '../devices/sockets.ts';
import { assert, seeded, suite } from '../kit.ts';
import { until } from './two-boxes.ts';

const test = suite('weighing at a whole till');
let servers: TestServer[] = [];
let box: Box;
let page: Page;
let scale: SerialScaleSimulator;
let ids = 0;

let scaleView: ScaleView | undefined;
let display: WebSocket | undefined;

/** A customer's screen: it is shown the scale without anybody logged in. */
function watchScale(origin: string): WebSocket {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/link`, { origin });
  socket.on('error', () => undefined);
  socket.on('open', () => {
    socket.send(JSON.stringify({ t: 'hello', protocol: protocolVersion, page: 'customer-display' }));
    socket.send(JSON.stringify({ t: 'subscribe', topic: 'scale' }));
  });
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString('utf8')) as DaemonFrame;
    if (frame.t === 'view') scaleView = frame.view as ScaleView;
    if (frame.t === 'patch') scaleView = applyMergePatch(scaleView, frame.patch) as ScaleView;
  });
  return socket;
}

test.before(async () => {
  const [scaleWire, scannerWire] = await Promise.all([testServer(), testServer()]);
  servers = [scaleWire, scannerWire];
  const wires: Socket[] = [];
  const chance = seeded();
  scale = simulate8217({
    send: (bytes) => wires[0]?.write(bytes),
    clock: systemClock,
    noise: (count) => chance.bytes(count),
  });
  const plate = { weightGramsMin: 100, weightGramsMax: 15_000, intervalGrams: 5 };
  const at = ({ port }: TestServer): string => `tcp://127.0.0.1:${String(port)}`;
  box = await Box.started({
    env: { COUNTERTOP_DEMO: 'true' },
    devices: [
      { name: 'scale', kind: 'scale', model: 'mettler-8217', address: at(scaleWire), options: plate },
      { name: 'scanner', kind: 'scanner', model: 'serial', address: at(scannerWire), options: {} },
    ],
  });
  wires.push(await scaleWire.client());
  wires[0]?.on('data', (bytes: Buffer) => scale.receive(bytes));
  scanner = await scannerWire.client();
  page = await box.page('alex', 60_000);
  display = watchScale(box.origin);
  assert.is(await asks('open-shift', { opening: [{ currency: 'NOK', amount: 0 }] }), 'ok');
});

test.after(async () => {
  display?.close();
  page.close();
  await box.kill();
  await Promise.all(servers.map(async (server) => server.close()));
});

let scanner: Socket;

async function asks(name: Parameters<Page['command']>[1], body: object): Promise<string> {
  const reply = await page.command(`weighing-${(ids += 1)}`, name, body);
  return reply.ok ? 'ok' : reply.failure.code;
}

const shown = () => scaleView;
const sells = async (tare = 0): Promise<string> =>
  asks('add-product', { product: bananas, weight: 'scale', ...(tare === 0 ? {} : { tare }) });
let bananas = '';

test('shown together, sold once, and again when the pan has moved', async () => {
  const hit = await page.query('weighing-hit', 'search-products', { text: 'Bananer', limit: 1 });
  bananas = hit.ok ? ((hit.value as { id: string }[])[0]?.id ?? '') : '';
  scale.put(500);
  await asks('weigh-goods', { product: bananas });
  await until(async () => shown()?.goods?.net === 500, 'half a kilogram on the screen');
  const { unitPrice = null, total = null, why } = shown()?.goods ?? {};
  assert.equal([shown()?.plate, why], [{ minGrams: 100, maxGrams: 15_000, intervalGrams: 5 }, null]);
  assert.is(total, Math.round(Number(unitPrice) / 2));
  assert.is(await sells(), 'ok');
  assert.is(Object.values(page.view.tab?.lines ?? {}).at(-1)?.total, total);
  assert.is(await sells(), 'scale.same-weight');
  scale.put(500, 'motion');
  await until(async () => shown()?.state === 'motion', 'motion');
  assert.is(await sells(), 'scale.not-stable');
  scale.put(500);
  await until(async () => shown()?.state === 'stable', 'rest');
  assert.is(await sells(), 'ok');
});

test('a scale that was unplugged weighs the same goods not anew', async () => {
  scale.silent = true;
  await until(async () => shown()?.state === 'fault', 'silence');
  assert.is(await sells(), 'scale.not-stable');
  scale.silent = false;
  await until(async () => shown()?.state === 'stable', 'an answer');
  assert.is(await sells(), 'scale.same-weight');
});

test('less than Min, and tares that the scale cannot show, are refused', async () => {
  scale.put(95);
  await until(async () => shown()?.weight === 95, '95 g');
  assert.is(await sells(), 'scale.below-minimum');
  scale.put(600);
  await until(async () => shown()?.weight === 600, '600 g');
  assert.is(await sells(12), 'scale.tare-steps');
});

test('a container is scanned for what is weighed, and is never a weight of goods', async () => {
  const label = formatInternalCode({ purpose: 'tare', grams: 350 });
  const scanned = async (outcome: string): Promise<void> => {
    const before = page.view.scan?.at;
    scanner.write(`${label}\r`);
    await until(async () => page.view.scan !== null && page.view.scan.at !== before, 'a scan');
    assert.is(page.view.scan?.failure ?? page.view.scan?.outcome, outcome);
  };
  await asks('weigh-goods', { product: null });
  const lines = Object.keys(page.view.tab?.lines ?? {}).length;
  await scanned('scale.tare-label');
  await asks('weigh-goods', { product: bananas });
  await scanned('tare');
  await until(async () => shown()?.goods?.net === 250, 'net');
  assert.is(Object.keys(page.view.tab?.lines ?? {}).length, lines);
  assert.is(await sells(350), 'ok');
  const line = Object.values(page.view.tab?.lines ?? {}).at(-1);
  assert.equal([line?.quantity, line?.tare], [250, 350]);
});

test('the scale takes a tare itself, and then the till takes none', async () => {
  scale.put(200);
  await until(async () => shown()?.weight === 200, '200 g');
  assert.is(await asks('tare-scale', { on: true }), 'ok');
  scale.put(900);
  await until(async () => shown()?.weight === 700, 'net');
  assert.is(await sells(350), 'scale.tare-twice');
  assert.is(await sells(), 'ok');
  assert.is(await asks('tare-scale', { on: false }), 'ok');
  assert.is(await sells(), 'scale.same-weight', 'the pan has not moved');
});
