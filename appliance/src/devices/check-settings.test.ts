// The device list is checked whole: every problem is named, and nothing is opened before.
import { assert, suite } from '../../test/kit.ts';
import { isFault } from '../platform/fault.ts';
import { checkSettings } from './check-settings.ts';
import type { DeviceSetting } from './device.ts';

const device = (name: string, address: string): DeviceSetting => ({
  name,
  kind: 'scanner',
  model: 'serial',
  address,
  options: {},
});

function problems(...settings: DeviceSetting[]): readonly string[] {
  try {
    checkSettings(settings);
    return [];
  } catch (error) {
    assert.ok(isFault(error, 'config.invalid'));
    return error.data['problems'] as string[];
  }
}

const checking = suite('checking the device list');

checking('a good list, and none', () => {
  assert.equal(problems(), []);
  assert.equal(problems(device('a', 'tcp://127.0.0.1:1'), device('b', 'tcp://127.0.0.1:2')), []);
});

checking('two devices at one address are both named', () => {
  assert.equal(problems(device('a', 'tcp://127.0.0.1:1'), device('b', 'tcp://localhost:1')), [
    'devices a and b have the same address tcp://localhost:1',
  ]);
});

checking('all problems at once', () => {
  const found = problems(
    device('a', 'pigeon://roof'),
    device('', 'tcp://127.0.0.1:1'),
    device('a', 'tcp://127.0.0.1'),
  );
  assert.equal(found, [
    'device a: address pigeon://roof: unknown scheme pigeon',
    'a device has no name',
    'device a: address tcp://127.0.0.1: needs host:port',
    'two devices are named a',
  ]);
});

checking('a list without end is no list', () => {
  const many = Array.from({ length: 65 }, (_, index) =>
    device(`d${String(index)}`, `tcp://127.0.0.1:${String(index + 1)}`),
  );
  assert.equal(problems(...many), ['more than 64 devices']);
  assert.equal(problems(...many.slice(1)), []);
});

checking('a backup is another printer of the box', () => {
  const printer = (name: string, port: number, backup?: string): DeviceSetting => ({
    ...device(name, `tcp://127.0.0.1:${String(port)}`),
    kind: 'printer',
    options: backup === undefined ? {} : { backup },
  });
  assert.equal(problems(printer('a', 1, 'b'), printer('b', 2)), []);
  assert.equal(problems(printer('a', 1, 'a'), printer('b', 2, 'c'), device('c', 'tcp://127.0.0.1:3')), [
    'device a: backup a is no other printer of this box',
    'device b: backup c is no other printer of this box',
  ]);
});
