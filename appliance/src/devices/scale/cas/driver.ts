// A scale that speaks the checkout protocol of CAS. Zero and tare are keys of the scale itself; this protocol has no words for them.
import { readOptions } from '../../device-options.ts';
import type { DeviceSetting, DriverPorts } from '../../device.ts';
import type { Pipe } from '../../transport/pipe.ts';
import { PolledScale, type ScaleDialogue } from '../polled-scale.ts';
import type { Scale } from '../port.ts';
import { polledScaleOptions } from '../scale-options.ts';
import { ask, block, readiness } from './codec.ts';

const dialogue: ScaleDialogue = {
  gapMs: 20,
  sayTwice: false,
  async weigh(line) {
    const ready = await line.ask(ask.enquire, readiness);
    if (ready === undefined) return undefined;
    return ready ? line.ask(ask.fetch, block) : { state: 'motion' };
  },
};

export function connectCas(pipe: Pipe, setting: DeviceSetting, { clock }: DriverPorts): Scale {
  return new PolledScale({ pipe, clock, options: readOptions(polledScaleOptions, setting), dialogue });
}
