// The office's door: what strangers and broken boxes send ends their own link and nothing else, and nothing they open is left open.
import { fuzzed } from '../../../test/sync/fuzzed.ts';
import { assert, longRun, note, seed, seeded, suite } from '../../../test/kit.ts';
import { PlayedBox } from '../../../test/sync/played-shop.ts';
import { officeId, SyncTrial } from '../../../test/sync/sync-trial.ts';
import { virtualWire, type Wire } from '../../../test/sync/wire.ts';
import { BoxFrame, syncVersion } from '../../protocol/sync.ts';
import { proofText } from '../proof.ts';

const test = suite('the office end');
const nonce = Buffer.alloc(32, 1).toString('base64');

interface Stranger {
  readonly wire: Wire;
  readonly heard: Record<string, unknown>[];
  readonly closed: number[];
}

function stranger(trial: SyncTrial): Stranger {
  const wire = virtualWire({ clock: trial.clock });
  const opened: Stranger = { wire, heard: [], closed: [] };
  wire.box.onFrame((frame) => opened.heard.push(JSON.parse(frame) as Record<string, unknown>));
  wire.box.onClose((code) => opened.closed.push(code));
  trial.officeEnd.accept(wire.office);
  return opened;
}

function hello(box: PlayedBox): object {
  return {
    t: 'hello',
    protocol: syncVersion,
    version: 'x',
    register: box.register,
    roles: [],
    key: box.signer.key,
    head: { seq: 0, hash: '0'.repeat(64) },
    at: 0,
    nonce,
  };
}

async function say(trial: SyncTrial, { wire }: Stranger, ...frames: readonly unknown[]): Promise<void> {
  for (const frame of frames) {
    wire.box.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
    await trial.clock.advance(5);
  }
}

/** A link that has proved its key. */
async function linked(trial: SyncTrial, box: PlayedBox): Promise<Stranger> {
  const opened = stranger(trial);
  await say(trial, opened, hello(box));
  const parts = { office: officeId, officeNonce: String(opened.heard[0]?.['nonce']), boxNonce: nonce };
  const signature = Buffer.from(box.signer.sign(proofText(parts))).toString('base64');
  await say(trial, opened, { t: 'proof', signature });
  assert.is(opened.heard.at(-1)?.['t'], 'welcome');
  return opened;
}

test('who says nothing, or stops in the middle of the greeting, is let go', async () => {
  const trial = new SyncTrial();
  const box = new PlayedBox('B1', 1);
  trial.office.enrol(box);
  const silent = stranger(trial);
  const half = stranger(trial);
  await say(trial, half, hello(box));
  await trial.clock.advance(10_100);
  assert.equal([silent.closed, half.closed], [[4000], [4000]]);
  const quiet = await linked(trial, box);
  await trial.clock.advance(35_100);
  assert.equal(quiet.closed, [4000]);
  assert.equal(trial.office.connections, ['+B1', '-B1']);
  await trial.close();
});

test('frames out of turn end the link, whoever sends them', async () => {
  const box = new PlayedBox('B1', 1);
  const other = new PlayedBox('B1', 1);
  other.sell(1);
  const entry = other.entries[0];
  for (const frames of [
    [{ t: 'proof', signature: '' }],
    [{ t: 'ping', at: 0 }],
    [hello(box), hello(box)],
    [hello(box), { t: 'journal', entries: [entry] }],
    [{ ...hello(box), extra: 1 }],
    [{ ...hello(box), key: 'x' }],
    ['[]'],
    [''],
  ]) {
    const trial = new SyncTrial();
    trial.office.enrol(box);
    const opened = stranger(trial);
    await say(trial, opened, ...frames);
    assert.equal(opened.closed, [4002], JSON.stringify(frames));
    await trial.close();
  }
  for (const frame of [
    hello(box),
    { t: 'applied', number: 1 },
    { t: 'journal', entries: [] },
    { t: 'journal', entries: Array.from({ length: 501 }, () => entry) },
    { t: 'journal', entries: [{ ...entry, register: 'B2' }] },
    { t: 'status', at: 0, offsetMs: 0, status: {} },
  ]) {
    const trial = new SyncTrial();
    trial.office.enrol(box);
    const opened = await linked(trial, box);
    await say(trial, opened, frame);
    assert.equal(opened.closed, [4002], JSON.stringify(frame).slice(0, 200));
    await trial.close();
  }
  const trial = new SyncTrial();
  trial.office.enrol(box);
  const twice = await linked(trial, box);
  await say(trial, twice, { t: 'follow', epoch: '', from: 0 }, { t: 'follow', epoch: '', from: 0 });
  assert.equal(twice.closed, [4002]);
  await trial.close();
});

