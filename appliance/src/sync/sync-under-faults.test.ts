// Hours of a shop in seconds: boxes that sell, an office that changes prices, and everything between them failing by chance. At the end the
// office holds each box's journal entry for entry, and each box what the office decided.
import { assert, longRun, note, seed, suite } from '../../test/kit.ts';
import type { PlayedBox } from '../../test/sync/played-shop.ts';
import { Fault } from '../platform/fault.ts';
import { SyncTrial } from '../../test/sync/sync-trial.ts';

const test = suite('sync under faults');
const runs = longRun ? 400 : 12;
const steps = 300;

interface Tally {
  boxKills: number;
  officeKills: number;
  cuts: number;
  storeFaults: number;
  entries: number;
}

function step(trial: SyncTrial, tally: Tally): void {
  const { chance, office, boxes } = trial;
  const box = chance.pick(boxes);
  const what = chance.int(0, 99);
  if (what < 55) box.sell(chance.happens(0.05) ? chance.int(100, 900) : chance.int(1, 6));
  else if (what < 75)
    office.setPrice(`p${chance.int(0, 40)}`, chance.happens(0.2) ? null : chance.int(1, 9_999));
  else if (what < 83) cut(trial, box, tally);
  else if (what < 89) {
    trial.killBox(box, chance.happens(0.5) ? chance.int(0, 60_000) : undefined);
    trial.start(box);
    tally.boxKills += 1;
  } else if (what < 92) {
    void trial.restartOffice(() => (chance.happens(0.5) ? chance.int(0, 30_000) : undefined));
    tally.officeKills += 1;
  } else if (what < 95) {
    trial.reachable = !trial.reachable;
  } else if (what < 97) {
    // The office comes back from a backup: it lost the end of what it had.
    for (const [register, chain] of office.chains)
      office.chains.set(register, chain.slice(0, chance.int(0, chain.length)));
    office.epoch = `epoch-${chance.int(1, 1_000_000)}`;
    void trial.restartOffice(() => chance.int(0, 5_000));
    tally.officeKills += 1;
  } else trial.clock.setWall(trial.clock.now() + chance.int(-3_600_000, 3_600_000));
}

function cut(trial: SyncTrial, box: PlayedBox, tally: Tally): void {
  const { chance } = trial;
  const ms = (): number | undefined => (chance.happens(0.3) ? undefined : chance.int(0, 20_000));
  const [one, other] = [ms(), ms()];
  try {
    trial.wireOf(box).cut({
      ...(one === undefined ? {} : { box: one }),
      ...(other === undefined ? {} : { office: other }),
    });
    tally.cuts += 1;
  } catch {
    // It was never linked: there is nothing to cut.
  }
}

async function run(from: number, tally: Tally): Promise<void> {
  const trial: SyncTrial = new SyncTrial({ seed: from, delayMs: () => trial.chance.int(0, 400) });
  const { chance, office, clock } = trial;
  office.takeMs = () => chance.int(0, 50);
  office.takeFault = () => {
    const fault = chance.happens(0.03);
    if (fault) tally.storeFaults += 1;
    return fault;
  };
  for (const [index, register] of ['B1', 'B2', 'B3'].entries()) {
    const box = trial.addBox(register, index + 1);
    box.applyFault = () => (chance.happens(0.03) ? new Fault('storage.full') : undefined);
  }
  for (let taken = 0; taken < steps; taken += 1) {
    step(trial, tally);
    await clock.advance(chance.int(0, 12_000));
  }
  trial.reachable = true;
  office.takeFault = () => false;
  for (const box of trial.boxes) box.applyFault = () => undefined;
  await clock.advance(10 * 60_000);
  for (const box of trial.boxes) {
    assert.equal(office.chains.get(box.register) ?? [], box.entries, `${box.register}, seed ${from}`);
    assert.equal(box.held, office.current, `the feed of ${box.register}, seed ${from}`);
    assert.is(trial.endOf(box).state.phase, 'linked');
    assert.is(trial.endOf(box).state.acked, box.entries.length);
    tally.entries += box.entries.length;
  }
  assert.equal(office.alarms, [], `nothing was taken for another past, seed ${from}`);
  await trial.close();
}

test(`${runs} shops of three boxes`, { timeoutMs: 3_000_000 }, async () => {
  const tally: Tally = { boxKills: 0, officeKills: 0, cuts: 0, storeFaults: 0, entries: 0 };
  for (let each = 0; each < runs; each += 1) await run(seed + each, tally);
  assert.ok(tally.boxKills > runs * 5 && tally.officeKills > runs * 3 && tally.cuts > runs * 5);
  note(
    `sync under faults: ${runs} shops (seed ${seed} on), ${tally.boxKills} kills of boxes, ${tally.officeKills} of the office, ${tally.cuts} cuts, ${tally.storeFaults} faults of the store; ${tally.entries} entries, all in the office as on the boxes`,
  );
});
