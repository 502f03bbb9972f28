// Mettler-Toledo 8217 (and 8213, 8217-compatible scales): `W` is answered by STX, five digits with a point, CR, or, when there is no
// weight to give, by STX `?`, a status byte, CR. `Z` zeroes, `T` tares, `C` clears the tare. Source: service manuals of the makers.
import type { AnswerForm } from '../answer-form.ts';
import type { ScaleReading, ScaleTrouble } from '../port.ts';
import { gramsOf } from '../weight.ts';

export const ask = { weigh: 'W', zero: 'Z', tare: 'T', clearTare: 'C' } as const;

export const statusBit = {
  motion: 0x01,
  overCapacity: 0x02,
  underZero: 0x04,
  outsideZeroCapture: 0x08,
  centreOfZero: 0x10,
  net: 0x20,
  /** Makes a printable character of it. */
  always: 0x40,
} as const;

export type Unit8217 = 'kg' | 'lb';

const weightForm = /\x02([ \d.]{6})(N?)\r$/;

const statusForm = /\x02\?([@-\x7f])\r$/;

/** Five digits and a point: a character lost on the line leaves no shorter, smaller weight. */
const wholeWeight = /^ *\d+\.\d+$/;

export function weightAnswer(unit: Unit8217): AnswerForm<ScaleReading> {
  return {
    ends: '\r',
    longest: 9,
    read(tail) {
      const [, status] = statusForm.exec(tail) ?? [];
      if (status !== undefined) return { state: troubleOf(status.charCodeAt(0)) };
      const [, digits, net] = weightForm.exec(tail) ?? [];
      if (digits === undefined || !wholeWeight.test(digits)) return undefined;
      const weightGrams = gramsOf(digits, unit);
      if (weightGrams === undefined) return undefined;
      return { state: 'stable', weightGrams, ...(net === 'N' ? { net: true as const } : {}) };
    },
  };
}

/** A status comes in the place of a weight: without a reason in it, the scale is not ready. */
function troubleOf(status: number): ScaleTrouble {
  if (status & statusBit.overCapacity) return 'overload';
  if (status & statusBit.underZero) return 'under-zero';
  if (status & statusBit.motion) return 'motion';
  if (status & statusBit.outsideZeroCapture) return 'needs-zero';
  return 'motion';
}
