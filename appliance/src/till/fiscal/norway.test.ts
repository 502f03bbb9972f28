// The Norwegian chain: three transactions that OpenSSL verifies, nothing altered or left out unseen; the key in its file.
import { spawnSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, lacks, suite, tempDir } from '../../../test/kit.ts';
import {
  cash,
  openRegister,
  payByCard,
  sampleProduct,
  salesOf,
  scan,
} from '../../../test/sample-register.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import { minor } from '../../domain/money/money.ts';
import type { Sale } from '../../domain/register/sale.ts';
import { nodeDisk } from '../../platform/disk/node-disk.ts';
import type { Log } from '../../platform/ports/log.ts';
import { norway, openNorway } from './norway.ts';
import type { FiscalProvider } from './port.ts';

const test = suite('fiscal provider, Norway');

const said: string[] = [];
const log = { error: (_data: object, words: string) => void said.push(words) } as unknown as Log;
const parts = { settings: () => sampleSettings(), log };
const rsa = generateKeyPairSync('rsa', { modulusLength: 1_024 }).privateKey;

/** Three sales of 25 %, the second paid in cash and rounded. */
function threeSales(): readonly Sale[] {
  const register = openRegister();
  for (const price of [8_640, 29_540, 14_880]) {
    register.run(scan(sampleProduct({ id: 'mug', price: minor(price) })));
    if (price === 29_540) register.run(cash(29_500));
    else payByCard(register);
  }
  return salesOf(register);
}

/** 2026-11-22 17:30:00 UTC, and a minute more each. */
const timeOf = (index: number): number => Date.UTC(2026, 10, 22, 17, 30 + index);

function chained(provider: FiscalProvider): readonly string[] {
  const signatures: string[] = [];
  for (const [index, sale] of threeSales().entries()) {
    const answer = provider.sign(sale, {
      at: timeOf(index),
      previous: signatures.at(-1),
      training: index === 2,
    });
    assert.is(answer.outcome, 'signed');
    if (answer.outcome === 'signed' && 'signature' in answer.mark) signatures.push(answer.mark.signature);
  }
  return signatures;
}

const texts = (signatures: readonly string[]): readonly string[] => [
  `0;2026-11-22;18:30:00;1;86.40;69.12`,
  `${signatures[0] ?? ''};2026-11-22;18:31:00;2;295.40;236.32`,
  `${signatures[1] ?? ''};2026-11-22;18:32:00;T3;148.80;119.04`,
];

test('W20: a chain of three, checked by OpenSSL; a figure or an entry that is missing is seen', () => {
  const provider = norway(rsa, parts);
  const signatures = chained(provider);
  assert.equal(
    signatures.map(({ length }) => length),
    [172, 172, 172],
  );
  const publicKey = createPublicKey({
    key: Buffer.from(provider.key.publicKey, 'base64'),
    format: 'der',
    type: 'spki',
  });
  const fits = (text: string, signature = ''): boolean =>
    verify('RSA-SHA1', Buffer.from(text), publicKey, Buffer.from(signature, 'base64'));
  const signed = texts(signatures);
  assert.equal(
    signed.map((text, index) => fits(text, signatures[index])),
    [true, true, true],
  );
  assert.not.ok(fits((signed[1] ?? '').replace('295.40', '195.40'), signatures[1]));
  assert.not.ok(fits(texts([signatures[1] ?? '', signatures[0] ?? ''])[2] ?? '', signatures[2]));

  const folder = tempDir();
  const files = {
    key: join(folder, 'key.pem'),
    text: join(folder, 'text'),
    signature: join(folder, 'signature'),
  };
  writeFileSync(files.key, publicKey.export({ type: 'spki', format: 'pem' }));
  for (const [index, text] of signed.entries()) {
    writeFileSync(files.text, text);
    writeFileSync(files.signature, Buffer.from(signatures[index] ?? '', 'base64'));
    const args = ['dgst', '-sha1', '-verify', files.key, '-signature', files.signature, files.text];
    const { error, stdout } = spawnSync('openssl', args, { encoding: 'utf8' });
    if (error !== undefined) lacks('openssl: the chain was checked by Node alone');
    else assert.is(stdout.trim(), 'Verified OK');
  }
});

test('the key is made once, for the daemon alone, and found again', async () => {
  const path = join(tempDir(), 'fiscal-key.pem');
  const first = await openNorway(path, nodeDisk, parts);
  assert.is(statSync(path).mode & 0o777, 0o600);
  assert.equal((await openNorway(path, nodeDisk, parts)).key, first.key);
  assert.match(readFileSync(path, 'utf8'), /^-----BEGIN PRIVATE KEY-----/);
});

test('what is no such key stops the start, and says nothing of what stands there', async () => {
  const path = join(tempDir(), 'fiscal-key.pem');
  const ed25519 = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  for (const content of ['secret', ed25519]) {
    writeFileSync(path, content);
    const failed = await openNorway(path, nodeDisk, parts).then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.ok(failed instanceof Error);
    assert.not.ok(JSON.stringify(failed).includes('secret'));
    assert.is((failed as { code?: string }).code, 'config.invalid');
  }
});

test('without a signature there is no sale, and it is logged', () => {
  const tiny = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const stopped = norway(tiny, {
    ...parts,
    settings: () => ({ ...sampleSettings(), currency: { code: 'NOK', exponent: 2 } }),
  });
  const [sale] = threeSales();
  if (sale === undefined) throw new Error('no sale');
  const broken = { ...sale, vat: undefined } as unknown as Sale;
  assert.equal(stopped.sign(broken, { at: 0, previous: undefined, training: false }), {
    outcome: 'blocked',
    reason: 'unsigned',
  });
  assert.equal(said, ['a sale could not be signed']);
});
