// Setting up devices as a technician does, over HTTP on a whole box: who may, adding, trying, hearing along, taking to another box; and what
// `countertop doctor` says meanwhile.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { doctor } from '../../src/cli/doctor.ts';
import { localTokenName } from '../../src/daemon/local-token.ts';
import { systemClock } from '../../src/platform/clock/system-clock.ts';
import type { DeviceSetUpView, SetUpDeviceView } from '../../src/protocol/device-set-up.ts';
import { simulatedPrinter } from '../../src/simulators/addresses.ts';
import { SimulatedPrinter } from '../../src/simulators/printer.ts';
import { simulateSerial } from '../../src/simulators/scanners.ts';
import { Box, freePort, runHere } from '../daemon-process.ts';
import { assert, seeded, suite } from '../kit.ts';

const parts = {
  port: 0,
  clock: systemClock,
  noise: (count: number) => seeded().bytes(count),
  onChange: () => undefined,
};
const test = suite('setting up devices');
const printer = new SimulatedPrinter(parts);
const scanner = simulateSerial(parts);
let box: Box;
let token: string;

test.before(async () => {
  await printer.plug();
  await scanner.socket.plug();
  const fixed = {
    name: 'shelf',
    kind: 'scanner',
    model: 'serial',
    address: `tcp://127.0.0.1:${await freePort()}`,
    options: {},
  } as const;
  box = await Box.started({ devices: [fixed] });
  token = readFileSync(join(box.folder, localTokenName), 'utf8');
});
test.after(async () => {
  await box.stop();
  await printer.unplug();
  await scanner.socket.unplug();
});

interface Asking {
  readonly method?: string;
  readonly body?: unknown;
  readonly bearer?: string;
}

async function ask(path: string, { method = 'GET', body, bearer = token }: Asking = {}) {
  const response = await fetch(`${box.origin}/setup/devices/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${bearer}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function view(): Promise<DeviceSetUpView> {
  return (await ask('view.json')).body as unknown as DeviceSetUpView;
}

async function until(name: string, holds: (device: SetUpDeviceView) => boolean): Promise<SetUpDeviceView> {
  for (;;) {
    const device = (await view()).devices.find((each) => each.name === name);
    if (device !== undefined && holds(device)) return device;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const receipts = () => ({
  name: 'receipts',
  kind: 'printer',
  model: 'escpos',
  address: `tcp://127.0.0.1:${printer.port}`,
  options: simulatedPrinter as Record<string, unknown>,
});
const hand = () => ({
  name: 'hand',
  kind: 'scanner',
  model: 'serial',
  address: `tcp://127.0.0.1:${scanner.socket.port}`,
  options: {},
});
const save = async (setting: { readonly name: string }, was?: string) =>
  ask(`of/${setting.name}${was === undefined ? '' : `?was=${was}`}`, { method: 'PUT', body: setting });

test('nobody without leave sees or changes anything', async () => {
  for (const [path, method] of [
    ['view.json', 'GET'],
    ['live', 'GET'],
    ['set-up.json', 'GET'],
    ['set-up.json', 'PUT'],
    ['of/shelf', 'PUT'],
    ['of/shelf', 'DELETE'],
    ['of/shelf/test', 'POST'],
    ['of/shelf/bytes', 'POST'],
  ] as const)
    assert.is(
      (await ask(path, { method, bearer: 'x', ...(method === 'GET' ? {} : { body: {} }) })).status,
      401,
      path,
    );
  const foreign = await fetch(`${box.origin}/setup/devices/view.json`, {
    headers: { origin: 'http://evil.example' },
  });
  assert.is(foreign.status, 401);
});

test(
  'added while the till runs, kept over a restart, and what the configuration file says is not touched',
  { timeoutMs: 60_000 },
  async () => {
    assert.is((await runHere(doctor, [], box.environment)).code, 1, 'the shelf scanner is not there');
    assert.is((await save(receipts())).status, 200);
    assert.is((await save(hand())).status, 200);
    await until('receipts', ({ presence }) => presence === 'ready');
    await until('hand', ({ presence }) => presence === 'ready');
    assert.is(statSync(join(box.folder, 'devices.json')).mode & 0o777, 0o600);
    assert.equal((await ask('of/shelf', { method: 'DELETE' })).body, {
      error: 'device.fixed',
      name: 'shelf',
    });
    await box.stop();
    await box.start();
    token = readFileSync(join(box.folder, localTokenName), 'utf8');
    await until('receipts', ({ presence }) => presence === 'ready');
    assert.equal(
      (await view()).devices.map(({ name, fixed }) => [name, fixed]),
      [
        ['shelf', true],
        ['receipts', false],
        ['hand', false],
      ],
    );
  },
);

