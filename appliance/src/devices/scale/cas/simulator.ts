// The other half of the wire: a CAS scale in kilograms to the gram.
import { kilograms, type SerialScaleParts, SerialScaleSimulator } from '../simulated-serial-scale.ts';
import type { SimulatedPan } from '../simulated-pan.ts';
import { ack, checkOf, nak } from './codec.ts';

const shownMax = 99_999;

export function simulateCas(parts: SerialScaleParts): SerialScaleSimulator {
  return new SerialScaleSimulator(parts, {
    question(heard) {
      const at = heard.search(/[\x05\x11]/);
      return at < 0 ? undefined : { asked: heard.charAt(at), rest: heard.slice(at + 1) };
    },
    answer(asked, pan) {
      if (asked === '\x05') return ['fault', 'needs-zero'].includes(pan.shows.state) ? nak : ack;
      return blockOf(pan);
    },
  });
}

function blockOf(pan: SimulatedPan): string {
  const { grams, state } = pan.shows;
  const over = state === 'overload' || grams > shownMax;
  const sign = over ? 'F' : grams < 0 || state === 'under-zero' ? '-' : ' ';
  const checked = `${state === 'stable' || over || sign === '-' ? 'S' : 'U'}${sign}${kilograms(over ? 0 : grams, 6)}kg`;
  return `\x01\x02${checked}${String.fromCharCode(checkOf(checked))}\x03\x04`;
}
