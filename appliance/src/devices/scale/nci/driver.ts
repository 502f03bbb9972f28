// A scale that speaks NCI SCP-01. Its tare is set on the scale itself.
import { readOptions } from '../../device-options.ts';
import type { DeviceSetting, DriverPorts } from '../../device.ts';
import type { Pipe } from '../../transport/pipe.ts';
import { PolledScale, type ScaleDialogue } from '../polled-scale.ts';
import type { Scale } from '../port.ts';
import { polledScaleOptions } from '../scale-options.ts';
import { ask, weightAnswer } from './codec.ts';

const dialogue: ScaleDialogue = {
  gapMs: 50,
  sayTwice: true,
  weigh: (line) => line.ask(ask.weigh, weightAnswer),
  zero: (line) => line.ask(ask.zero, weightAnswer),
};

export function connectNci(pipe: Pipe, setting: DeviceSetting, { clock }: DriverPorts): Scale {
  return new PolledScale({ pipe, clock, options: readOptions(polledScaleOptions, setting), dialogue });
}