test('what cannot work is refused with all its problems, and nothing has changed', async () => {
  const before = readFileSync(join(box.folder, 'devices.json'), 'utf8');
  for (const [setting, problem] of [
    [{ ...hand(), name: 'twin' }, /devices hand and twin have the same address/],
    [{ ...hand(), name: 'new', address: 'tcp://nowhere' }, /needs host:port/],
    [{ ...hand(), name: 'new', address: 'tcp://127.0.0.1:9', model: 'abacus' }, /no scanner model abacus/],
    [{ ...receipts(), options: { profile: 'x', pulseMs: 1 } }, /profile[\s\S]*pulseMs|pulseMs[\s\S]*profile/],
  ] as const) {
    const { status, body } = await save(setting);
    assert.is(status, 409);
    assert.match(String(body['problems']), problem);
  }
  for (const setting of [{ ...hand(), kind: 'abacus' }, { name: 'x' }, { ...hand(), options: { a: {} } }])
    assert.is((await save(setting)).status, 400);
  assert.is(readFileSync(join(box.folder, 'devices.json'), 'utf8'), before);
});

test('tried: a code that sells nothing, a page of paper, the drawer with its entry', async () => {
  assert.is((await ask('of/hand/test', { method: 'POST', body: { deed: 'scan' } })).status, 202);
  assert.is(
    (await ask('of/hand/test', { method: 'POST', body: { deed: 'scan' } })).body['error'],
    'device.busy',
  );
  scanner.scan('4006381333931', ']E0');
  const scanned = await until('hand', ({ trial }) => trial?.answer != null);
  assert.equal(scanned.trial?.answer, { outcome: 'done', code: 'scan.read', words: ']E0 4006381333931' });
  await ask('of/receipts/test', { method: 'POST', body: { deed: 'print' } });
  const done = await until('receipts', ({ trial }) => trial?.answer != null);
  assert.is(done.trial?.answer?.code, 'print.printed');
  await ask('of/receipts/test', { method: 'POST', body: { deed: 'drawer' } });
  await until('receipts', ({ trial }) => trial?.deed === 'drawer' && trial.answer?.code === 'drawer.pulsed');
  await until('receipts', ({ conditions }) => conditions.includes('drawer-open'));
  await ask('of/receipts/test', { method: 'POST', body: { deed: 'pay' } });
  const unfit = await until('receipts', ({ trial }) => trial?.deed === 'pay' && trial.answer !== null);
  assert.is(unfit.trial?.answer?.outcome, 'failed');
  assert.is((await ask('of/nobody/test', { method: 'POST', body: { deed: 'print' } })).status, 404);
});

test('bytes: only while asked for, both ways, and forgotten when it is over', async () => {
  assert.equal((await view()).bytes, []);
  await ask('of/hand/bytes', { method: 'POST', body: { on: true } });
  scanner.scan('96385074');
  for (;;) {
    const { bytes, bytesOf } = await view();
    assert.equal(bytesOf, ['hand']);
    if (bytes.some(({ text, direction }) => direction === 'in' && text.includes('96385074'))) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await ask('of/hand/bytes', { method: 'POST', body: { on: false } });
  assert.equal((await view()).bytes, []);
});

test('told as it happens, one view a line', async () => {
  const stopping = new AbortController();
  const response = await fetch(`${box.origin}/setup/devices/live`, {
    headers: { authorization: `Bearer ${token}` },
    signal: stopping.signal,
  });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  let renamed = false;
  while (!text.includes('"hand-2"')) {
    text += (await reader.read()).value ?? '';
    if (!renamed && text.includes('\n')) {
      renamed = true;
      assert.is((await save({ ...hand(), name: 'hand-2' }, 'hand')).status, 200);
    }
  }
  stopping.abort();
  await until('hand-2', ({ presence }) => presence === 'ready');
});

test('taken to another box as one file; the doctor of both', { timeoutMs: 90_000 }, async () => {
  const exported = (await ask('set-up.json')).body;
  assert.is(exported['version'], 1);
  assert.is((await ask('of/hand-2', { method: 'DELETE' })).status, 200);
  assert.is((await ask('set-up.json', { method: 'PUT', body: { version: 2, devices: [] } })).status, 400);
  assert.is((await ask('set-up.json', { method: 'PUT', body: exported })).status, 200);
  await until('hand-2', ({ presence }) => presence === 'ready');
  const told = await runHere(doctor, ['--json'], box.environment);
  const said = JSON.parse(told.stdout) as { well: boolean; devices: SetUpDeviceView[] };
  assert.equal([told.code, said.well], [1, false]);
  assert.equal(
    said.devices.map(({ name, presence }) => [name, presence]),
    [
      ['shelf', 'gone'],
      ['receipts', 'ready'],
      ['hand-2', 'ready'],
    ],
  );
  const lines = (await runHere(doctor, [], box.environment)).stdout;
  assert.match(lines, /WRONG shelf/);
  assert.match(lines, /ok {4}receipts/);
  const bare = await Box.started({ env: { COUNTERTOP_DEMO: 'false' } });
  assert.is((await runHere(doctor, [], bare.environment)).code, 1, 'no shop');
  await bare.stop();
  assert.is((await runHere(doctor, [], bare.environment)).code, 2, 'nobody to ask');
  const well = await Box.started({ devices: [] });
  assert.is((await runHere(doctor, [], well.environment)).code, 0);
  await well.stop();
});
