// The box's settings: defaults, the environment over the file, every problem told at once, and nothing half-read.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, suite, tempDir } from '../../../test/kit.ts';
import { Fault } from '../fault.ts';
import { isLoopback, readConfig } from './config.ts';

const test = suite('config');

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof Fault && error.code === 'config.invalid')
      return error.data['problems'] as readonly string[];
    throw error;
  }
  return [];
}

function file(content: string): string {
  const path = join(tempDir('config'), 'box.json');
  writeFileSync(path, content);
  return path;
}

test('nothing said, a box for itself', () => {
  const config = readConfig({});
  assert.is(config.address, '127.0.0.1');
  assert.is(config.port, 8080);
  assert.is(config.register, 'B1');
  assert.is(config.demo, false);
  assert.match(config.dataFolder, /^\/.*\.data$/);
  assert.ok(Object.isFrozen(config));
});

test('the environment goes before the file, and empty means unset', () => {
  const path = file(
    JSON.stringify({
      port: 9000,
      register: 'T2',
      devices: [{ name: 's', kind: 'scanner', model: 'serial', address: 'tcp://127.0.0.1:1' }],
    }),
  );
  const config = readConfig({
    COUNTERTOP_CONFIG: path,
    COUNTERTOP_PORT: '9100',
    COUNTERTOP_REGISTER: '',
    COUNTERTOP_DEMO: 'true',
  });
  assert.is(config.port, 9100);
  assert.is(config.register, 'T2');
  assert.is(config.demo, true);
  assert.equal(config.devices[0]?.options, {});
});

test('every problem is told, not only the first', () => {
  const problems = problemsOf({
    COUNTERTOP_PORT: 'abc',
    COUNTERTOP_REGISTER: 'b 1',
    COUNTERTOP_LOG: 'loud',
    COUNTERTOP_DEMO: 'perhaps',
  });
  for (const path of ['/port', '/register', '/logLevel', '/demo'])
    assert.ok(
      problems.some((each) => each.startsWith(path)),
      path,
    );
});

test('numbers out of range, unknown keys and too much are refused', () => {
  for (const [content, path] of [
    [{ port: 70_000 }, '/port'],
    [{ port: -1 }, '/port'],
    [{ port: 1.5 }, '/port'],
    [{ prot: 1 }, '/prot'],
    [{ devices: [{ name: '', kind: 'scanner', model: 'serial', address: 'x' }] }, '/devices/0/name'],
    [{ devices: [{ name: 'a', kind: 'toaster', model: 'serial', address: 'x' }] }, '/devices/0/kind'],
    [
      {
        devices: Array.from({ length: 41 }, (_, index) => ({
          name: `d${index}`,
          kind: 'scanner',
          model: 'm',
          address: 'a',
        })),
      },
      '/devices',
    ],
    [{ hosts: 'not a list of one', address: '0.0.0.0', port: {} }, '/port'],
  ] as const) {
    assert.ok(
      problemsOf({ COUNTERTOP_CONFIG: file(JSON.stringify(content)) }).some((each) => each.startsWith(path)),
      path,
    );
  }
});

test('a file that is missing, broken or something else is refused with its name', () => {
  for (const content of ['', '{', '[]', 'null', '"text"', '\0']) {
    const path = file(content);
    try {
      readConfig({ COUNTERTOP_CONFIG: path });
      assert.unreachable(content);
    } catch (error) {
      assert.ok(error instanceof Fault && error.code === 'config.invalid', String(error));
      assert.is(error.data['file'], path);
    }
  }
  assert.is(problemsOf({ COUNTERTOP_CONFIG: join(tempDir(), 'missing.json') }).length, 1);
});

test('beyond loopback only with the names that pages are opened under', () => {
  assert.is(problemsOf({ COUNTERTOP_ADDRESS: '0.0.0.0' }).length, 1);
  assert.is(
    readConfig({ COUNTERTOP_CONFIG: file('{"address":"0.0.0.0","hosts":["till.example"]}') }).hosts[0],
    'till.example',
  );
  for (const address of ['localhost', '::1', '127.0.0.1', '127.9.9.9'])
    assert.ok(isLoopback(address), address);
  for (const address of ['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.example', ''])
    assert.not.ok(isLoopback(address), address);
});
