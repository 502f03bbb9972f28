// The authority and the server's certificate on a real disk and in real handshakes: made once, renewed in time, and never quietly
// replaced when a file is damaged.
import { createServer, type Server } from 'node:https';
import { X509Certificate } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { assert, seeded, suite, tempDir, virtualClock, type VirtualClock } from '../../../test/kit.ts';
import { nodeDisk } from '../disk/node-disk.ts';
import { Fault, isFault } from '../fault.ts';
import { dayMs, openAuthority } from './authority.ts';
import { sameNames, serverNames } from './names.ts';
import { openServerIdentity, type ServerIdentity } from './server-identity.ts';
import type { TlsGround } from './tls-files.ts';

interface Around {
  readonly ground: TlsGround;
  readonly clock: VirtualClock;
  readonly open: (names?: readonly string[]) => Promise<ServerIdentity & { readonly authorityPem: string }>;
  readonly file: (name: string) => string;
}

const usual = ['till.local', '127.0.0.1', '::1'];

// Handshakes look at the real time of day.
function around(folder = tempDir('tls'), clock = virtualClock(Date.now())): Around {
  const ground = { disk: nodeDisk, folder, clock, randomness: seeded(7) };
  return {
    ground,
    clock,
    file: (name) => join(folder, name),
    open: async (names = usual) => {
      const authority = await openAuthority(ground, 'Countertop test');
      const identity = await openServerIdentity(ground, authority, names);
      return { ...identity, authorityPem: authority.certificatePem };
    },
  };
}

const invalid =
  (reason: string, file?: string) =>
  (error: unknown): boolean =>
    isFault(error, 'config.invalid') &&
    error.data['reason'] === reason &&
    (file === undefined || error.data['file'] === file);

async function served(identity: ServerIdentity, work: (port: number) => Promise<void>): Promise<void> {
  const server: Server = createServer({ key: identity.keyPem, cert: identity.certificatePem });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await work((server.address() as AddressInfo).port);
  } finally {
    server.close();
  }
}

/** As a phone that trusts the authority: resolves when it accepts the server under this name. */
function trusts(port: number, ca: string, servername: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, ca, servername }, () => {
      socket.end();
      resolve();
    });
    socket.once('error', reject);
  });
}

const test = suite('tls identity');

test('a client that trusts the authority accepts the server under its names, and under no other', async () => {
  const identity = await around().open();
  await served(identity, async (port) => {
    await trusts(port, identity.authorityPem, 'till.local');
    await assert.rejects(trusts(port, identity.authorityPem, 'bank.example'), /altnames/);
    const stranger = await around().open();
    await assert.rejects(trusts(port, stranger.authorityPem, 'till.local'), /certificate/);
  });
});

test('the certificates say what they are for, and for how long', async () => {
  const { open, clock } = around();
  const identity = await open();
  const server = new X509Certificate(identity.certificatePem);
  const authority = new X509Certificate(identity.authorityPem);
  assert.is(authority.ca, true);
  assert.is(server.ca, false);
  assert.ok(server.verify(authority.publicKey));
  assert.ok(server.checkIssued(authority));
  assert.equal(server.keyUsage, ['1.3.6.1.5.5.7.3.1']);
  assert.is(server.checkHost('till.local'), 'till.local');
  assert.is(server.checkIP('127.0.0.1'), '127.0.0.1');
  assert.is(server.checkIP('::1'), '::1');
  const life = Date.parse(server.validTo) - Date.parse(server.validFrom);
  assert.ok(life <= 397 * dayMs && life > 396 * dayMs, `lives ${String(life / dayMs)} days`);
  assert.ok(Date.parse(server.validFrom) < clock.now());
  assert.is(authority.subject, 'CN=Countertop test');
  assert.match(identity.fingerprint, /^[A-Za-z0-9_-]{43}$/);
});

test('a second start finds the same files, readable by their owner only', async () => {
  const { open, file, ground } = around();
  const first = await open();
  for (const name of ['authority.key', 'authority.crt', 'server.key', 'server.crt']) {
    assert.is(statSync(file(name)).mode & 0o777, 0o600, name);
  }
  const again = around(ground.folder);
  assert.equal(await again.open(), first);
  assert.equal(await again.open(['::1', 'TILL.local.', '127.0.0.1', '0:0:0:0:0:0:0:1']), first, 'spelling');
});

test('the certificate is renewed when less than 30 days remain, over the same key', async () => {
  const { open, clock } = around();
  const first = await open();
  await clock.advance(365 * dayMs);
  assert.is((await open()).certificatePem, first.certificatePem, 'a month and a day before its end');
  await clock.advance(2 * dayMs);
  const next = await open();
  assert.is.not(next.certificatePem, first.certificatePem);
  assert.is(next.fingerprint, first.fingerprint);
  assert.is(next.keyPem, first.keyPem);
  assert.is(next.authorityPem, first.authorityPem);
  assert.ok(next.validUntil > first.validUntil);
  assert.is.not(
    new X509Certificate(next.certificatePem).serialNumber,
    new X509Certificate(first.certificatePem).serialNumber,
  );
});

test('one that has expired while the box was off is renewed at start', async () => {
  const { open, clock, ground } = around();
  const first = await open();
  clock.setWall(clock.now() + 500 * dayMs);
  const next = await around(ground.folder, clock).open();
  assert.ok(next.validUntil > clock.now());
  assert.is(next.fingerprint, first.fingerprint);
});

