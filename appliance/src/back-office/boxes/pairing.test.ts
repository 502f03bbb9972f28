// Pairing over real TLS: the right code pairs, once; every other code, key, box and bystander does not, and learns nothing to guess with.
import { request as httpsRequest } from 'node:https';
import { createServer as createTlsServer, connect as connectTls } from 'node:tls';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { assert, countingIds, seeded, suite, tempDir } from '../../../test/kit.ts';
import { sampleSigner } from '../../../test/journal/sample-journal.ts';
import { openOffice, type OpenOffice } from '../../../test/sync/open-office.ts';
import { sampleEntries } from '../../../test/sync/sample-entries.ts';
import type { SigningKey } from '../../journal/box-key.ts';
import { systemClock } from '../../platform/clock/system-clock.ts';
import { nodeDisk } from '../../platform/disk/node-disk.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import { systemRandomness } from '../../platform/randomness/system-randomness.ts';
import { openAuthority } from '../../platform/tls/authority.ts';
import { openServerIdentity, type ServerIdentity } from '../../platform/tls/server-identity.ts';
import { pairingLink, pairingPath, readCode, readPairingLink, shownCode } from '../../protocol/pairing.ts';
import { type PairingBox, pairWith, readAddress } from '../../sync/enrolment/pair-with.ts';
import { readPairing, writePairing } from '../../sync/enrolment/pairing-file.ts';
import { newCode } from '../../sync/enrolment/new-code.ts';
import { OfficeJournal } from '../archive/office-journal.ts';
import { Boxes } from './boxes.ts';
import { openIdentity } from './identity.ts';
import { Pairing } from './pairing.ts';
import { serveAuthority, servePairing } from './setup-routes.ts';

const test = suite('pairing');
/** Each derivation is made to take its time, and a busy machine takes more. */
const slow = { timeoutMs: 60_000 };

/** The real clock, moved by the test. */
let aheadMs = 0;
const clock: Clock = {
  now: () => systemClock.now() + aheadMs,
  monotonic: () => systemClock.monotonic() + aheadMs,
  after: (ms, run) => systemClock.after(ms, run),
};

let office: OpenOffice;
let boxes: Boxes;
let pairing: Pairing;
let server: FastifyInstance;
let identity: ServerIdentity;
let other: ServerIdentity;
let port = 0;

async function newIdentity(): Promise<ServerIdentity> {
  const ground = { disk: nodeDisk, folder: tempDir('tls'), clock: systemClock, randomness: systemRandomness };
  return openServerIdentity(ground, await openAuthority(ground, 'Test'), ['127.0.0.1', 'localhost']);
}

test.before(async () => {
  [identity, other] = [await newIdentity(), await newIdentity()];
});
test.beforeEach(async () => {
  aheadMs = 0;
  office = await openOffice(clock);
  const { database, archive } = office;
  const journal = await OfficeJournal.open(archive, sampleSigner(99), clock);
  boxes = new Boxes({ database, clock, archive, journal });
  const id = await openIdentity(database, { clock, ids: countingIds() });
  pairing = new Pairing({ database, clock, randomness: systemRandomness, archive, boxes, office: id });
  server = fastify({ https: { key: identity.keyPem, cert: identity.certificatePem } });
  servePairing(server, { pairing, fingerprint: identity.fingerprint });
  serveAuthority(server, { fingerprint: 'f', validUntil: 1, addresses: ['https://a'] }, 'PEM');
  await server.listen({ host: '127.0.0.1', port: 0 });
  port = (server.server.address() as AddressInfo).port;
});
test.afterEach(async () => {
  await server.close();
  await office.database.close();
});

function box(signer: SigningKey = sampleSigner(1), more: Partial<PairingBox> = {}): PairingBox {
  return {
    version: '1',
    signer,
    olderKeys: [],
    chains: [],
    clock: systemClock,
    randomness: seeded(),
    ...more,
  };
}

async function code(register = 'K1'): Promise<string> {
  const made = await pairing.makeCode(register, 'kari');
  assert.accepted(made);
  return made.value.code;
}

const here = (): string => `127.0.0.1:${port}`;

test('the right code pairs: the box is enrolled, the office pinned, both journalled', slow, async () => {
  const typed = `  ${shownCode(await code()).toLowerCase()} `;
  const older = sampleSigner(2);
  const keys = [{ id: older.key, publicKey: older.publicKey }];
  const paired = await pairWith({ address: here(), code: typed }, box(sampleSigner(1), { olderKeys: keys }));
  assert.equal(paired, {
    ok: true,
    value: {
      office: '00000000-0000-7000-8000-000000000001',
      register: 'K1',
      address: here(),
      fingerprint: identity.fingerprint,
    },
  });
  const [known] = await boxes.list();
  assert.equal(
    [known?.register, known?.key, known?.enrolledBy, known?.revoked],
    ['K1', sampleSigner(1).key, 'kari', false],
  );
  // What its older key signed is believed too.
  assert.is((await office.archive.take('K1', sampleEntries('K1', 10, 2))).outcome, 'taken');
  const entries = await office.archive.after('OFFICE', 0, 10);
  assert.equal(
    entries.map(({ type, who }) => [type, who]),
    [['box.enrolled', 'kari']],
  );
});

