// The file of a box's devices: what it refuses to start with, and secrets, which stay on their box.
import { Type } from '@sinclair/typebox';
import { join } from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import { assert, suite, tempDir } from '../../../test/kit.ts';
import type { DeviceSetting } from '../../devices/device.ts';
import { nodeDisk } from '../../platform/disk/node-disk.ts';
import { isFault } from '../../platform/fault.ts';
import { allModels, type Manifest, secretsOf } from './models.ts';
import { deviceSetUpName, SetUp } from './set-up.ts';

const test = suite('device set-up');
const locked: Manifest = {
  kind: 'terminal',
  model: 'locked',
  match: [],
  options: Type.Object(
    { key: Type.String({ minLength: 4, secret: true }), poll: Type.Integer({ default: 5 }) },
    { additionalProperties: false },
  ),
  connect: () => undefined,
};
const bare: Manifest = { kind: 'scanner', model: 'bare', match: [], connect: () => undefined };
const terminal = (options: DeviceSetting['options'], name = 't'): DeviceSetting => ({
  name,
  kind: 'terminal',
  model: 'locked',
  address: `tcp://127.0.0.1:${name === 't' ? 1 : 2}`,
  options,
});

async function opened(path = join(tempDir('set-up'), deviceSetUpName)) {
  const used: (readonly DeviceSetting[])[] = [];
  const setUp = await SetUp.open({ disk: nodeDisk, path, fixed: [], models: [locked, bare] });
  setUp.onUse(async (settings) => void used.push(settings));
  return { setUp, path, used };
}

test('a secret that is not given stays, is not exported, and is named for whoever types it again', async () => {
  const { setUp, path, used } = await opened();
  assert.ok((await setUp.save(terminal({ key: 'abcd', poll: 9 }))).ok);
  assert.ok((await setUp.save(terminal({ poll: 7 }))).ok);
  assert.equal(setUp.settings, [terminal({ key: 'abcd', poll: 7 })]);
  assert.equal(used.length, 2);
  assert.equal(setUp.exported(), { version: 1, devices: [terminal({ poll: 7 })], secretsLeftOut: ['t.key'] });
  assert.match(readFileSync(path, 'utf8'), /abcd/);
  assert.ok((await setUp.imported(setUp.exported())).ok);
  assert.is(setUp.settings[0]?.options['key'], 'abcd', 'the same box has it already');
  const other = await opened();
  assert.ok((await other.setUp.imported(setUp.exported())).ok);
  assert.is(other.setUp.settings[0]?.options['key'], undefined);
  assert.ok((await setUp.save(terminal({ key: 'wxyz' }, 'u'), 't')).ok, 'a new name');
  assert.equal(
    setUp.settings.map(({ name }) => name),
    ['u'],
  );
  assert.equal((await opened(path)).setUp.settings, setUp.settings);
});

test('a secret that does not fit is refused; a model without options takes none', async () => {
  const { setUp } = await opened();
  const short = await setUp.save(terminal({ key: 'a' }));
  assert.not.ok(short.ok);
  const wrong: DeviceSetting = {
    name: 's',
    kind: 'scanner',
    model: 'bare',
    address: 'tcp://127.0.0.1:9',
    options: { a: 1 },
  };
  assert.not.ok((await setUp.save(wrong)).ok);
  assert.ok((await setUp.save({ ...wrong, options: {} })).ok);
  assert.equal((await setUp.remove('nobody')).ok, false);
});

test('what stands in the file and is no set-up keeps the box from starting', async () => {
  for (const content of [
    '',
    '{',
    '[]',
    '{"version":2,"devices":[]}',
    '{"version":1,"devices":[{"name":"x"}]}',
  ]) {
    const path = join(tempDir('set-up'), deviceSetUpName);
    writeFileSync(path, content);
    await assert.rejects(opened(path), (error) => isFault(error, 'config.invalid'));
  }
});

test('every model that has options says so, and whatever sounds like a secret is one', async () => {
  const models = await allModels();
  assert.ok(models.length >= 6);
  for (const manifest of models)
    for (const option of Object.keys(manifest.options?.properties ?? {}))
      if (/^key$|[a-z]Key$|^pin$|secret|passphrase|password/.test(option))
        assert.ok(secretsOf(manifest).includes(option), `${manifest.kind}/${manifest.model}: ${option}`);
});
