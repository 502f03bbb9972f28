// The other half of the wire: a scale that speaks MT-SICS level 1, in grams.
import { type SerialScaleParts, SerialScaleSimulator } from '../simulated-serial-scale.ts';
import type { SimulatedPan } from '../simulated-pan.ts';

const shownMax = 99_999;
const grams = (value: number): string => `${String(value).padStart(10)} g`;

export function simulateSics(parts: SerialScaleParts): SerialScaleSimulator {
  return new SerialScaleSimulator(parts, {
    greeting: 'I4 A "SIMULATED-SICS"\r\n',
    question(heard) {
      const end = heard.indexOf('\n');
      return end < 0 ? undefined : { asked: heard.slice(0, end).trim(), rest: heard.slice(end + 1) };
    },
    answer: (asked, pan) => `${wordsFor(asked, pan)}\r\n`,
  });
}

function wordsFor(asked: string, pan: SimulatedPan): string {
  switch (asked) {
    case 'SI':
      return weightOf(pan);
    case 'Z':
      return pan.zero() ? 'Z A' : 'Z I';
    case 'T':
      return pan.tare() ? `T S ${grams(pan.tareGrams)}` : 'T I';
    case 'TA':
      return `TA A ${grams(pan.tareGrams)}`;
    case 'TAC':
      pan.clearTare();
      return 'TAC A';
    default:
      return 'ES';
  }
}

function weightOf(pan: SimulatedPan): string {
  const shows = pan.shows;
  switch (shows.state) {
    case 'stable':
      return shows.grams > shownMax ? 'S +' : `S S ${grams(shows.grams)}`;
    case 'motion':
      return `S D ${grams(shows.grams)}`;
    case 'overload':
      return 'S +';
    case 'under-zero':
      return 'S -';
    case 'needs-zero':
      return 'S I';
    case 'fault':
      return 'EL';
  }
}
