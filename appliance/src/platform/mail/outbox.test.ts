// The outbox against a small mail server with its bad days: what it accepts, refuses now or for good, and how it falls silent.
import { fakeSmtp, hangUp, silence } from '../../../test/mail/fake-smtp.ts';
import { hello, idOf, sending, stateOf, withOutbox } from '../../../test/mail/with-outbox.ts';
import { assert, seeded, suite, tempDir, virtualClock } from '../../../test/kit.ts';
import { nodeDisk } from '../disk/node-disk.ts';
import { openAuthority } from '../tls/authority.ts';
import { openServerIdentity } from '../tls/server-identity.ts';
import type { SmtpSettings } from './smtp.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

const test = suite('mail sending');

test('a mail arrives whole: umlauts, HTML, attachment, and an id that stays', () =>
  withOutbox(async (around) => {
    const outbox = await sending(around);
    const id = idOf(
      await outbox.send({
        to: 'ann@example.com',
        subject: 'Kvittering № 7 – Ærlig',
        text: 'Grüße\n.\nnach dem Punkt',
        html: '<p>Grüße</p>',
        attachments: [{ name: 'bill.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.7 fake') }],
      }),
    );
    await around.until(async () => (await stateOf(outbox, id)) === 'sent');
    const [mail = ''] = around.server.received;
    assert.match(mail, /^From: shop@till\.example$/m);
    assert.match(mail, /^To: ann@example\.com$/m);
    assert.match(mail, /^Subject: =\?UTF-8\?/m);
    assert.match(mail, new RegExp(`^Message-ID: <${id}@till\\.example>$`, 'm'));
    assert.match(mail, /^Content-Type: application\/pdf; name=bill\.pdf$/m);
    assert.ok(mail.includes(Buffer.from('%PDF-1.7 fake').toString('base64')));
    assert.match(mail, /nach dem Punkt/);
    const stored = await outbox.read(id);
    assert.is(stored?.attempts, 1);
    assert.is(stored?.sentAt, around.clock.now());
    assert.is(stored?.nextAt, null);
    assert.equal(await outbox.counts(), { queued: 0, sent: 1, failed: 0, kept: 0 });
    assert.not.ok(around.logged.join('\n').includes('ann@'), 'addresses are no business of the log');
  }));

test('mails leave in the order in which they came, one connection at a time', () =>
  withOutbox(async (around) => {
    const outbox = around.outbox();
    await outbox.use(around.courier());
    for (let number = 0; number < 20; number += 1)
      await outbox.send({ ...hello, subject: `Number ${number}` });
    outbox.start();
    await around.until(() => around.server.received.length === 20);
    const subjects = around.server.received.map((mail) => /^Subject: (.*)$/m.exec(mail)?.[1]);
    assert.equal(
      subjects,
      Array.from({ length: 20 }, (_none, number) => `Number ${number}`),
    );
  }));

test('a recipient refused for now is tried again after a minute, then after two, and arrives', () =>
  withOutbox(async (around) => {
    around.server.script = { to: '450 mailbox busy' };
    const outbox = await sending(around);
    const id = idOf(await outbox.send(hello));
    const error = async () => (await outbox.read(id))?.lastError ?? '';
    await around.until(async () => (await error()) !== '');
    assert.match(await error(), /EENVELOPE.*450 mailbox busy/);
    assert.is(await stateOf(outbox, id), 'queued');
    await around.clock.advance(minuteMs - 1);
    assert.is(around.server.connections, 1);
    await around.clock.advance(minuteMs / 5);
    await around.until(() => around.server.connections === 2);
    await around.until(async () => (await outbox.read(id))?.attempts === 2);
    // Another mail is not held up by this one.
    const other = idOf(await outbox.send({ ...hello, to: 'bob@example.com' }));
    around.server.script = {};
    await around.until(
      async () => (await stateOf(outbox, other)) !== undefined && around.server.connections === 3,
    );
    await around.clock.advance(2 * minuteMs - 1);
    await around.clock.advance(minuteMs);
    await around.until(async () => (await stateOf(outbox, id)) === 'sent');
    assert.is((await outbox.read(id))?.attempts, 3);
    assert.is((await outbox.read(id))?.lastError, null);
  }));

