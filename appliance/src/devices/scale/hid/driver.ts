// A HID scale: pushes readings, and zeroes on request. It answers a request only by what it weighs next.
import { Type } from '@sinclair/typebox';
import { Fault } from '../../../platform/fault.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import { readOptions } from '../../device-options.ts';
import type { DeviceSetting, DriverPorts } from '../../device.ts';
import type { Pipe } from '../../transport/pipe.ts';
import type { Scale, ScaleReading } from '../port.ts';
import { readWeightReport, zeroReport } from './codec.ts';

export const hidScaleOptions = Type.Object(
  {
    /** What is above is overload, whatever the scale says: the largest retail scales take 60 kg. */
    weightGramsMax: Type.Integer({ default: 60_000, minimum: 1, maximum: 1_000_000 }),
    zeroTimeoutMs: Type.Integer({ default: 3_000, minimum: 100, maximum: 30_000 }),
  },
  { additionalProperties: false },
);

interface ZeroRequest {
  /** Told whether a reading settles the request. */
  hear(reading: ScaleReading): void;
  fail(fault: Fault): void;
  cancel(): void;
}

const idle: ZeroRequest = { hear: () => undefined, fail: () => undefined, cancel: () => undefined };

class HidScale implements Scale {
  readonly #pipe: Pipe;
  readonly #clock: Clock;
  readonly #zeroTimeoutMs: number;
  readonly #listeners: ((reading: ScaleReading) => void)[] = [];
  #last: ScaleReading | undefined;
  #zeroing: ZeroRequest | undefined;

  constructor(pipe: Pipe, clock: Clock, options: { weightGramsMax: number; zeroTimeoutMs: number }) {
    this.#pipe = pipe;
    this.#clock = clock;
    this.#zeroTimeoutMs = options.zeroTimeoutMs;
    pipe.onData((report) => {
      const reading = readWeightReport(report, options.weightGramsMax);
      if (reading !== undefined) this.#hear(reading);
    });
    pipe.onClose(() => this.#zeroing?.fail(new Fault('device.gone')));
  }

  onReading(listener: (reading: ScaleReading) => void): void {
    this.#listeners.push(listener);
  }

  async zero(): Promise<void> {
    if (this.#zeroing !== undefined) throw new Fault('device.busy');
    const { request, settled } = this.#askZero();
    this.#zeroing = request;
    try {
      await Promise.race([this.#pipe.write(zeroReport).then(() => settled), settled]);
    } finally {
      request.cancel();
      this.#zeroing = undefined;
    }
  }

  /** Scales that report changes only say nothing when they stood at zero already: that is what the last reading is for. */
  #askZero(): { request: ZeroRequest; settled: Promise<void> } {
    let request: ZeroRequest = idle;
    const settled = new Promise<void>((resolve, reject) => {
      let answered: ScaleReading | undefined;
      const cancel = this.#clock.after(this.#zeroTimeoutMs, () => {
        if (answered === undefined && isZero(this.#last)) resolve();
        else if (answered === undefined) reject(new Fault('device.timeout'));
        else reject(new Fault('device.refused', { state: answered.state }));
      });
      request = {
        hear(reading) {
          answered = reading;
          if (isZero(reading)) resolve();
        },
        fail: reject,
        cancel,
      };
    });
    return { request, settled };
  }

  #hear(reading: ScaleReading): void {
    this.#zeroing?.hear(reading);
    if (sameReading(reading, this.#last)) return;
    this.#last = reading;
    for (const listener of this.#listeners) listener(reading);
  }
}

export function connectHidScale(pipe: Pipe, setting: DeviceSetting, { clock }: DriverPorts): Scale {
  return new HidScale(pipe, clock, readOptions(hidScaleOptions, setting));
}

function isZero(reading: ScaleReading | undefined): boolean {
  return reading?.state === 'stable' && reading.weightGrams === 0;
}

function sameReading(a: ScaleReading, b: ScaleReading | undefined): boolean {
  if (a.state === 'stable' && b?.state === 'stable') return a.weightGrams === b.weightGrams;
  return a.state === b?.state;
}
