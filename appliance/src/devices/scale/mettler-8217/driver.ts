// A scale that speaks 8217, asked for its weight at least 200 ms after the last question, as its makers want it.
import { Type } from '@sinclair/typebox';
import { readOptions } from '../../device-options.ts';
import type { DeviceSetting, DriverPorts } from '../../device.ts';
import type { Pipe } from '../../transport/pipe.ts';
import { PolledScale, type ScaleDialogue } from '../polled-scale.ts';
import type { Scale } from '../port.ts';
import { pollOptions } from '../scale-options.ts';
import { ask, type Unit8217, weightAnswer } from './codec.ts';

export const mettler8217Options = Type.Object(
  {
    ...pollOptions,
    /** What the scale is set to; its answers do not say it. */
    unit: Type.Union([Type.Literal('kg'), Type.Literal('lb')], { default: 'kg' }),
  },
  { additionalProperties: false },
);

function dialogue(unit: Unit8217): ScaleDialogue {
  const form = weightAnswer(unit);
  return {
    gapMs: 200,
    sayTwice: true,
    weigh: (line) => line.ask(ask.weigh, form),
    // A command is answered by the status of that moment, which says nothing about how it ended.
    zero: (line) => line.ask(ask.zero, form),
    tare: (line) => line.ask(ask.tare, form),
    clearTare: (line) => line.ask(ask.clearTare, form),
  };
}

export function connect8217(pipe: Pipe, setting: DeviceSetting, { clock }: DriverPorts): Scale {
  const options = readOptions(mettler8217Options, setting);
  return new PolledScale({ pipe, clock, options, dialogue: dialogue(options.unit) });
}