test('a code works once, for ten minutes, and dies of five wrong ones', slow, async () => {
  const first = await code();
  assert.accepted(await pairWith({ address: here(), code: first }, box()));
  assert.refused(await pairWith({ address: here(), code: first }, box(sampleSigner(3))), 'code-wrong');
  const late = await code();
  aheadMs += 10 * 60_000;
  assert.refused(await pairWith({ address: here(), code: late }, box()), 'code-wrong');
  const tried = await code();
  for (let wrong = 0; wrong < 5; wrong += 1) {
    const result = await pairWith({ address: here(), code: newCode(systemRandomness) }, box());
    assert.refused(result, 'code-wrong');
  }
  aheadMs += 60_000;
  assert.refused(await pairWith({ address: here(), code: tried }, box()), 'code-wrong');
});

test('who tries without end is slowed, whatever code and box', { timeoutMs: 60_000 }, async () => {
  await code();
  const outcomes = await Promise.all(
    Array.from({ length: 16 }, async (_none, index) =>
      pairWith({ address: here(), code: newCode(systemRandomness) }, box(sampleSigner(index + 1))),
    ),
  );
  const codes = outcomes.map((outcome) => (outcome.ok ? 'paired' : outcome.refusal.code));
  assert.ok(codes.includes('busy'), codes.join());
  assert.ok(codes.every((each) => each === 'busy' || each === 'code-wrong'));
});

/** Ends TLS with a key of its own and passes everything on in clear between the two. */
async function middle(
  heard: string[],
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const between = createTlsServer({ key: other.keyPem, cert: other.certificatePem }, (socket) => {
    const onward = connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false });
    for (const each of [socket, onward]) each.on('error', () => undefined);
    socket.on('data', (data: Buffer) => heard.push(data.toString('utf8')));
    socket.pipe(onward).pipe(socket);
  });
  between.listen(0, '127.0.0.1');
  await once(between, 'listening');
  return {
    port: (between.address() as AddressInfo).port,
    async close() {
      between.close();
      await once(between, 'close');
    },
  };
}

test('a machine in the middle gets a proof that is good for nothing', slow, async () => {
  const heard: string[] = [];
  const between = await middle(heard);
  const right = await code();
  const address = `127.0.0.1:${between.port}`;
  assert.refused(await pairWith({ address, code: right }, box()), 'somebody-between');
  const body = /\{.*\}/s.exec(heard.join(''))?.[0] ?? '';
  assert.match(body, /"proof"/);
  // Sent on by itself, under its own connection, it proves nothing either.
  assert.equal(await posted(body), { error: 'somebody-between' });
  // With the QR code it is seen before anything is said.
  assert.refused(
    await pairWith({ address, code: right, fingerprint: identity.fingerprint }, box()),
    'fingerprint-wrong',
  );
  assert.equal(await boxes.list(), []);
  // The honest way is still open.
  assert.accepted(await pairWith({ address: here(), code: right, fingerprint: identity.fingerprint }, box()));
  await between.close();
});

