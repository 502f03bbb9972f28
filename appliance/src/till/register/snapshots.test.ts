// The short way back: a snapshot every so many entries and at the end, never one of what is not committed, and a start without any.
import { assert, suite } from '../../../test/kit.ts';
import { realRegister, type RealRegister } from '../../../test/real-register.ts';
import { minor } from '../../domain/money/money.ts';
import { Fault } from '../../platform/fault.ts';
import { silent } from '../../../test/journal/open-journal.ts';
import { Snapshots } from './snapshots.ts';

const test = suite('snapshots');
let played: RealRegister;
test.beforeEach(async () => {
  played = await realRegister();
});
test.afterEach(async () => played.close());

async function entries(count: number): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, async (_, index) =>
      played.ask(`drawer-${played.register.head.seq}-${index}`, { type: 'open-drawer', reason: 'x' }),
    ),
  );
}

const saved = async (): Promise<number | undefined> => (await played.journal.store.snapshot('B1'))?.seq;

test('none before its time, one when it has come, one more at the end', { timeoutMs: 30_000 }, async () => {
  const snapshots = new Snapshots(played.register, played.journal.store, silent);
  snapshots.start();
  await played.ask('open', { type: 'open-shift', opening: [{ currency: 'NOK', amount: minor(0) }] });
  await entries(1_000);
  assert.is(await saved(), undefined);
  await entries(1_000);
  for (let tries = 0; tries < 200 && (await saved()) === undefined; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  const first = await saved();
  assert.ok(first !== undefined && first >= 2_000 && first <= played.register.head.seq, String(first));
  await entries(5);
  await snapshots.stop();
  assert.is(await saved(), played.register.head.seq);
  const again = await played.restarted();
  assert.equal(again.register.state, played.register.state);
});

test('a snapshot that cannot be stored is told and missed by nobody', async () => {
  const warned: string[] = [];
  const { store } = played.faults;
  store.saveSnapshot = async () => Promise.reject(new Fault('storage.full'));
  const snapshots = new Snapshots(played.register, store, {
    ...silent,
    warn: (_data, words) => void warned.push(words),
  });
  snapshots.start();
  await played.ask('open', { type: 'open-shift', opening: [{ currency: 'NOK', amount: minor(0) }] });
  await snapshots.stop();
  assert.is(warned.length, 1);
  assert.equal((await played.restarted()).register.state, played.register.state);
});
