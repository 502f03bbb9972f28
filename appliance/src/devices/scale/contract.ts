// What every scale model must do, whatever its wire: one suite, run by each model's test against its own simulator.
import { memoryPipe, recordingLog } from '../../../test/devices/memory-pipe.ts';
import { assert, seeded, suite, virtualClock } from '../../../test/kit.ts';
import { isFault } from '../../platform/fault.ts';
import type { FaultCode } from '../../platform/fault.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { DeviceSetting, DriverManifest } from '../device.ts';
import type { OfferedGoods, Scale, ScaleReading } from './port.ts';

type Mood = 'stable' | 'motion' | 'under-zero' | 'overload' | 'needs-zero' | 'fault';

export interface ContractSimulator {
  put(grams: number, state?: Mood): void;
  putUnsteadily(grams: number): void;
  /** Says again what it said last, where it speaks unasked. */
  tell(): void;
  garbage(): void;
  receive(bytes: Uint8Array): void;
  silent: boolean;
}

export interface ScaleContract {
  readonly manifest: DriverManifest<Scale>;
  /** Longer than the model waits for a zero. */
  readonly zeroLimitMs: number;
  /** In which what lies on the pan has been told; 0 for scales that speak unasked. */
  readonly settleMs: number;
  readonly can: Scale['can'];
  simulate(send: (bytes: Uint8Array) => void, clock: Clock): ContractSimulator;
  /** Where the model says something else of a mood than its name. */
  readonly says?: Partial<Record<Mood | 'empty', string>>;
  readonly options?: DeviceSetting['options'];
}

export const offered: OfferedGoods = { unitPrice: 2_990, tareGrams: 0, text: 'Epler Ærøy' };

/** `500`, `net 450`, or why there is no weight. */
export function inWords(reading: ScaleReading): string {
  if (reading.state !== 'stable') return reading.state;
  return `${reading.net === true ? 'net ' : ''}${String(reading.weightGrams)}`;
}

export const contractSetting = (model: string, options: DeviceSetting['options'] = {}): DeviceSetting => ({
  name: 'scale',
  kind: 'scale',
  model,
  address: 'tcp://127.0.0.1:1',
  options,
});

/** A scale of that model on a pipe in memory, with its simulator. */
function scaleOnWire(of: ScaleContract) {
  const { manifest, settleMs } = of;
  return async (options: DeviceSetting['options'] = {}) => {
    const clock = virtualClock();
    const { pipe, arrive, unplug } = memoryPipe(clock, (bytes) => simulator.receive(bytes));
    const simulator = of.simulate(arrive, clock);
    const ports = { clock, log: recordingLog(), randomness: seeded() };
    const scale = manifest.connect(
      pipe,
      contractSetting(manifest.model, { ...of.options, ...options }),
      ports,
    );
    scale.offer(offered);
    const readings: string[] = [];
    scale.onReading((reading) => readings.push(inWords(reading)));
    // What it says before it has understood what lies there.
    await clock.advance(settleMs);
    readings.length = 0;
    /** Puts it there and waits until it is told. */
    const put = async (grams: number, mood: Mood = 'stable'): Promise<void> => {
      simulator.put(grams, mood);
      await clock.advance(settleMs);
    };
    return { clock, scale, simulator, readings, unplug, put };
  };
}

const failsWith = (promise: Promise<void>, code: FaultCode): Promise<unknown> =>
  assert.rejects(promise, (error) => isFault(error, code));

