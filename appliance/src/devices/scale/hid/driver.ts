// A HID scale: pushes readings, and zeroes on request. It answers a request only by what it weighs next.
import { Type } from '@sinclair/typebox';
import { readOptions } from '../../device-options.ts';
import type { DeviceSetting, DriverPorts } from '../../device.ts';
import type { Pipe } from '../../transport/pipe.ts';
import { cannot, type Scale } from '../port.ts';
import { isZero, Readings } from '../readings.ts';
import { plateOptions, rangeOf, waitOptions } from '../scale-options.ts';
import { readWeightReport, zeroReport } from './codec.ts';

export const hidScaleOptions = Type.Object(
  { ...plateOptions, ...waitOptions },
  { additionalProperties: false },
);

export function connectHidScale(pipe: Pipe, setting: DeviceSetting, { clock }: DriverPorts): Scale {
  const options = readOptions(hidScaleOptions, setting);
  const readings = new Readings(clock, options.weightGramsMax);
  pipe.onData((report) => {
    const reading = readWeightReport(report, options.weightGramsMax);
    if (reading !== undefined) readings.hear(reading);
  });
  pipe.onClose(() => readings.gone());
  return {
    range: rangeOf(options),
    can: { zero: true, tare: false, price: false },
    onReading: (listener) => readings.onReading(listener),
    zero: () => readings.until(isZero, { limitMs: options.zeroTimeoutMs, ask: () => pipe.write(zeroReport) }),
    tare: () => cannot('tare'),
    clearTare: () => cannot('tare'),
    offer: () => undefined,
  };
}