async function posted(body: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const options = {
      port,
      host: '127.0.0.1',
      path: pairingPath,
      method: 'POST',
      rejectUnauthorized: false,
      headers,
    };
    const asked = httpsRequest(options, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
      response.on('end', () => {
        resolve(JSON.parse(text));
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

test('an office that does not know the code is not believed, whatever it answers', slow, async () => {
  const liar = fastify({ https: { key: other.keyPem, cert: other.certificatePem } });
  const proof = Buffer.alloc(32).toString('base64');
  liar.post(pairingPath, () => ({ office: 'liar', register: 'K1', proof }));
  await liar.listen({ host: '127.0.0.1', port: 0 });
  const address = `127.0.0.1:${(liar.server.address() as AddressInfo).port}`;
  assert.refused(await pairWith({ address, code: 'ABCD-EFGH' }, box()), 'office-unproved');
  await liar.close();
  assert.refused(await pairWith({ address, code: 'ABCD-EFGH' }, box()), 'unreachable');
});

test('an answer that was lost is given again, to the same box alone', slow, async () => {
  const right = await code();
  // The same nonce makes the same request.
  assert.accepted(await pairWith({ address: here(), code: right }, box()));
  assert.accepted(await pairWith({ address: here(), code: right }, box()));
  assert.refused(
    await pairWith({ address: here(), code: right }, box(sampleSigner(1), { randomness: seeded(5) })),
    'code-wrong',
  );
});

test(
  'a register that was sold at goes on only on the box that has its past; its box before is revoked',
  slow,
  async () => {
    const entries = sampleEntries('K1', 20, 1);
    const revoked: string[] = [];
    boxes.onRevoked((register) => revoked.push(register));
    assert.accepted(await pairWith({ address: here(), code: await code() }, box()));
    await office.archive.take('K1', entries);
    const stranger = box(sampleSigner(5));
    const again = await code();
    assert.refused(await pairWith({ address: here(), code: again }, stranger), 'register-has-history');
    const behind = [{ register: 'K1', seq: 19, hash: entries[18]?.hash ?? '' }];
    assert.refused(
      await pairWith({ address: here(), code: again }, { ...stranger, chains: behind }),
      'register-has-history',
    );
    assert.equal(revoked, []);
    const chains = [{ register: 'K1', seq: 20, hash: entries[19]?.hash ?? '' }];
    assert.accepted(await pairWith({ address: here(), code: again }, { ...stranger, chains }));
    assert.equal(revoked, ['K1']);
    assert.equal(
      (await boxes.list()).map(({ key, revoked: gone }) => [key, gone]),
      [
        [sampleSigner(5).key, false],
        [sampleSigner(1).key, true],
      ],
    );
    assert.ok(await boxes.revoke(sampleSigner(5).key, 'kari'));
    assert.not.ok(await boxes.revoke(sampleSigner(5).key, 'kari'));
    assert.not.ok(await boxes.revoke('nobody', 'kari'));
    const types = (await office.archive.after('OFFICE', 0, 10)).map(({ type }) => type);
    assert.equal(types, ['box.enrolled', 'box.revoked', 'box.enrolled', 'box.revoked']);
  },
);

test('codes: five at once, the office itself has none, letters nobody mistakes', async () => {
  assert.refused(await pairing.makeCode('OFFICE', 'kari'), 'register-name');
  assert.refused(await pairing.makeCode('b 1', 'kari'), 'register-name');
  for (const register of ['K1', 'K2', 'K3', 'K4', 'K5']) await code(register);
  assert.refused(await pairing.makeCode('K6', 'kari'), 'too-many-codes');
  await code('K3');
  await pairing.dropCode('K1');
  await code('K6');
  const letters = new Set(Array.from({ length: 500 }, () => newCode(systemRandomness)).join(''));
  assert.is([...letters].sort().join(''), '23456789ABCDEFGHJKMNPQRSTVWXYZ');
  assert.is(readCode('abcd-efgh'), 'ABCDEFGH');
  for (const wrong of ['', 'ABCD-EFG', 'ABCD-EFGHJ', 'ABCD-EFG0', 'ABCD-EFGI'])
    assert.is(readCode(wrong), undefined);
});

test('requests that are none, and another version, are told so', async () => {
  assert.equal(await posted('{"protocol":2,"new":"words"}'), { error: 'version' });
  assert.equal(await posted('{"protocol":1}'), { error: 'malformed' });
  assert.equal(await posted('[]'), { error: 'malformed' });
});

test('a phone gets the certificate of the authority and what to compare', async () => {
  const certificate = await server.inject('/setup/ca.crt');
  assert.equal(
    [certificate.body, certificate.headers['content-type']],
    ['PEM', 'application/x-x509-ca-cert'],
  );
  const view = await server.inject('/setup/ca.json');
  assert.equal(view.json(), { fingerprint: 'f', validUntil: 1, addresses: ['https://a'] });
});

test('addresses and QR texts', async () => {
  assert.equal(readAddress('office'), { host: 'office', port: 8443 });
  assert.equal(readAddress(' 10.0.0.7:9000 '), { host: '10.0.0.7', port: 9000 });
  assert.equal(readAddress('[fe80::1]:9000'), { host: 'fe80::1', port: 9000 });
  for (const wrong of ['', 'a b', 'https://x', 'x:0', 'x:70000', 'a@b', 'x/y'])
    assert.is(readAddress(wrong), undefined);
  assert.refused(await pairWith({ address: 'x y', code: 'ABCDEFGH' }, box()), 'address-malformed');
  assert.refused(await pairWith({ address: 'x', code: 'ABCDEFG' }, box()), 'code-malformed');
  const link = { address: '[fe80::1]:8443', code: 'ABCDEFGH', fingerprint: identity.fingerprint };
  assert.equal(readPairingLink(` ${pairingLink(link)}`), link);
  for (const wrong of ['', 'countertop:pair?code=x', 'https://x?address=1', 'countertop:pair?address=%'])
    assert.is(readPairingLink(wrong), undefined);
});

test('a pairing is written whole and read back; a file that is none is told', async () => {
  const path = join(tempDir('pairing'), 'pairing.json');
  assert.is(await readPairing(nodeDisk, path), undefined);
  const pairing_ = {
    office: 'o',
    address: 'a:1',
    fingerprint: identity.fingerprint,
    register: 'K1',
    pairedAt: 1,
  };
  await writePairing(nodeDisk, path, pairing_);
  assert.equal(await readPairing(nodeDisk, path), { version: 1, ...pairing_ });
  for (const content of ['{', '{}', '{"version":2}']) {
    await nodeDisk.write(path, Buffer.from(content));
    await assert.rejects(readPairing(nodeDisk, path), /config\.invalid/);
  }
});
