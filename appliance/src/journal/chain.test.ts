// The sealing of entries, against canonical JSON and hashes made by other means, and keys and signatures against OpenSSL.
import { execFileSync } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { assert, lacks, seeded, suite, tempDir, virtualClock } from '../../test/kit.ts';
import { openJournal } from '../../test/journal/open-journal.ts';
import { sampleJournal, sampleSigner } from '../../test/journal/sample-journal.ts';
import { type Entry, type EntryBody, firstPrev } from '../domain/journal/entry.ts';
import { type Fault, isFault } from '../platform/fault.ts';
import { nodeDisk } from '../platform/disk/node-disk.ts';
import { openBoxKey } from './box-key.ts';
import { canonicalJson } from './canonical-json.ts';
import { payloadText, seal } from './chain.ts';
import { checkKeys } from './chain-check.ts';

/** RFC 8785 once more, by other means: members sorted by UTF-16 units, then JavaScript's own JSON. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const names = Object.keys(value).sort((a, b) => (a < b ? -1 : 1));
  return Object.fromEntries(names.map((name) => [name, sorted((value as Record<string, unknown>)[name])]));
}

/** An object whose members JavaScript does not put in an order of its own. */
const name = fc.string({ unit: 'grapheme' }).filter((text) => !/^\d+$/.test(text) && text !== '__proto__');
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'grapheme' }),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4 }),
  ),
})).value;
const payload = fc.dictionary(name, json, { maxKeys: 6 });
const word = fc.stringMatching(/^[a-zA-Z0-9:._ æøåčř€"\\-]{1,40}$/);

const bodies = fc.record({
  content: payload,
  text: word,
  approvedBy: fc.option(word, { nil: undefined }),
  number: fc.nat(),
});

const test = suite('chain');

test('the hash is SHA-256 over RFC 8785 of the body, made by other means', () => {
  fc.assert(
    fc.property(bodies, ({ content, text, approvedBy, number }) => {
      const body = {
        register: text,
        seq: number + 1,
        at: number * 1_000,
        who: `${text}!`,
        ...(approvedBy === undefined ? {} : { approvedBy }),
        type: 'line.added',
        v: 1,
        subject: `tab:${text}`,
        payload: content as unknown as Entry['payload'],
        prev: firstPrev,
      } satisfies EntryBody;
      const entry = seal(body, sampleSigner());
      assert.is(
        entry.hash,
        createHash('sha256')
          .update(JSON.stringify(sorted(body)))
          .digest('hex'),
      );
      assert.is(payloadText(entry), JSON.stringify(sorted(content)));
      assert.is(payloadText({ ...entry }), payloadText(entry));
    }),
  );
});

// RFC 8785, section 3.2.3 and appendix B.
test('canonical JSON gives the examples of its standard', () => {
  const example = {
    numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
    literals: [null, true, false],
  };
  assert.is(
    canonicalJson(example),
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
  const order = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
  assert.is(canonicalJson(order), '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
  assert.is(canonicalJson(-0), '0');
  assert.throws(() => canonicalJson(Number.NaN));
  assert.throws(() => canonicalJson(undefined));
});

test('half a surrogate pair becomes U+FFFD, and nothing else does', () => {
  assert.is(canonicalJson({ a: '\ud800', b: 'x\udc00y', c: '😀' }), '{"a":"\ufffd","b":"x\ufffdy","c":"😀"}');
  assert.is(canonicalJson('\\ud800'), '"\\\\ud800"');
  assert.is(canonicalJson('\\\ud800\udfff\udfff'), '"\\\\\ud800\udfff\ufffd"');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const written = Buffer.from(text, 'utf8').toString('utf8');
      assert.is(JSON.parse(canonicalJson(text)), written);
    }),
  );
});

test('an entry that no journal may hold is a defect of the caller', () => {
  const good: EntryBody = {
    register: 'B1',
    seq: 1,
    at: 0,
    who: 'anna',
    type: 'daemon.started',
    v: 1,
    subject: 'register',
    payload: { version: '1' },
    prev: firstPrev,
  };
  const bad: Partial<EntryBody>[] = [
    { register: '' },
    { who: 'a\u0000' },
    { subject: '\ud800' },
    { type: 'x'.repeat(201) },
    { approvedBy: '' },
    { seq: 1.5 },
    { at: Number.NaN },
    { v: -1 },
    { prev: 'A'.repeat(64) },
    { prev: '' },
  ];
  for (const change of bad) {
    assert.throws(
      () => seal({ ...good, ...change }, sampleSigner()),
      (error: unknown) => error instanceof RangeError,
      JSON.stringify(change),
    );
  }
  assert.is(seal(good, sampleSigner()).signature, undefined);
});

test('sales and closes are signed, by a key OpenSSL knows how to read', () => {
  const folder = tempDir('chain');
  const sample = sampleJournal();
  for (const parts of [sample.sale(), sample.close()]) {
    const [entry] = parts.entries;
    assert.is(entry?.key, sample.signer.key);
    if (!openssl('version')) return;
    writeFileSync(join(folder, 'key.der'), Buffer.from(sample.signer.publicKey, 'base64'));
    writeFileSync(join(folder, 'hash'), Buffer.from(entry?.hash ?? '', 'hex'));
    writeFileSync(join(folder, 'signature'), Buffer.from(entry?.signature ?? '', 'base64'));
    const verify = [
      'pkeyutl',
      '-verify',
      '-pubin',
      '-keyform',
      'DER',
      '-inkey',
      join(folder, 'key.der'),
      '-rawin',
      '-in',
      join(folder, 'hash'),
      '-sigfile',
      join(folder, 'signature'),
    ];
    assert.ok(openssl(...verify));
    writeFileSync(join(folder, 'hash'), Buffer.from(firstPrev, 'hex'));
    assert.not.ok(openssl(...verify));
  }
  assert.is(sample.line().entries[0]?.signature, undefined);
});

function openssl(...args: readonly string[]): boolean {
  try {
    execFileSync('openssl', args, { stdio: 'ignore' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      lacks('openssl: signatures were checked by Node only');
    return false;
  }
}

test('the box key is made once, for the daemon only, and its public part is kept for ever', async () => {
  const { folder, database } = await openJournal();
  const path = join(folder, 'box-key.pem');
  const ports = { disk: nodeDisk, database, clock: virtualClock(), randomness: seeded(1) };
  const first = await openBoxKey(path, ports);
  assert.is(statSync(path).mode & 0o777, 0o600);
  const again = await openBoxKey(path, ports);
  assert.is(again.key, first.key);
  const hash = Buffer.alloc(32, 1);
  assert.equal(again.sign(hash), first.sign(hash));
  await nodeDisk.write(path, new Uint8Array(Buffer.from('lost')));
  await assert.rejects(openBoxKey(path, ports), (error) => isFault(error, 'config.invalid'));
  rmSync(path);
  const second = await openBoxKey(path, ports);
  assert.is.not(second.key, first.key);
  const rows = await database.all('SELECT id, public_key FROM box_key ORDER BY id');
  assert.equal(
    rows.map((row) => row['id']),
    [first.key, second.key].sort(),
  );
  await assert.rejects(database.write('DELETE FROM box_key'), (error) =>
    isFault(error, 'storage.constraint'),
  );
  await assert.rejects(database.write("UPDATE box_key SET public_key = ''"), (error) =>
    isFault(error, 'storage.constraint'),
  );
  await database.close();
});

test('a key file of another kind is refused', async () => {
  const { folder, database } = await openJournal();
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const path = join(folder, 'ec.pem');
  writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const ports = { disk: nodeDisk, database, clock: virtualClock(), randomness: seeded(1) };
  const fault = await assert.rejects(openBoxKey(path, ports), (error) => isFault(error, 'config.invalid'));
  assert.equal((fault as Fault).data['problems'], ['not an Ed25519 key']);
  await database.close();
});

test('a public key that is not the one of its id is not believed', () => {
  const { key: id, publicKey } = sampleSigner();
  const other = sampleSigner(8);
  assert.equal([...checkKeys([{ id, publicKey }]).usable.keys()], [id]);
  for (const wrong of [other.publicKey, `${publicKey}=`, 'AAAA', publicKey.toLowerCase(), '']) {
    const { usable, problems } = checkKeys([{ id, publicKey: wrong }]);
    assert.is(usable.size, 0, wrong);
    assert.equal(
      problems.map((problem) => problem.kind),
      ['key-altered'],
    );
  }
});