test('a recipient refused for good fails at once and is tried again only when a person says so', () =>
  withOutbox(async (around) => {
    around.server.script = { to: '550 no such user' };
    const outbox = await sending(around);
    const id = idOf(await outbox.send(hello));
    await around.until(async () => (await stateOf(outbox, id)) === 'failed');
    assert.match((await outbox.read(id))?.lastError ?? '', /550 no such user/);
    await around.clock.advance(dayMs);
    assert.is(around.server.connections, 1);
    around.server.script = {};
    assert.is(await outbox.retry(id), true);
    await around.until(async () => (await stateOf(outbox, id)) === 'sent');
    assert.is(await outbox.retry(id), false);
    assert.is(await outbox.retry('unknown'), false);
  }));

test('content refused for good fails, content refused for now stays', () =>
  withOutbox(async (around) => {
    around.server.script = { data: '554 spam' };
    const outbox = await sending(around);
    const spam = idOf(await outbox.send(hello));
    await around.until(async () => (await stateOf(outbox, spam)) === 'failed');
    around.server.script = { data: '451 later' };
    const later = idOf(await outbox.send(hello));
    await around.until(async () => (await outbox.read(later))?.lastError !== null);
    assert.is(await stateOf(outbox, later), 'queued');
  }));

test('a server that turns everybody away condemns no mail, and is asked once a minute whatever waits', () =>
  withOutbox(async (around) => {
    around.server.script = { greeting: '554 go away' };
    const outbox = await sending(around);
    for (let number = 0; number < 5; number += 1) await outbox.send(hello);
    await around.until(async () =>
      (await outbox.list({ limit: 9, offset: 0 })).some(({ lastError }) => lastError !== null),
    );
    assert.is(around.server.connections, 1);
    const start = around.clock.now();
    await around.untilLater(() => around.server.connections === 5);
    assert.ok(around.clock.now() - start >= 4 * minuteMs);
    assert.is((await outbox.counts()).queued, 5);
    around.server.script = {};
    await around.untilLater(async () => (await outbox.counts()).sent === 5);
  }));

for (const stage of ['greeting', 'from', 'data'] as const) {
  test(`silence instead of the ${stage}'s answer ends with the time-out, and the mail waits`, () =>
    withOutbox(async (around) => {
      around.server.script = { [stage]: silence };
      const outbox = around.outbox();
      await outbox.use(around.courier({}, { totalMs: 20_000 }));
      outbox.start();
      const id = idOf(await outbox.send(hello));
      await around.until(() => around.server.connections === 1);
      await around.clock.advance(20_000);
      await around.until(async () => (await outbox.read(id))?.lastError === 'ETIMEDOUT');
      assert.is(await stateOf(outbox, id), 'queued');
      around.server.script = {};
      await around.untilLater(async () => (await stateOf(outbox, id)) === 'sent');
    }));
}

test('a server that hangs up after the content may have it: it is sent again under the same Message-ID', () =>
  withOutbox(async (around) => {
    around.server.script = { data: hangUp };
    const outbox = await sending(around);
    const id = idOf(await outbox.send(hello));
    await around.until(async () => (await outbox.read(id))?.lastError !== null);
    around.server.script = {};
    await around.untilLater(async () => (await stateOf(outbox, id)) === 'sent');
    const ids = around.server.received.map((mail) => /^Message-ID: (.*)$/m.exec(mail)?.[1]);
    assert.equal(ids, [`<${id}@till.example>`, `<${id}@till.example>`]);
  }));

test('a restart in the middle of sending loses nothing, and does not try at once what it was trying', () =>
  withOutbox(async (around) => {
    around.server.script = { data: silence };
    const first = await sending(around);
    const id = idOf(await first.send(hello));
    const second = idOf(await first.send({ ...hello, subject: 'Second' }));
    await around.until(() => around.server.connections === 1);
    await first.stop();
    assert.is(await stateOf(first, id), 'queued');
    assert.is(await stateOf(first, second), 'queued');
    around.server.script = {};
    const next = await sending(around);
    await around.until(async () => (await stateOf(next, second)) === 'sent');
    assert.is(await stateOf(next, id), 'queued');
    await around.untilLater(async () => (await stateOf(next, id)) === 'sent');
    assert.equal(await next.counts(), { queued: 0, sent: 2, failed: 0, kept: 0 });
  }));

