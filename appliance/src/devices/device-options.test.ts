// Options of a device: defaults are filled in, mistakes are all named.
import { Type } from '@sinclair/typebox';
import { assert, suite } from '../../test/kit.ts';
import { isFault } from '../platform/fault.ts';
import { readOptions } from './device-options.ts';

const schema = Type.Object(
  { speed: Type.Integer({ default: 9_600, minimum: 50 }), loud: Type.Boolean({ default: false }) },
  { additionalProperties: false },
);
const setting = (options: Readonly<Record<string, string | number | boolean>>) =>
  ({ name: 'scale', kind: 'scale', model: 'hid', address: 'tcp://127.0.0.1:1', options }) as const;

const options = suite('device options');

options('defaults are filled in, and the setting is left alone', () => {
  const given = setting({ loud: true });
  assert.equal(readOptions(schema, given), { speed: 9_600, loud: true });
  assert.equal(given.options, { loud: true });
});

options('all mistakes are named at once', () => {
  let thrown: unknown;
  try {
    readOptions(schema, setting({ speed: 'fast', colour: 'red' }));
  } catch (error) {
    thrown = error;
  }
  assert.ok(isFault(thrown, 'config.invalid'));
  assert.is(thrown.data['device'], 'scale');
  assert.match(String(thrown.data['problems']), /speed: .*integer/i);
  assert.match(String(thrown.data['problems']), /colour/);
});
