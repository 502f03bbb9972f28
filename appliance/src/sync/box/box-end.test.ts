// A box and an office talking on a virtual clock: how they meet, what they send, what they refuse, and what each does when the other falls silent.
import { assert, suite } from '../../../test/kit.ts';
import { PlayedBox } from '../../../test/sync/played-shop.ts';
import { SyncTrial } from '../../../test/sync/sync-trial.ts';
import { virtualWire } from '../../../test/sync/wire.ts';
import { Fault } from '../../platform/fault.ts';
import type { Link } from '../../platform/ports/link.ts';
import type { BoxFrame } from '../../protocol/sync.ts';

const test = suite('sync');
const minuteMs = 60_000;

function framesOf(trial: SyncTrial, box: PlayedBox): BoxFrame[] {
  return trial
    .wireOf(box)
    .sent.filter(({ by }) => by === 'box')
    .map(({ frame }) => JSON.parse(frame) as BoxFrame);
}

test('a box that was away sends what it has, in batches, and what comes later at once', async () => {
  const trial = new SyncTrial();
  trial.reachable = false;
  const box = trial.addBox('B1', 1);
  box.sell(1_234);
  await trial.clock.advance(5 * minuteMs);
  assert.is(trial.endOf(box).state.phase === 'linked', false);
  trial.reachable = true;
  await trial.clock.advance(2 * minuteMs);
  assert.equal(trial.office.chains.get('B1'), box.entries);
  box.sell(3);
  await trial.clock.advance(100);
  assert.is(trial.office.chains.get('B1')?.length, 1_237);
  const batches = framesOf(trial, box).flatMap((frame) =>
    frame.t === 'journal' ? [frame.entries.length] : [],
  );
  assert.is(
    batches.reduce((sum, length) => sum + length),
    1_237,
    'nothing is sent twice',
  );
  assert.is(trial.endOf(box).state.acked, 1_237);
  await trial.close();
  assert.is(trial.clock.waiting, 0, 'no timer outlives both');
});

test('a price is on the box at once, one gone is gone, and a box of another epoch takes everything anew', async () => {
  const trial = new SyncTrial();
  for (let id = 0; id < 2_500; id += 1) trial.office.setPrice(`p${id}`, id);
  const box = trial.addBox('B1', 1);
  await trial.clock.advance(1_000);
  assert.is(box.applied.length, 1);
  assert.is(box.held.size, 2_500, 'one whole copy, of several frames');
  trial.office.setPrice('p7', 4_200);
  await trial.clock.advance(20);
  assert.is(box.held.get('p7'), 4_200, 'within a blink');
  trial.office.setPrice('p8', null);
  await trial.clock.advance(20);
  assert.is(box.held.has('p8'), false);
  assert.is(box.applied.at(-1)?.whole, false);
  trial.office.epoch = 'second';
  trial.office.prices.delete('p9');
  trial.wireOf(box).cut({ box: 0, office: 0 });
  await trial.clock.advance(10_000);
  assert.is(box.at.epoch, 'second');
  assert.equal(box.held, trial.office.current);
  await trial.close();
});

test('the feed is never more than a few changes ahead of the box', async () => {
  const trial = new SyncTrial({ delayMs: () => 20 });
  const box = trial.addBox('B1', 1);
  await trial.clock.advance(1_000);
  let inHand = 0;
  let most = 0;
  for (let change = 0; change < 50; change += 1) trial.office.setPrice(`p${change}`, change);
  await trial.clock.advance(5_000);
  for (const { by, frame } of trial.wireOf(box).sent) {
    if (by === 'office' && frame.includes('"t":"changes"')) inHand += 1;
    if (by === 'box' && frame.includes('"t":"applied"')) inHand -= 1;
    most = Math.max(most, inHand);
  }
  assert.ok(most > 1 && most <= 4, `${most} ahead`);
  assert.equal([inHand, box.held.size], [0, 50]);
  await trial.close();
});

test('a box whose disk is full keeps its place in the feed, and its journal goes up meanwhile', async () => {
  const trial = new SyncTrial();
  const box = trial.addBox('B1', 1);
  await trial.clock.advance(1_000);
  box.applyFault = () => new Fault('storage.full');
  trial.office.setPrice('p1', 100);
  await trial.clock.advance(minuteMs);
  box.sell(10);
  await trial.clock.advance(2 * minuteMs);
  assert.equal([box.held.size, trial.office.chains.get('B1')?.length], [0, 10]);
  assert.is(trial.endOf(box).state.refusal, null, 'a disk may be well again by itself');
  box.applyFault = () => undefined;
  await trial.clock.advance(2 * minuteMs);
  assert.is(box.held.get('p1'), 100);
  await trial.close();
});