test(
  'a mail that never passes is given up after three days of trying, with what was said last',
  { timeoutMs: 30_000 },
  () =>
    withOutbox(async (around) => {
      around.server.script = { to: '450 busy' };
      const outbox = await sending(around);
      const id = idOf(await outbox.send(hello));
      const start = around.clock.now();
      await around.untilLater(async () => (await stateOf(outbox, id)) === 'failed', 4 * minuteMs);
      const tries = (await outbox.read(id))?.attempts ?? 0;
      assert.ok(around.clock.now() - start >= 3 * dayMs);
      assert.ok(around.clock.now() - start < 3.5 * dayMs);
      assert.ok(tries >= 15 && tries <= 25, `${String(tries)} tries`);
      assert.match((await outbox.read(id))?.lastError ?? '', /450 busy/);
    }),
);

test('a clock that jumps ahead by a year gives nothing up, and back by a year holds nothing back', () =>
  withOutbox(async (around) => {
    around.server.script = { to: '450 busy' };
    const outbox = await sending(around);
    const id = idOf(await outbox.send(hello));
    await around.until(async () => (await outbox.read(id))?.lastError !== null);
    around.clock.setWall(around.clock.now() + 365 * dayMs);
    await around.untilLater(async () => (await outbox.read(id))?.attempts === 2);
    assert.is(await stateOf(outbox, id), 'queued');
    around.clock.setWall(around.clock.now() - 400 * dayMs);
    around.server.script = {};
    await around.untilLater(async () => (await stateOf(outbox, id)) === 'sent');
  }));

test('TLS and log-in: a wrong password condemns no mail and is never shown, a stranger is not spoken to', async () => {
  const ground = {
    disk: nodeDisk,
    folder: tempDir('mail-tls'),
    clock: virtualClock(Date.now()),
    randomness: seeded(2),
  };
  const authority = await openAuthority(ground, 'Mail');
  const own = await openServerIdentity(ground, authority, ['127.0.0.1']);
  const secured = await fakeSmtp({ key: own.keyPem, cert: own.certificatePem });
  const login = { user: 'ann', password: 'hunter2-very-secret' };
  await withOutbox(async (around) => {
    const settings: SmtpSettings = { ...around.settings, ...login, port: secured.port, secure: 'tls' };
    const echo = Buffer.from(`\0ann\0${login.password}`).toString('base64');
    secured.script = { auth: `535 no: ${login.password} ${echo}` };
    const outbox = around.outbox();
    await outbox.use(around.courier(settings));
    outbox.start();
    const id = idOf(await outbox.send(hello));
    await around.until(async () => (await outbox.read(id))?.lastError !== null);
    assert.match((await outbox.read(id))?.lastError ?? '', /certificate/, 'an authority that nobody named');
    assert.is(secured.received.length, 0);
    await outbox.use(around.courier({ ...settings, authorityPem: authority.certificatePem }));
    await around.until(async () => (await outbox.read(id))?.lastError?.includes('535') === true);
    assert.is(await stateOf(outbox, id), 'queued');
    secured.script = {};
    await outbox.use(around.courier({ ...settings, authorityPem: authority.certificatePem }));
    await around.until(async () => (await stateOf(outbox, id)) === 'sent');
    const shown = around.logged.join('\n') + JSON.stringify(await around.database.all('SELECT * FROM mail'));
    assert.not.ok(shown.includes('hunter2'));
    assert.not.ok(shown.includes(echo));
  });
  await secured.close();
});

test('STARTTLS that is asked for and not offered ends the conversation before the log-in', () =>
  withOutbox(async (around) => {
    const outbox = around.outbox();
    const settings: SmtpSettings = {
      ...around.settings,
      secure: 'starttls',
      user: 'ann',
      password: 'secret',
    };
    await outbox.use(around.courier(settings));
    outbox.start();
    const id = idOf(await outbox.send(hello));
    await around.until(async () => (await outbox.read(id))?.lastError !== null);
    assert.is(around.server.received.length, 0);
    assert.is(await stateOf(outbox, id), 'queued');
  }));
