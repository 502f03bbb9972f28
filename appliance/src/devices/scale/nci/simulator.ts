// The other half of the wire: a scale that speaks NCI SCP-01, in kilograms to the gram.
import { kilograms, type SerialScaleParts, SerialScaleSimulator } from '../simulated-serial-scale.ts';
import type { SimulatedPan } from '../simulated-pan.ts';
import { always, status1, status2, status3 } from './codec.ts';

const shownMax = 99_999;

export function simulateNci(parts: SerialScaleParts): SerialScaleSimulator {
  return new SerialScaleSimulator(parts, {
    question(heard) {
      const end = heard.indexOf('\r');
      return end < 0 ? undefined : { asked: heard.slice(0, end), rest: heard.slice(end + 1) };
    },
    answer(asked, pan) {
      if (asked === 'Z') pan.zero();
      else if (asked !== 'W') return '\n?\r\x03';
      const { grams, state } = pan.shows;
      const weight = asked === 'W' && state === 'stable' && grams >= 0 && grams <= shownMax;
      return `${weight ? `\n${kilograms(grams, 6)}KG\r` : ''}\n${statusOf(pan)}\r\x03`;
    },
  });
}

function statusOf(pan: SimulatedPan): string {
  const { grams, state, net } = pan.shows;
  const another = 0x40;
  const first =
    always |
    (state === 'motion' ? status1.motion : 0) |
    (grams === 0 ? status1.atZero : 0) |
    (state === 'fault' ? status1.ramError : 0);
  const second =
    always |
    another |
    (state === 'under-zero' || grams < 0 ? status2.underCapacity : 0) |
    (state === 'overload' || grams > shownMax ? status2.overCapacity : 0);
  const third = always | (net ? status3.net : 0) | (state === 'needs-zero' ? status3.initialZeroError : 0);
  return String.fromCharCode(first, second, third);
}
