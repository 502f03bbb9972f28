// The HID scale driver on a virtual clock: the contract of all scales, and its own limits.
import { memoryPipe, recordingLog } from '../../../../test/devices/memory-pipe.ts';
import { assert, seeded, suite, virtualClock } from '../../../../test/kit.ts';
import type { ScaleReading } from '../port.ts';
import { contractSetting, scaleContract } from '../contract.ts';
import { manifest } from './manifest.ts';
import { ScaleSimulator } from './simulator.ts';

const noise = (count: number): Uint8Array => seeded().bytes(count);

scaleContract({
  manifest,
  zeroLimitMs: 3_000,
  settleMs: 0,
  can: { zero: true, tare: false, price: false },
  simulate: (send, clock) => new ScaleSimulator({ send, clock, noise }),
});

const driver = suite('HID scale driver');

driver('asks for zero by the control report, and knows its capacity', async () => {
  const clock = virtualClock();
  const { pipe, written, arrive } = memoryPipe(clock);
  const setting = {
    name: 's',
    kind: 'scale',
    model: 'hid',
    address: 'hid://0922:8004',
    options: { weightGramsMax: 15_000, zeroTimeoutMs: 500 },
  } as const;
  const scale = manifest.connect(pipe, setting, { clock, log: recordingLog(), randomness: seeded() });
  const readings: ScaleReading[] = [];
  scale.onReading((reading) => readings.push(reading));
  const simulator = new ScaleSimulator({ send: arrive, clock, noise });
  await clock.advance(0);
  simulator.put(15_000);
  simulator.put(15_001);
  simulator.put(70_000);
  assert.equal(readings, [{ state: 'stable', weightGrams: 15_000 }, { state: 'overload' }]);
  const late = assert.rejects(scale.zero());
  await clock.advance(500);
  await late;
  assert.equal(
    written.map((report) => [...report]),
    [[2, 2]],
  );
});

driver('at zero already it says nothing new, and that is an answer', async () => {
  const clock = virtualClock();
  const { pipe, arrive } = memoryPipe(clock);
  const ports = { clock, log: recordingLog(), randomness: seeded() };
  const scale = manifest.connect(pipe, contractSetting('hid'), ports);
  const simulator = new ScaleSimulator({ send: arrive, clock, noise });
  await clock.advance(0);
  simulator.put(0);
  const zeroed = scale.zero();
  await clock.advance(3_000);
  await zeroed;
});

const simulator = suite('simulated HID scale');

simulator('shows what lies on it against its zero', () => {
  const sent: number[][] = [];
  const scale = new ScaleSimulator({
    send: (report) => sent.push([...report]),
    clock: virtualClock(),
    noise,
  });
  scale.put(30);
  scale.receive(Uint8Array.of(9, 9));
  scale.receive(Uint8Array.of(2, 2));
  scale.put(0);
  assert.equal(scale.shows, { grams: -30, state: 'under-zero', net: false });
  scale.put(100_030);
  assert.equal(sent, [
    [3, 4, 2, 0, 30, 0],
    [3, 2, 2, 0, 0, 0],
    [3, 5, 2, 0, 30, 0],
    [3, 4, 3, 0xfe, 10_000 & 0xff, 10_000 >> 8],
  ]);
});
