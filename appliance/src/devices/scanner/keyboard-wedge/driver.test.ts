// The wedge driver on a virtual clock: the contract of all scanners, layouts, terminators, and people typing.
import { memoryPipe, recordingLog } from '../../../../test/devices/memory-pipe.ts';
import { assert, seeded, suite, virtualClock } from '../../../../test/kit.ts';
import { hidLine } from '../../../../test/devices/real-lines.ts';
import { scannerContract } from '../contract.ts';
import { layoutNames } from './layouts.ts';
import { manifest } from './manifest.ts';
import { WedgeSimulator } from './simulator.ts';

scannerContract({
  manifest,
  silenceMs: 300,
  simulate: (send) => new WedgeSimulator({ send }),
  line: hidLine,
  silenceOption: 'interKeyTimeoutMs',
});

const driver = suite('keyboard wedge driver');

function plugIn(options: Readonly<Record<string, string | number | boolean>>, parts = {}) {
  const clock = virtualClock();
  const line = memoryPipe(clock);
  const setting = {
    name: 's',
    kind: 'scanner',
    model: 'keyboard-wedge',
    address: 'hid://05e0:1200',
    options,
  } as const;
  const scanner = manifest.connect(line.pipe, setting, { clock, log: recordingLog(), randomness: seeded() });
  const heard: string[] = [];
  scanner.onScan((scan) => heard.push(`${scan.aim ?? ''}${scan.text}`));
  scanner.onGarbage((reason) => heard.push(`(${reason})`));
  return { clock, heard, simulator: new WedgeSimulator({ send: line.arrive, ...parts }) };
}

driver('plays the keyboard of each country', async () => {
  for (const layout of layoutNames) {
    const { clock, heard, simulator } = plugIn({ layout }, { layout });
    simulator.scan('010950600013435210Aa-/\x1d21ZYQWÆ', ']d2');
    await clock.advance(500);
    assert.equal(heard, [']d2010950600013435210Aa-/\x1d21ZYQWÆ'], layout);
  }
});

driver('Tab, or nothing, ends a code', async () => {
  const tab = plugIn({ terminator: 'tab' }, { terminator: 'tab' });
  tab.simulator.scan('7038');
  await tab.clock.advance(0);
  assert.equal(tab.heard, ['7038']);

  const none = plugIn({ terminator: 'silence', interKeyTimeoutMs: 60 }, { terminator: 'none' });
  none.simulator.scan('7038');
  await none.clock.advance(50);
  assert.equal(none.heard, []);
  await none.clock.advance(50);
  assert.equal(none.heard, ['7038']);
});

driver('somebody typing on it is no scanner', async () => {
  const { clock, heard, simulator } = plugIn({});
  for (const key of ['7', '0']) {
    simulator.halfScan(key);
    await clock.advance(300);
  }
  assert.equal(heard, ['(code-unfinished)', '(code-unfinished)']);
});

driver('a scanner that fell silent says nothing', async () => {
  const { clock, heard, simulator } = plugIn({});
  simulator.silent = true;
  simulator.scan('7038');
  await clock.advance(500);
  assert.equal(heard, []);
});
