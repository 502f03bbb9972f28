// The Dialog 06 driver against its simulator: the contracts of all scales and of serial ones, prices, check sums, nothing weighed twice.
import { memoryPipe, recordingLog } from '../../../../test/devices/memory-pipe.ts';
import { assert, seeded, suite, virtualClock } from '../../../../test/kit.ts';
import { contractSetting } from '../contract.ts';
import type { ScaleReading } from '../port.ts';
import { serialScaleContract } from '../../../../test/devices/serial-scale-contract.ts';
import { manifest } from './manifest.ts';
import { simulateDialog06, type Dialog06SimulatorOptions } from './simulator.ts';

serialScaleContract({
  manifest,
  can: { zero: false, tare: false, price: true },
  says: { empty: 'below-minimum', 'needs-zero': 'fault' },
  simulate: (parts) => simulateDialog06(parts),
});

const driver = suite('Dialog 06 driver');
const secret = { sum: 0x4c1f, polynomial: 0x18005 };
const secretOptions = { checksumPolynomial: '18005', softwareChecksum: '4C1F' };

async function plugIn(options: Record<string, string>, of: Dialog06SimulatorOptions = {}) {
  const clock = virtualClock();
  const line = memoryPipe(clock, (bytes) => simulator.receive(bytes));
  const chance = seeded(3);
  const simulator = simulateDialog06({ send: line.arrive, clock, noise: (count) => chance.bytes(count) }, of);
  const log = recordingLog();
  const scale = manifest.connect(line.pipe, contractSetting('dialog-06', options), {
    clock,
    log,
    randomness: seeded(),
  });
  const readings: ScaleReading[] = [];
  scale.onReading((reading) => readings.push(reading));
  const settle = async (): Promise<void> => clock.advance(3_000);
  await settle();
  return { scale, simulator, readings, log, settle };
}

driver('weighs what it was told the price of, and says what it costs', async () => {
  const { scale, simulator, readings, settle } = await plugIn({});
  simulator.put(500);
  await settle();
  assert.equal(readings, [{ state: 'no-price' }], 'nothing was offered yet');
  scale.offer({ unitPrice: 2_990, tareGrams: 15, text: 'Epler' });
  await settle();
  assert.equal(readings.at(-1), { state: 'stable', weightGrams: 485, price: 1_450 });
  scale.offer(null);
  await settle();
  assert.equal(readings.at(-1), { state: 'no-price' });
});

driver('gives no weight twice: the pan must move, whatever is offered', async () => {
  const { scale, simulator, readings, settle } = await plugIn({});
  simulator.put(500);
  scale.offer({ unitPrice: 2_990, tareGrams: 0, text: '' });
  await settle();
  assert.equal(readings.at(-1), { state: 'stable', weightGrams: 500, price: 1_495 });
  scale.offer({ unitPrice: 5_000, tareGrams: 0, text: '' });
  await settle();
  assert.equal(readings.at(-1), { state: 'not-moved' });
  simulator.put(0);
  await settle();
  assert.equal(readings.at(-1), { state: 'below-minimum' });
  simulator.put(500);
  await settle();
  assert.equal(readings.at(-1), { state: 'stable', weightGrams: 500, price: 2_500 });
});

driver('proves itself by check sums after power came, and every fifty weighings', async () => {
  const { scale, simulator, readings, settle } = await plugIn(secretOptions, { secret });
  scale.offer({ unitPrice: 1_000, tareGrams: 0, text: '' });
  for (let grams = 100; grams < 220; grams += 1) {
    simulator.put(grams);
    await settle();
    assert.equal(readings.at(-1), { state: 'stable', weightGrams: grams, price: grams });
  }
  simulator.put(0);
  simulator.cutPower();
  await settle();
  simulator.put(700);
  await settle();
  assert.equal(readings.at(-1), { state: 'stable', weightGrams: 700, price: 700 });
});

driver('without the secret, and with a wrong one, there is no weight, and the log says why', async () => {
  for (const options of [{}, { ...secretOptions, softwareChecksum: '4C1E' }]) {
    const { scale, simulator, readings, log, settle } = await plugIn(options, { secret });
    scale.offer({ unitPrice: 1_000, tareGrams: 0, text: '' });
    simulator.put(500);
    await settle();
    assert.equal(readings.at(-1), { state: 'fault' });
    assert.ok(log.lines.some(({ level }) => level === 'warn'));
  }
});

driver('a price or a tare that its records cannot hold is not weighed', async () => {
  const { scale, simulator, readings, settle } = await plugIn({});
  simulator.put(500);
  for (const goods of [
    { unitPrice: 1_000_000, tareGrams: 0, text: '' },
    { unitPrice: 1_000, tareGrams: 10_000, text: '' },
  ]) {
    scale.offer(goods);
    await settle();
    assert.equal(readings.at(-1), { state: 'fault' });
  }
});