export function scaleContract(of: ScaleContract): void {
  const { manifest, settleMs, can, says = {} } = of;
  const contract = suite(`the scale contract: ${manifest.model}`);
  const word = (mood: Mood | 'empty'): string => says[mood] ?? (mood === 'empty' ? '0' : mood);
  const plugIn = scaleOnWire(of);

  contract('says what it can', async () => {
    const { scale } = await plugIn({ weightGramsMin: 100, weightGramsMax: 15_000, intervalGrams: 5 });
    assert.equal(scale.can, can);
    assert.equal(scale.range, { minGrams: 100, maxGrams: 15_000, intervalGrams: 5 });
  });

  contract('says each change once, and nothing again', async () => {
    const { simulator, readings, put } = await plugIn();
    for (const grams of [271, 271, 5_400, 0]) await put(grams);
    simulator.tell();
    assert.equal(readings, ['271', '5400', word('empty')]);
  });

  contract('a load that swings has no weight until it rests', async () => {
    const { clock, simulator, readings } = await plugIn();
    simulator.putUnsteadily(500);
    await clock.advance(2_000 + settleMs);
    assert.equal(readings, ['motion', '500']);
  });

  contract('motion for ever is no weight, ever', async () => {
    const { clock, readings, put } = await plugIn();
    await put(500, 'motion');
    await clock.advance(600_000);
    assert.equal(readings, ['motion']);
  });

  contract('what cannot be sold has no weight', async () => {
    const { readings, put } = await plugIn();
    await put(-20);
    await put(20_000, 'overload');
    await put(500);
    await put(3, 'needs-zero');
    await put(500);
    await put(3, 'fault');
    assert.equal(readings, [
      word('under-zero'),
      word('overload'),
      '500',
      word('needs-zero'),
      '500',
      word('fault'),
    ]);
  });

  contract('above its Max it is overload, whatever it says', async () => {
    const { readings, put } = await plugIn({ weightGramsMax: 6_000 });
    await put(6_000);
    await put(6_001);
    assert.equal(readings, ['6000', 'overload']);
  });

  contract('garbage is no reading', async () => {
    const { simulator, readings, put } = await plugIn();
    await put(100);
    simulator.garbage();
    await put(200);
    assert.equal(readings, ['100', '200']);
  });

  contract('an option that the model does not have is named', async () => {
    await assert.rejects(
      plugIn({ colour: 'red' }),
      (error) => isFault(error, 'config.invalid') && String(error.data['problems']).includes('colour'),
    );
  });

  requestContract(of);
}

/** What is asked of a scale: to zero, to take a tare. */
function requestContract(of: ScaleContract): void {
  const { manifest, settleMs, zeroLimitMs, can } = of;
  const contract = suite(`the scale contract, requests: ${manifest.model}`);
  const plugIn = scaleOnWire(of);

  if (can.zero) zeroing();
  else
    contract('cannot be zeroed from here, and says so', async () => {
      const { scale } = await plugIn();
      await failsWith(scale.zero(), 'device.refused');
    });

  function zeroing(): void {
    contract('zero: a small load becomes nothing', async () => {
      const { clock, scale, readings, put, unplug } = await plugIn();
      await put(40);
      const zeroed = scale.zero();
      await clock.advance(settleMs);
      await zeroed;
      await put(140);
      assert.equal(readings, ['40', '0', '100']);
      unplug();
      await clock.advance(0);
      assert.is(clock.waiting, 0);
    });

    contract('zero: at zero already', async () => {
      const { clock, scale, put } = await plugIn();
      await put(0);
      const zeroed = scale.zero();
      await clock.advance(zeroLimitMs);
      await zeroed;
    });

    contract('zero: refused with a load on it', async () => {
      const { clock, scale, put } = await plugIn();
      await put(4_000);
      const refused = failsWith(scale.zero(), 'device.refused');
      await clock.advance(zeroLimitMs);
      await refused;
    });

    contract('zero: no answer, and one at a time; nothing is done later', async () => {
      const { clock, scale, simulator, readings, put } = await plugIn();
      await put(40);
      simulator.silent = true;
      await clock.advance(settleMs);
      const first = failsWith(scale.zero(), 'device.timeout');
      await failsWith(scale.zero(), 'device.busy');
      await clock.advance(zeroLimitMs);
      await first;
      simulator.silent = false;
      simulator.tell();
      await clock.advance(settleMs);
      assert.is(readings.at(-1), '40');
      const again = scale.zero();
      await clock.advance(settleMs);
      await again;
    });

    contract('zero: unplugged meanwhile', async () => {
      const { clock, scale, simulator, unplug, put } = await plugIn();
      await put(40);
      simulator.silent = true;
      const zeroing = failsWith(scale.zero(), 'device.gone');
      await clock.advance(10);
      unplug();
      await zeroing;
      await failsWith(scale.zero(), 'device.gone');
      await clock.advance(0);
      assert.is(clock.waiting, 0);
    });
  }

  if (can.tare)
    contract('tare: the container is taken off until it is put back', async () => {
      const { clock, scale, readings, put } = await plugIn();
      await put(50);
      const tared = scale.tare();
      await clock.advance(settleMs);
      await tared;
      await put(500);
      await put(50);
      const cleared = scale.clearTare();
      await clock.advance(settleMs);
      await cleared;
      assert.equal(readings, ['50', 'net 0', 'net 450', 'net 0', '50']);
      await put(0);
      const refused = failsWith(scale.tare(), 'device.refused');
      await clock.advance(zeroLimitMs);
      await refused;
    });
  else
    contract('cannot be told a tare from here, and says so', async () => {
      const { scale } = await plugIn();
      await failsWith(scale.tare(), 'device.refused');
      await failsWith(scale.clearTare(), 'device.refused');
    });
}