test('strangers, wrong proofs, revoked boxes and boxes of another register are refused by name and come again seldom', async () => {
  const trial = new SyncTrial();
  const stranger = new PlayedBox('B1', 5);
  trial.start(stranger);
  await trial.clock.advance(1_000);
  assert.is(trial.endOf(stranger).state.refusal?.code, 'unknown-key');
  const before = trial.wireOf(stranger);
  await trial.clock.advance(50_000);
  assert.is(trial.wireOf(stranger), before, 'not for a minute');
  trial.killBox(stranger);

  const thief = new PlayedBox('B2', 6);
  const owner = new PlayedBox('B2', 7);
  trial.office.enrol(owner);
  Object.assign(thief.signer, { key: owner.signer.key });
  trial.start(thief);
  await trial.clock.advance(1_000);
  assert.is(trial.endOf(thief).state.refusal?.code, 'proof-wrong');
  trial.killBox(thief);

  const moved = new PlayedBox('B9', 7);
  trial.start(moved);
  await trial.clock.advance(1_000);
  assert.is(trial.endOf(moved).state.refusal?.code, 'register-wrong');
  trial.killBox(moved);

  const box = trial.addBox('B3', 8);
  await trial.clock.advance(1_000);
  assert.equal(trial.officeEnd.linked, ['B3']);
  trial.office.revoke(box);
  assert.equal(trial.officeEnd.linked, [], 'at once');
  await trial.clock.advance(100);
  assert.is(trial.endOf(box).state.refusal?.code, 'revoked');
  await trial.clock.advance(5 * minuteMs);
  assert.is(trial.endOf(box).state.refusal?.code, 'revoked');
  await trial.close();
});

test('a restored box is told before it writes on, a cloned one when its journal parts', async () => {
  const trial = new SyncTrial();
  const box = trial.addBox('B1', 1);
  box.sell(100);
  await trial.clock.advance(2_000);
  trial.killBox(box, 0);
  box.restoreTo(60);
  trial.start(box);
  await trial.clock.advance(1_000);
  assert.is(trial.endOf(box).state.refusal?.code, 'chain-broken');
  assert.match(trial.endOf(box).state.refusal?.detail ?? '', /ends at 60, the office holds 100/);
  // It sold on all the same, past where the office stands.
  box.sell(80);
  await trial.clock.advance(5 * minuteMs);
  assert.is(trial.endOf(box).state.refusal?.code, 'chain-broken');
  assert.is(trial.office.chains.get('B1')?.length, 100, 'nothing of another past comes in');
  assert.ok(trial.office.alarms.length > 0);

  const original = trial.addBox('B2', 2);
  original.sell(50);
  await trial.clock.advance(2_000);
  const clone = new PlayedBox('B2', 2);
  clone.entries = [...original.entries];
  clone.restoreTo(50);
  trial.killBox(original, 0);
  clone.sell(10);
  trial.start(clone);
  await trial.clock.advance(2_000);
  trial.killBox(clone, 0);
  original.sell(12);
  trial.start(original);
  await trial.clock.advance(2_000);
  assert.is(trial.endOf(original).state.refusal?.code, 'chain-broken');
  assert.equal(trial.office.chains.get('B2'), clone.entries, 'who came first counts; the other is told');
  await trial.close();
});

test('two boxes of one key take the link from each other, slowly; one of another key waits', async () => {
  const trial = new SyncTrial();
  const one = trial.addBox('B1', 1);
  await trial.clock.advance(1_000);
  const twin = new PlayedBox('B1', 1);
  trial.start(twin);
  await trial.clock.advance(1_000);
  assert.is(trial.endOf(one).state.refusal?.code, 'replaced');
  assert.is(trial.endOf(twin).state.phase, 'linked');
  trial.killBox(one);
  const other = new PlayedBox('B1', 2);
  trial.office.enrol(other);
  trial.start(other);
  await trial.clock.advance(1_000);
  assert.is(trial.endOf(other).state.refusal?.code, 'register-in-use');
  trial.killBox(twin, 0);
  await trial.clock.advance(3 * minuteMs);
  assert.is(trial.endOf(other).state.phase, 'linked');
  assert.equal(trial.office.connections.slice(-2), ['-B1', '+B1']);
  await trial.close();
});