test('a proof of another time, of another office, or of nobody opens nothing', async () => {
  const trial = new SyncTrial();
  const box = new PlayedBox('B1', 1);
  trial.office.enrol(box);
  const first = await linked(trial, box);
  const [challenge] = first.heard;
  for (const parts of [
    { office: officeId, officeNonce: String(challenge?.['nonce']), boxNonce: nonce },
    { office: 'another', officeNonce: '', boxNonce: nonce },
  ]) {
    const opened = stranger(trial);
    await say(trial, opened, hello(box));
    const officeNonce = parts.office === officeId ? parts.officeNonce : String(opened.heard[0]?.['nonce']);
    const signature = Buffer.from(box.signer.sign(proofText({ ...parts, officeNonce }))).toString('base64');
    await say(trial, opened, { t: 'proof', signature });
    assert.is(opened.heard.at(-1)?.['code'], 'proof-wrong');
  }
  const empty = stranger(trial);
  await say(trial, empty, hello(box), { t: 'proof', signature: '' });
  assert.is(empty.heard.at(-1)?.['code'], 'proof-wrong');
  assert.equal(trial.officeEnd.linked, ['B1'], 'who was linked stays linked');
  await trial.close();
});

test('floods: frames, batches, links', async () => {
  const trial = new SyncTrial();
  const box = new PlayedBox('B1', 1);
  trial.office.enrol(box);
  const pings = await linked(trial, box);
  for (let sent = 0; sent < 1_100; sent += 1) pings.wire.box.send('{"t":"ping","at":0}');
  await trial.clock.advance(10);
  assert.equal(pings.closed, [4029]);

  trial.office.takeMs = () => 5_000;
  box.sell(20);
  const opened = stranger(trial);
  await say(trial, opened, hello(box));
  const parts = { office: officeId, officeNonce: String(opened.heard[0]?.['nonce']), boxNonce: nonce };
  await say(trial, opened, {
    t: 'proof',
    signature: Buffer.from(box.signer.sign(proofText(parts))).toString('base64'),
  });
  await trial.clock.advance(5_100);
  for (let sent = 0; sent < 12; sent += 1)
    opened.wire.box.send(JSON.stringify({ t: 'journal', entries: box.entries }));
  await trial.clock.advance(10);
  assert.equal(opened.closed, [4029], 'more batches than any box sends ahead');

  const many = Array.from({ length: 150 }, () => stranger(trial));
  await trial.clock.advance(10);
  assert.is(many.filter(({ closed }) => closed.includes(1013)).length, 50);
  await trial.clock.advance(11_000);
  assert.ok(many.every(({ closed }) => closed.length === 1));
  assert.equal(stranger(trial).closed, []);
  await trial.close();
});

test('an entry with anything changed is refused, told, and never kept', async () => {
  const chance = seeded(seed);
  const source = new PlayedBox('B1', 1);
  source.sell(14);
  for (const change of [
    { payload: '{"other":true}' },
    { payload: 'no json' },
    { who: 'somebody else' },
    { at: 1 },
    { seq: 15 },
    { prev: 'f'.repeat(64) },
    { hash: 'f'.repeat(64) },
    { who: 'a\ud800' },
    { subject: '' },
  ]) {
    const trial = new SyncTrial();
    trial.office.enrol(source);
    const opened = await linked(trial, source);
    const at = chance.int(0, 13);
    const entries = source.entries.map((entry, index) => (index === at ? { ...entry, ...change } : entry));
    await say(trial, opened, { t: 'journal', entries });
    await trial.clock.advance(100);
    assert.is(opened.heard.at(-1)?.['code'], 'chain-broken', JSON.stringify(change));
    assert.equal([trial.office.chains.get('B1'), trial.office.alarms.length], [undefined, 1]);
    await trial.close();
  }
  const signed = source.entries.findIndex(({ signature }) => signature !== undefined);
  const trial = new SyncTrial();
  trial.office.enrol(source);
  const opened = await linked(trial, source);
  const { signature: _signature, ...unsigned } = source.entries[signed] ?? source.entries[0]!;
  await say(trial, opened, { t: 'journal', entries: source.entries.with(signed, unsigned) });
  await trial.clock.advance(100);
  assert.match(String(opened.heard.at(-1)?.['detail']), /signature-missing/);
  await trial.close();
});

const frames = longRun ? 100_000 : 4_000;
test(`${frames} frames made by chance, before and after the proof`, { timeoutMs: 600_000 }, async () => {
  const trial = new SyncTrial();
  const chance = seeded(seed + 7);
  const honest = trial.addBox('B1', 1);
  const hostile = new PlayedBox('B2', 2);
  trial.office.enrol(hostile);
  await trial.clock.advance(1_000);
  let opened = await linked(trial, hostile);
  let links = 1;
  for (let sent = 0; sent < frames; sent += 1) {
    if (opened.closed.length > 0) {
      opened = chance.happens(0.3) ? stranger(trial) : await linked(trial, hostile);
      links += 1;
    }
    opened.wire.box.send(fuzzed(chance, BoxFrame));
    if (sent % 50 === 0) honest.sell(3);
    await trial.clock.advance(chance.int(0, 40));
  }
  await trial.clock.advance(40_000);
  assert.ok(links > frames / 20, `${links} links were ended`);
  assert.equal(trial.office.chains.get('B1'), honest.entries);
  assert.is(trial.office.chains.get('B2'), undefined);
  assert.equal(trial.officeEnd.linked, ['B1']);
  note(`hostile frames at the office's door: ${frames} (seed ${seed}), ${links} links ended by them`);
  await trial.close();
  assert.is(trial.clock.waiting, 0);
});
