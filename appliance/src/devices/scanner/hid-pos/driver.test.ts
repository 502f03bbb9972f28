// The HID-POS driver on a virtual clock: the contract of all scanners, and its own time-out and trigger reports.
import { memoryPipe, recordingLog } from '../../../../test/devices/memory-pipe.ts';
import { assert, seeded, suite, virtualClock } from '../../../../test/kit.ts';
import { hidLine } from '../../../../test/devices/real-lines.ts';
import { scannerContract } from '../contract.ts';
import { manifest } from './manifest.ts';
import { HidPosSimulator, reportsOf } from './simulator.ts';

scannerContract({
  manifest,
  silenceMs: 600,
  simulate: (send) => new HidPosSimulator({ send, noise: (count) => seeded().bytes(count) }),
  line: hidLine,
  silenceOption: 'chainTimeoutMs',
});

const driver = suite('HID-POS driver');

function plugIn(options = {}) {
  const clock = virtualClock();
  const line = memoryPipe(clock);
  const setting = {
    name: 's',
    kind: 'scanner',
    model: 'hid-pos',
    address: 'hid://05e0:1300',
    options,
  } as const;
  const scanner = manifest.connect(line.pipe, setting, { clock, log: recordingLog(), randomness: seeded() });
  const heard: string[] = [];
  scanner.onScan((scan) => heard.push(scan.text));
  scanner.onGarbage((reason) => heard.push(`(${reason})`));
  return { clock, heard, ...line };
}

driver('waits as long for the rest of a chain as it was told', async () => {
  const { clock, heard, arrive } = plugIn({ chainTimeoutMs: 2_000 });
  const [first, second] = reportsOf('9'.repeat(80));
  await clock.advance(0);
  arrive(first!);
  await clock.advance(1_900);
  arrive(second!);
  assert.equal(heard, ['9'.repeat(80)]);
  arrive(first!);
  await clock.advance(2_100);
  assert.equal(heard, ['9'.repeat(80), '(chain-unfinished)']);
});

driver('trigger reports, and a scanner that fell silent, say nothing', async () => {
  const { clock, heard, arrive } = plugIn();
  const scanner = new HidPosSimulator({ send: arrive, noise: () => new Uint8Array() });
  scanner.pullTrigger();
  scanner.silent = true;
  scanner.scan('1');
  await clock.advance(1_000);
  assert.equal(heard, []);
});