test('a restored office says where it stands and gets again what it lost', async () => {
  const trial = new SyncTrial();
  const box = trial.addBox('B1', 1);
  box.sell(700);
  await trial.clock.advance(2_000);
  trial.office.chains.set('B1', (trial.office.chains.get('B1') ?? []).slice(0, 123));
  trial.office.epoch = 'restored';
  await trial.restartOffice();
  await trial.clock.advance(2 * minuteMs);
  assert.equal(trial.office.chains.get('B1'), box.entries);
  assert.is(box.at.epoch, 'restored');
  await trial.close();
});

test('an office restored under a link that lives is found out by the gap', async () => {
  const trial = new SyncTrial();
  const box = trial.addBox('B1', 1);
  box.sell(600);
  await trial.clock.advance(2_000);
  trial.office.chains.set('B1', (trial.office.chains.get('B1') ?? []).slice(0, 50));
  box.sell(450);
  await trial.clock.advance(2_000);
  assert.equal(trial.office.chains.get('B1'), box.entries);
  assert.equal(trial.office.connections, ['+B1'], 'on the same link');
  await trial.close();
});

test('half-open both ways: neither side waits for ever for the other', async () => {
  const trial = new SyncTrial();
  const box = trial.addBox('B1', 1);
  await trial.clock.advance(1_000);
  trial.wireOf(box).cut({});
  box.sell(10);
  await trial.clock.advance(minuteMs);
  assert.is(trial.office.chains.get('B1')?.length, 10);
  // The box is dead for good and nobody told the office.
  trial.killBox(box);
  await trial.clock.advance(40_000);
  assert.equal(trial.officeEnd.linked, []);
  assert.is(trial.office.connections.at(-1), '-B1');
  await trial.close();
});

test('status comes every quarter of a minute and soon after a change; the clock difference is measured', async () => {
  const trial = new SyncTrial({ delayMs: () => 200 });
  const box = new PlayedBox('B1', 1);
  trial.office.enrol(box);
  const ahead = {
    now: () => trial.clock.now() + 90_000,
    monotonic: () => trial.clock.monotonic(),
    after: (ms: number, run: () => void) => trial.clock.after(ms, run),
  };
  trial.start(box, ahead);
  await trial.clock.advance(61_000);
  const { statuses } = trial.office;
  assert.ok(statuses.length >= 5 && statuses.length <= 7, `${statuses.length} in a minute`);
  assert.ok(
    statuses.slice(1).every(({ offsetMs }) => Math.abs(offsetMs - 90_000) <= 1),
    JSON.stringify(statuses.map(({ offsetMs }) => offsetMs)),
  );
  const before = statuses.length;
  box.devices = [{ name: 'scale', kind: 'scale', model: 'hid', state: 'ready' }];
  box.deviceChanged();
  box.deviceChanged();
  await trial.clock.advance(1_000);
  assert.equal(
    statuses.slice(before).map(({ status }) => status.devices.length),
    [1],
    'told once',
  );
  await trial.close();
});

test('orders are answered, also with a bundle; without a link, or without an answer, that is what is said', async () => {
  const trial = new SyncTrial();
  const box = trial.addBox('B1', 1);
  await trial.clock.advance(1_000);
  box.answer = { ok: true, detail: 'here', bundle: Buffer.from('a bundle') };
  const order = trial.officeEnd.order('B1', 'support-bundle');
  await trial.clock.advance(100);
  assert.equal(await order, { outcome: 'done', ok: true, detail: 'here', bundle: Buffer.from('a bundle') });
  assert.equal(box.carriedOut, ['support-bundle']);
  box.answer = { ok: true, detail: 'here', bundle: Buffer.alloc(3_000_000) };
  const large = trial.officeEnd.order('B1', 'support-bundle');
  await trial.clock.advance(100);
  assert.equal(await large, { outcome: 'done', ok: false, detail: 'the bundle is too large to be sent' });
  assert.equal(await trial.officeEnd.order('B2', 'restart'), { outcome: 'not-linked' });
  const six = Array.from({ length: 6 }, async () => trial.officeEnd.order('B1', 'identify'));
  trial.wireOf(box).cut({});
  await trial.clock.advance(minuteMs);
  const outcomes = (await Promise.all(six)).map(({ outcome }) => outcome);
  assert.equal(outcomes, ['no-answer', 'no-answer', 'no-answer', 'no-answer', 'busy', 'busy']);
  await trial.close();
});