test('other names make another certificate over the same key', async () => {
  const { open } = around();
  const first = await open();
  const next = await open([...usual, 'kasse.örebro.example']);
  assert.is(next.fingerprint, first.fingerprint);
  assert.match(
    new X509Certificate(next.certificatePem).subjectAltName ?? '',
    /kasse\.xn--rebro-iua\.example/,
  );
  assert.is((await open([...usual, 'kasse.örebro.example'])).certificatePem, next.certificatePem);
});

test('what was made under a clock that ran ahead is made anew when the clock is right', async () => {
  const { open, clock } = around(undefined, virtualClock(Date.UTC(2045, 0, 1)));
  const first = await open();
  clock.setWall(Date.UTC(2025, 0, 1));
  const next = await open();
  assert.ok(Date.parse(new X509Certificate(next.authorityPem).validFrom) < Date.UTC(2025, 0, 1));
  assert.ok(Date.parse(new X509Certificate(next.certificatePem).validFrom) < Date.UTC(2025, 0, 1));
  assert.is(next.fingerprint, first.fingerprint);
  assert.ok(
    new X509Certificate(next.certificatePem).verify(new X509Certificate(first.authorityPem).publicKey),
  );
});

test('the authority is renewed over the same key before anything it signs would outlive it', async () => {
  const { open, clock } = around();
  const first = await open();
  clock.setWall(clock.now() + (18 * 365 + 1) * dayMs);
  const next = await open();
  assert.is.not(next.authorityPem, first.authorityPem);
  const keyOf = (pem: string) => new X509Certificate(pem).publicKey.export({ format: 'pem', type: 'spki' });
  assert.equal(keyOf(next.authorityPem), keyOf(first.authorityPem));
});

test('a crash between key and certificate loses nothing', async () => {
  const { open, file } = around();
  const first = await open();
  rmSync(file('authority.crt'));
  rmSync(file('server.crt'));
  const next = await open();
  assert.is(next.fingerprint, first.fingerprint);
  await served(next, (port) => trusts(port, next.authorityPem, 'till.local'));
});

test('a server certificate of another authority is replaced', async () => {
  const { open, file } = around();
  const first = await open();
  rmSync(file('authority.key'));
  rmSync(file('authority.crt'));
  const next = await open();
  assert.is.not(next.authorityPem, first.authorityPem);
  await served(next, (port) => trusts(port, next.authorityPem, 'till.local'));
});

for (const stem of ['authority', 'server']) {
  test(`damaged files of the ${stem} are a fault that names the file and never its content`, async () => {
    const { open, file } = around();
    await open();
    const key = readFileSync(file(`${stem}.key`));
    const certificate = readFileSync(file(`${stem}.crt`));
    const restore = (): void => {
      writeFileSync(file(`${stem}.key`), key);
      writeFileSync(file(`${stem}.crt`), certificate);
    };
    for (const content of ['', 'rubbish', key.subarray(0, key.length / 2)]) {
      writeFileSync(file(`${stem}.key`), content);
      const fault = await assert.rejects(open(), invalid('tls-key-damaged', `${stem}.key`));
      assert.not.ok(JSON.stringify(fault).includes(key.toString('utf8').slice(40, 80)));
    }
    restore();
    for (const content of ['', 'rubbish', certificate.subarray(0, certificate.length / 2)]) {
      writeFileSync(file(`${stem}.crt`), content);
      await assert.rejects(open(), invalid('tls-certificate-damaged', `${stem}.crt`));
    }
    restore();
    rmSync(file(`${stem}.key`));
    await assert.rejects(open(), invalid('tls-key-missing', `${stem}.key`));
    const other = around();
    await other.open();
    writeFileSync(file(`${stem}.key`), readFileSync(other.file(`${stem}.key`)));
    await assert.rejects(open(), invalid('tls-key-mismatch', `${stem}.crt`));
    restore();
    await open();
  });
}

test('a full disk is a storage fault, and the start after it begins where this one ended', async () => {
  const { ground, open, file } = around();
  const full: TlsGround = {
    ...ground,
    disk: {
      ...nodeDisk,
      write: async (path, content, mode) => {
        if (path.endsWith('.crt')) throw new Fault('storage.full');
        await nodeDisk.write(path, content, mode);
      },
    },
  };
  await assert.rejects(openAuthority(full, 'Full'), (error) => isFault(error, 'storage.full'));
  const key = readFileSync(file('authority.key'), 'utf8');
  await open();
  assert.is(readFileSync(file('authority.key'), 'utf8'), key);
});

test('names: what is none is refused, one name has one spelling', () => {
  for (const name of [
    '',
    '*.local',
    'a b',
    'till/..',
    '-a',
    'fe80::1%eth0',
    'x'.repeat(64),
    '1.2.3.4.5/8',
    'a,DNS:b',
  ]) {
    assert.throws(() => serverNames([name]), invalid('tls-name'), name);
  }
  assert.throws(() => serverNames([]), invalid('tls-names'));
  assert.throws(() => serverNames(Array.from({ length: 101 }, (_none, n) => `a${n}`)), invalid('tls-names'));
  assert.equal(serverNames(['Till.Local', '10.0.0.2', '2001:DB8:0::1', 'till.local']), [
    { type: 'dns', value: 'till.local' },
    { type: 'ip', value: '10.0.0.2' },
    { type: 'ip', value: '2001:db8::1' },
  ]);
  assert.ok(sameNames(serverNames(['a', 'b']), serverNames(['B', 'a'])));
  assert.not.ok(sameNames(serverNames(['a', 'b']), serverNames(['a'])));
});
