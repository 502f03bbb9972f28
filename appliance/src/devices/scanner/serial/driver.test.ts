// The serial driver on a virtual clock: the contract of all scanners, framings and slow lines.
import { memoryPipe, recordingLog } from '../../../../test/devices/memory-pipe.ts';
import { assert, seeded, suite, virtualClock } from '../../../../test/kit.ts';
import { serialLine } from '../../../../test/devices/real-lines.ts';
import { scannerContract } from '../contract.ts';
import { manifest } from './manifest.ts';
import { SerialSimulator } from './simulator.ts';

const noise = (count: number): Uint8Array => seeded().bytes(count);

scannerContract({
  manifest,
  silenceMs: 300,
  simulate: (send, clock) => new SerialSimulator({ send, clock, noise }),
  line: serialLine,
  silenceOption: 'interByteTimeoutMs',
});

const driver = suite('serial scanner driver');

function plugIn(options: Readonly<Record<string, string | number | boolean>>, around = {}) {
  const clock = virtualClock();
  const line = memoryPipe(clock);
  const setting = {
    name: 's',
    kind: 'scanner',
    model: 'serial',
    address: 'serial:///dev/ttyS0',
    options,
  } as const;
  const scanner = manifest.connect(line.pipe, setting, { clock, log: recordingLog(), randomness: seeded() });
  const heard: string[] = [];
  scanner.onScan((scan) => heard.push(`${scan.aim ?? ''}${scan.text}`));
  scanner.onGarbage((reason) => heard.push(`(${reason})`));
  const simulator = new SerialSimulator({ send: line.arrive, clock, noise, ...around });
  return { clock, heard, simulator, scanner, line };
}

driver('speaks each framing', async () => {
  const framed = plugIn({ framing: 'stx-etx' }, { before: '\x02', after: '\x03' });
  framed.simulator.scan('7038', ']E0');
  await framed.clock.advance(1_000);
  assert.equal(framed.heard, [']E07038']);

  const bare = plugIn({ framing: 'silence', interByteTimeoutMs: 50 }, { after: '' });
  bare.simulator.scan('7038');
  await bare.clock.advance(40);
  assert.equal(bare.heard, []);
  await bare.clock.advance(30);
  bare.simulator.scan('9638');
  await bare.clock.advance(100);
  assert.equal(bare.heard, ['7038', '9638']);
});

driver('a slow line is followed, a line that is too slow is not', async () => {
  const { clock, heard, simulator } = plugIn({ interByteTimeoutMs: 100 });
  simulator.scanSlowly('7038', 90);
  await clock.advance(1_000);
  assert.equal(heard, ['7038']);
  simulator.scanSlowly('96', 150);
  await clock.advance(1_000);
  assert.equal(heard, ['7038', '(code-unfinished)', '(code-unfinished)']);
});

driver('a scanner that fell silent says nothing', async () => {
  const { clock, heard, simulator } = plugIn({});
  simulator.silent = true;
  simulator.scan('7038');
  simulator.garbage();
  await clock.advance(1_000);
  assert.equal(heard, []);
});

driver('beeps where it was set up to: once for good, three times for bad, never after the plug', async () => {
  const { clock, scanner, line } = plugIn({ beepOnBel: true });
  const beeps = (): number => line.written.length;
  scanner.signal('good');
  await clock.advance(1_000);
  assert.equal(line.written, [Uint8Array.of(0x07)]);
  scanner.signal('bad');
  await clock.advance(1_000);
  assert.is(beeps(), 4);
  // The next scan's word counts, not the rest of the one before.
  scanner.signal('bad');
  await clock.advance(100);
  scanner.signal('good');
  await clock.advance(1_000);
  assert.is(beeps(), 6);
  scanner.signal('bad');
  line.unplug();
  await clock.advance(1_000);
  assert.ok(beeps() <= 7);
  assert.is(clock.waiting, 0);
  const silent = plugIn({});
  silent.scanner.signal('bad');
  await silent.clock.advance(1_000);
  assert.equal(silent.line.written, []);
});
