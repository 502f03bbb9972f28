// What the outbox keeps: mails without a server, mails it refuses, and never more than its limits.
import { hello, idOf, sending, stateOf, withOutbox } from '../../../test/mail/with-outbox.ts';
import { assert, suite } from '../../../test/kit.ts';
import { isFault } from '../fault.ts';
import { mailBytesMax, type Message } from './mail.ts';
import type { StoreLimits } from './mail-store.ts';
import { smtpCourier, type SmtpSettings } from './smtp.ts';

const dayMs = 86_400_000;

const test = suite('mail keeping');

test('without a server mails are kept to be read; with one, those of the last three days go', () =>
  withOutbox(async (around) => {
    const outbox = around.outbox();
    await outbox.use(undefined);
    outbox.start();
    const old = idOf(await outbox.send({ ...hello, subject: 'Old' }));
    await around.clock.advance(4 * dayMs);
    const young = idOf(await outbox.send({ ...hello, subject: 'Young' }));
    assert.equal(await outbox.counts(), { queued: 0, sent: 0, failed: 0, kept: 2 });
    assert.equal(
      (await outbox.list({ limit: 10, offset: 0 })).map(({ subject }) => subject),
      ['Young', 'Old'],
    );
    assert.is((await outbox.read(young))?.text, 'Good morning');
    assert.is(await outbox.retry(old), false, 'there is no server to send it by');
    await outbox.use(around.courier());
    await around.until(async () => (await stateOf(outbox, young)) === 'sent');
    assert.is(await stateOf(outbox, old), 'kept');
    assert.is(await outbox.retry(old), true);
    await around.until(async () => (await stateOf(outbox, old)) === 'sent');
    await outbox.use(undefined);
    assert.is(await stateOf(outbox, idOf(await outbox.send(hello))), 'kept');
    assert.is(await outbox.remove(old), true);
    assert.is(await outbox.remove(old), false);
  }));

test('a change of the settings is tried at once', () =>
  withOutbox(async (around) => {
    const outbox = around.outbox();
    await outbox.use(around.courier({ port: 1 }));
    outbox.start();
    const id = idOf(await outbox.send(hello));
    await around.until(async () => (await outbox.read(id))?.lastError?.includes('ECONNREFUSED') === true);
    await outbox.use(around.courier());
    await around.until(async () => (await stateOf(outbox, id)) === 'sent');
  }));

test('what is no mail is refused with its reason and not stored', () =>
  withOutbox(async ({ outbox, settings, clock }) => {
    const box = outbox();
    const refusals: readonly (readonly [Partial<Message>, string])[] = [
      [{ to: '' }, 'mail.address'],
      [{ to: 'ann' }, 'mail.address'],
      [{ to: 'ann@example.com, bob@example.com' }, 'mail.address'],
      [{ to: 'ann@example.com\r\nBcc: bob@example.com' }, 'mail.address'],
      [{ to: 'Ann <ann@example.com>' }, 'mail.address'],
      [{ to: `${'a'.repeat(64)}@${'b'.repeat(200)}.com` }, 'mail.address'],
      [{ subject: ' ' }, 'mail.subject'],
      [{ subject: 'Hi\r\nBcc: bob@example.com' }, 'mail.subject'],
      [{ subject: 'x'.repeat(251) }, 'mail.subject'],
      [{ text: 'x'.repeat(mailBytesMax + 1) }, 'mail.too-large'],
      [
        { attachments: [{ name: 'a', type: 'text/plain', content: new Uint8Array(mailBytesMax) }] },
        'mail.too-large',
      ],
    ];
    for (const [more, code] of refusals) assert.refused(await box.send({ ...hello, ...more }), code);
    assert.equal(await box.list({ limit: 10, offset: 0 }), []);
    const invalid = (error: unknown): boolean => isFault(error, 'config.invalid');
    const wrong: readonly Partial<SmtpSettings>[] = [
      { host: '' },
      { port: 0 },
      { from: { address: 'nobody' } },
      { from: { address: 'a@b.example', name: 'x\r\nBcc: y' } },
      { user: 'ann', secure: 'tls' },
      { user: 'ann', password: 'p', secure: 'none' },
    ];
    for (const more of wrong) {
      assert.throws(() => smtpCourier({ ...settings, ...more }, clock), invalid, JSON.stringify(more));
    }
  }));

test('the table keeps to its limits: sent ones go first, what waits never', () =>
  withOutbox(async (around) => {
    const limits: StoreLimits = { mailsMax: 4, bytesMax: 1_000, sentKeptMs: 30 * dayMs };
    const outbox = await sending(around, limits);
    const sent: string[] = [];
    for (const subject of ['one', 'two']) {
      sent.push(idOf(await outbox.send({ ...hello, subject })));
      await around.until(async () => (await outbox.counts()).sent === sent.length);
    }
    around.server.script = { to: '450 busy' };
    const waiting: string[] = [];
    for (const subject of ['three', 'four', 'five']) {
      waiting.push(idOf(await outbox.send({ ...hello, subject })));
      await around.until(async () => (await outbox.read(waiting.at(-1) ?? ''))?.lastError !== null);
    }
    assert.is(await stateOf(outbox, sent[0] ?? ''), undefined, 'the oldest of those sent');
    assert.is(await stateOf(outbox, sent[1] ?? ''), 'sent');
    assert.refused(await outbox.send({ ...hello, text: 'x'.repeat(1_000) }), 'mail.outbox-full');
    waiting.push(idOf(await outbox.send({ ...hello, subject: 'six' })));
    assert.refused(await outbox.send({ ...hello, subject: 'seven' }), 'mail.outbox-full');
    for (const id of waiting) assert.is(await stateOf(outbox, id), 'queued');
  }));

test('a sent mail is forgotten after its time', () =>
  withOutbox(async (around) => {
    const outbox = await sending(around);
    const id = idOf(await outbox.send(hello));
    await around.until(async () => (await stateOf(outbox, id)) === 'sent');
    await around.clock.advance(31 * dayMs);
    await outbox.send(hello);
    assert.is(await stateOf(outbox, id), undefined);
  }));

test('a closed database is a Fault for the sender and no end for the process', () =>
  withOutbox(async (around) => {
    const outbox = await sending(around);
    await around.database.close();
    await assert.rejects(outbox.send(hello), (error) => isFault(error, 'stopped'));
    await outbox.use(undefined).catch(() => undefined);
    outbox.start();
    await outbox.stop();
  }));
