// What every scale model must do, whatever its wire: one suite, run by each model's test against its own simulator.
import { memoryPipe, recordingLog } from '../../../test/devices/memory-pipe.ts';
import { assert, seeded, suite, virtualClock } from '../../../test/kit.ts';
import { isFault } from '../../platform/fault.ts';
import type { FaultCode } from '../../platform/fault.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { DeviceSetting, DriverManifest } from '../device.ts';
import type { Scale, ScaleReading } from './port.ts';

export interface ContractSimulator {
  put(grams: number, state?: 'stable' | 'motion' | 'under-zero' | 'overload' | 'needs-zero' | 'fault'): void;
  putUnsteadily(grams: number): void;
  /** Says again what it said last. */
  tell(): void;
  garbage(): void;
  receive(bytes: Uint8Array): void;
  silent: boolean;
}

export interface ScaleContract {
  readonly manifest: DriverManifest<Scale>;
  /** Longer than the model waits for a zero. */
  readonly zeroLimitMs: number;
  simulate(send: (bytes: Uint8Array) => void, clock: Clock): ContractSimulator;
}

const stable = (weightGrams: number): ScaleReading => ({ state: 'stable', weightGrams });

export function scaleContract({ manifest, zeroLimitMs, simulate }: ScaleContract): void {
  const contract = suite(`the scale contract: ${manifest.model}`);
  const setting: DeviceSetting = {
    name: 'scale',
    kind: 'scale',
    model: manifest.model,
    address: 'tcp://127.0.0.1:1',
    options: {},
  };
  const plugIn = async (options: DeviceSetting['options'] = {}) => {
    const clock = virtualClock();
    const { pipe, arrive, unplug } = memoryPipe(clock, (bytes) => simulator.receive(bytes));
    const simulator = simulate(arrive, clock);
    const ports = { clock, log: recordingLog(), randomness: seeded() };
    const scale = manifest.connect(pipe, { ...setting, options }, ports);
    const readings: ScaleReading[] = [];
    scale.onReading((reading) => readings.push(reading));
    await clock.advance(0);
    return { clock, scale, simulator, readings, unplug };
  };
  const failsWith = (promise: Promise<void>, code: FaultCode): Promise<unknown> =>
    assert.rejects(promise, (error) => isFault(error, code));

  contract('says each change once, and nothing again', async () => {
    const { simulator, readings } = await plugIn();
    for (const grams of [0, 271, 271, 5_400, 0]) simulator.put(grams);
    simulator.tell();
    assert.equal(readings, [stable(0), stable(271), stable(5_400), stable(0)]);
  });

  contract('a load that swings has no weight until it rests', async () => {
    const { clock, simulator, readings } = await plugIn();
    simulator.putUnsteadily(500);
    await clock.advance(2_000);
    assert.equal(readings, [{ state: 'motion' }, stable(500)]);
  });

  contract('what cannot be sold has no weight', async () => {
    const { simulator, readings } = await plugIn();
    simulator.put(-20);
    simulator.put(20_000, 'overload');
    simulator.put(3, 'needs-zero');
    simulator.put(3, 'fault');
    assert.equal(readings, [
      { state: 'under-zero' },
      { state: 'overload' },
      { state: 'needs-zero' },
      { state: 'fault' },
    ]);
  });

  contract('garbage is no reading', async () => {
    const { simulator, readings } = await plugIn();
    simulator.put(100);
    simulator.garbage();
    simulator.put(200);
    assert.equal(readings, [stable(100), stable(200)]);
  });

  contract('zero: a small load becomes nothing', async () => {
    const { clock, scale, simulator, readings } = await plugIn();
    simulator.put(40);
    const zeroed = scale.zero();
    await clock.advance(0);
    await zeroed;
    simulator.put(140);
    assert.equal(readings, [stable(40), stable(0), stable(100)]);
    assert.is(clock.waiting, 0);
  });

  contract('zero: at zero already', async () => {
    const { clock, scale, simulator } = await plugIn();
    simulator.put(0);
    simulator.silent = true;
    const zeroed = scale.zero();
    await clock.advance(zeroLimitMs);
    await zeroed;
  });

  contract('zero: refused with a load on it', async () => {
    const { clock, scale, simulator } = await plugIn();
    simulator.put(4_000);
    const refused = failsWith(scale.zero(), 'device.refused');
    await clock.advance(zeroLimitMs);
    await refused;
  });

  contract('zero: no answer, and one at a time', async () => {
    const { clock, scale, simulator } = await plugIn();
    simulator.put(40);
    simulator.silent = true;
    const first = failsWith(scale.zero(), 'device.timeout');
    await failsWith(scale.zero(), 'device.busy');
    await clock.advance(zeroLimitMs);
    await first;
    simulator.silent = false;
    const again = scale.zero();
    await clock.advance(0);
    await again;
  });

  contract('zero: unplugged meanwhile', async () => {
    const { clock, scale, simulator, unplug } = await plugIn();
    simulator.put(40);
    simulator.silent = true;
    const zeroing = failsWith(scale.zero(), 'device.gone');
    await clock.advance(10);
    unplug();
    await zeroing;
    await failsWith(scale.zero(), 'device.gone');
    assert.is(clock.waiting, 0);
  });

  contract('an option that the model does not have is named', async () => {
    await assert.rejects(
      plugIn({ colour: 'red' }),
      (error) => isFault(error, 'config.invalid') && String(error.data['problems']).includes('colour'),
    );
  });
}
