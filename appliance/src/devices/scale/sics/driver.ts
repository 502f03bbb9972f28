// A scale that speaks MT-SICS. Whether it has taken a tare off is asked after each weight, where it can say so: its answers do not.
import { Fault } from '../../../platform/fault.ts';
import { readOptions } from '../../device-options.ts';
import type { DeviceSetting, DriverPorts } from '../../device.ts';
import type { Pipe } from '../../transport/pipe.ts';
import { PolledScale, type ScaleDialogue } from '../polled-scale.ts';
import type { Scale } from '../port.ts';
import type { RequestLine } from '../request-line.ts';
import { polledScaleOptions } from '../scale-options.ts';
import { ask, doneAnswer, tareAnswer, weightAnswer } from './codec.ts';

async function command(line: RequestLine, question: string): Promise<void> {
  const done = await line.ask(question, doneAnswer);
  if (done === false) throw new Fault('device.refused');
}

function dialogue(): ScaleDialogue {
  return {
    gapMs: 20,
    sayTwice: true,
    async weigh(line) {
      const reading = await line.ask(ask.weigh, weightAnswer);
      if (reading?.state !== 'stable') return reading;
      const tare = await line.ask(ask.tareValue, tareAnswer);
      if (tare === undefined) return undefined;
      return tare === 'unknown' || tare === 0 ? reading : { ...reading, net: true };
    },
    zero: (line) => command(line, ask.zero),
    tare: (line) => command(line, ask.tare),
    clearTare: (line) => command(line, ask.clearTare),
  };
}

export function connectSics(pipe: Pipe, setting: DeviceSetting, { clock }: DriverPorts): Scale {
  return new PolledScale({
    pipe,
    clock,
    options: readOptions(polledScaleOptions, setting),
    dialogue: dialogue(),
  });
}
