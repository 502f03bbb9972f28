// The other half of the wire: a scale that speaks 8217, to the gram.
import { kilograms, type SerialScaleParts, SerialScaleSimulator } from '../simulated-serial-scale.ts';
import type { SimulatedPan } from '../simulated-pan.ts';
import { statusBit } from './codec.ts';

/** What five digits hold. */
const shownMax = 99_999;

export function simulate8217(parts: SerialScaleParts): SerialScaleSimulator {
  return new SerialScaleSimulator(parts, {
    question(heard) {
      const at = heard.search(/[WZTCH]/);
      return at < 0 ? undefined : { asked: heard.charAt(at), rest: heard.slice(at + 1) };
    },
    answer(asked, pan) {
      if (asked === 'W') return weightOf(pan);
      if (asked === 'Z') pan.zero();
      else if (asked === 'T') pan.tare();
      else if (asked === 'C') pan.clearTare();
      else return undefined;
      return status(pan);
    },
  });
}

function weightOf(pan: SimulatedPan): string {
  const { grams, state, net } = pan.shows;
  if (state === 'fault') return '\x02ERROR\r';
  if (state !== 'stable' || grams < 0 || grams > shownMax) return status(pan);
  return `\x02${kilograms(grams, 6)}${net ? 'N' : ''}\r`;
}

function status(pan: SimulatedPan): string {
  const { grams, state, net } = pan.shows;
  const bits =
    statusBit.always |
    (state === 'motion' ? statusBit.motion : 0) |
    (state === 'overload' || grams > shownMax ? statusBit.overCapacity : 0) |
    (state === 'under-zero' || grams < 0 ? statusBit.underZero : 0) |
    (state === 'needs-zero' ? statusBit.outsideZeroCapture : 0) |
    (state === 'stable' && grams === 0 ? statusBit.centreOfZero : 0) |
    (net ? statusBit.net : 0);
  return `\x02?${String.fromCharCode(bits)}\r`;
}