test('another version is refused politely, whoever has it', async () => {
  const trial = new SyncTrial();
  const box = new PlayedBox('B1', 1);
  trial.office.enrol(box);
  const { box: end, office } = virtualWire({ clock: trial.clock });
  const heard: string[] = [];
  end.onFrame((frame) => heard.push(frame));
  trial.officeEnd.accept(office);
  end.send(JSON.stringify({ t: 'hello', protocol: 2, whatever: 'a later box says' }));
  await trial.clock.advance(100);
  assert.equal(JSON.parse(heard[0] ?? '{}'), {
    t: 'refused',
    code: 'version',
    detail: 'the box speaks version 2, this office 1',
  });
  await trial.close();
});

/** A box whose office is played by the test, frame by frame. */
async function facing(
  trial: SyncTrial,
): Promise<{ readonly box: PlayedBox; readonly far: Link; readonly heard: string[] }> {
  trial.reachable = false;
  const box = trial.addBox('B1', 1);
  const heard: string[] = [];
  const wire = virtualWire({ clock: trial.clock });
  wire.office.onFrame((frame) => heard.push(frame));
  trial.nextWire = wire;
  await trial.clock.advance(3_000);
  return { box, far: wire.office, heard };
}

test('an office of another version, another office, and one that talks nonsense', async () => {
  const challenge = { t: 'challenge', protocol: 1, version: 'x', office: 'office-1', nonce: 'AAAA' };
  for (const [frames, code] of [
    [[{ t: 'challenge', protocol: 3, later: true }], 'version'],
    [[{ ...challenge, office: 'another' }], 'office-wrong'],
    [[{ t: 'welcome', seq: 0, hash: '0'.repeat(64), at: 0 }], undefined],
    [[challenge, challenge], undefined],
    [[challenge, { t: 'welcome', seq: 1, hash: '0'.repeat(64), at: 0 }], 'chain-broken'],
    [[challenge, { t: 'welcome', seq: 0, hash: '0'.repeat(64), at: 0 }, { t: 'taken', seq: 3 }], undefined],
    [
      [
        challenge,
        { t: 'welcome', seq: 0, hash: '0'.repeat(64), at: 0 },
        { t: 'order', id: '1', name: 'format-disk' },
      ],
      undefined,
    ],
    [['no json'], undefined],
  ] as const) {
    const trial = new SyncTrial();
    const { box, far } = await facing(trial);
    for (const frame of frames) {
      far.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
      await trial.clock.advance(10);
    }
    assert.equal(
      [trial.endOf(box).state.phase, trial.endOf(box).state.refusal?.code],
      ['waiting', code],
      JSON.stringify(frames),
    );
    assert.equal(box.carriedOut, []);
    await trial.close();
  }
});

test('an office that takes batches and never answers is left; no more than a few batches are on their way', async () => {
  const trial = new SyncTrial();
  const { box, far, heard } = await facing(trial);
  box.sell(5_000);
  far.send(JSON.stringify({ t: 'challenge', protocol: 1, version: 'x', office: 'office-1', nonce: 'AAAA' }));
  await trial.clock.advance(10);
  far.send(JSON.stringify({ t: 'welcome', seq: 0, hash: '0'.repeat(64), at: 0 }));
  for (let second = 0; second < 58; second += 1) {
    await trial.clock.advance(1_000);
    far.send(JSON.stringify({ t: 'pong', at: trial.clock.now(), echo: 0 }));
  }
  assert.is(heard.filter((frame) => frame.includes('"t":"journal"')).length, 4);
  assert.is(trial.endOf(box).state.phase, 'linked');
  await trial.clock.advance(5_000);
  assert.is(trial.endOf(box).state.phase, 'waiting');
  await trial.close();
});

test('tries come at 1 s to 60 s, with chance, for ever', async () => {
  const trial = new SyncTrial();
  trial.reachable = false;
  const box = trial.addBox('B1', 1);
  await trial.clock.advance(3_600_000);
  const { attempts } = trial;
  const pauses = attempts.slice(1).map((at, index) => at - (attempts[index] ?? 0));
  assert.ok(
    pauses.slice(0, 2).every((ms) => ms >= 500 && ms <= 4_000),
    pauses.slice(0, 2).join(),
  );
  assert.ok(Math.max(...pauses) <= 60_000);
  assert.ok(pauses.slice(8).every((ms) => ms >= 30_000));
  assert.ok(new Set(pauses.slice(8)).size > 40, 'never in step');
  trial.reachable = true;
  await trial.clock.advance(61_000);
  assert.is(trial.endOf(box).state.phase, 'linked');
  await trial.close();
});
