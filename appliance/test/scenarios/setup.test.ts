// Who may give a box an office: at a till somebody with the permission for devices, on the machine itself who may read its folder, and nobody
// from elsewhere.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localTokenName } from '../../src/daemon/local-token.ts';
import { Box } from '../daemon-process.ts';
import { assert, suite } from '../kit.ts';

const test = suite('setup');
const wish = { address: 'no address', code: 'ABCD-EFGH' };

async function asked(
  box: Box,
  path: string,
  given: { readonly token?: string; readonly origin?: string; readonly body?: unknown } = {},
): Promise<readonly [number, string]> {
  const response = await fetch(`${box.origin}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(given.token === undefined ? {} : { authorization: `Bearer ${given.token}` }),
      ...(given.origin === undefined ? {} : { origin: given.origin }),
    },
    body: JSON.stringify(given.body ?? wish),
  });
  return [response.status, ((await response.json()) as { readonly error: string }).error];
}

test('a till is paired by who may set up its devices', { timeoutMs: 120_000 }, async () => {
  const box = await Box.started({ env: { COUNTERTOP_ROLES: 'till' } });
  const path = '/setup/pairing';
  assert.equal(await asked(box, path), [401, 'not-allowed']);
  assert.equal(await asked(box, path, { token: 'x'.repeat(64) }), [401, 'not-allowed']);
  const staff = await box.page('ingrid');
  assert.equal(await asked(box, path, { token: staff.token }), [401, 'not-allowed']);
  staff.close();
  const technician = await box.page('alex');
  const token = technician.token;
  assert.equal(await asked(box, path, { token }), [409, 'address-malformed']);
  assert.equal(await asked(box, path, { token, origin: box.origin }), [409, 'address-malformed']);
  assert.equal(await asked(box, path, { token, origin: 'https://evil.example' }), [401, 'not-allowed']);
  assert.equal(await asked(box, path, { token, body: { address: 'x' } }), [400, 'malformed']);
  assert.equal(await asked(box, path, { token, body: { link: 'https://x' } }), [400, 'malformed']);
  technician.close();
  const local = readFileSync(join(box.folder, localTokenName), 'utf8');
  assert.equal(await asked(box, path, { token: local }), [409, 'address-malformed']);
  assert.equal(await asked(box, '/setup/office/pairing-codes', { token: local }), [409, 'no-office']);
  assert.equal(await asked(box, '/setup/office/pairing-codes', { token }), [401, 'not-allowed']);
  await box.kill();
});

test(
  'a box without a shop lets anybody before it, and no page of elsewhere',
  { timeoutMs: 120_000 },
  async () => {
    const box = await Box.started({ env: { COUNTERTOP_ROLES: 'till', COUNTERTOP_DEMO: 'false' } });
    assert.equal(await asked(box, '/setup/pairing'), [409, 'address-malformed']);
    assert.equal(await asked(box, '/setup/pairing', { origin: box.origin }), [409, 'address-malformed']);
    assert.equal(await asked(box, '/setup/pairing', { origin: 'http://evil.example' }), [401, 'not-allowed']);
    assert.equal(
      await asked(box, '/setup/pairing', { body: { address: '127.0.0.1:1', code: 'ABCD-EFGH' } }),
      [409, 'unreachable'],
    );
    await box.kill();
  },
);
