// MT-SICS (Mettler-Toledo Standard Interface Command Set, levels 0 and 1; Ohaus and Kern speak much of it): lines of words ended by CR LF.
// `SI` is answered by `S S` (stable), `S D` (moving), `S I` (not now), `S +` (too much), `S -` (too little).
import type { AnswerForm } from '../answer-form.ts';
import type { ScaleReading } from '../port.ts';
import { gramsOf, isWeightUnit } from '../weight.ts';

export const ask = {
  weigh: 'SI\r\n',
  zero: 'Z\r\n',
  tare: 'T\r\n',
  tareValue: 'TA\r\n',
  clearTare: 'TAC\r\n',
} as const;

/** What level 1 answers to a question it does not know, cannot read or cannot carry out. */
const errors = /^E[STL]$/;

const form = /(?<![A-Z])(S|TA|TAC|T|Z|E[STL])(?: ([ASDI+-])(?: +(-?[\d.]{1,10}) ([a-z]{1,3}))?)?\r\n$/;

/** Command, status, value and unit of a line, whatever noise came before it. */
function answerTo<T>(read: (words: readonly (string | undefined)[]) => T | undefined): AnswerForm<T> {
  return {
    ends: '\n',
    longest: 48,
    read(tail) {
      const found = form.exec(tail);
      return found === null ? undefined : read(found.slice(1));
    },
  };
}

export const weightAnswer = answerTo<ScaleReading>(([command, status, value, unit]) => {
  if (command !== 'S') return undefined;
  switch (status) {
    case 'S':
      return stable(value, unit);
    case 'D':
    case 'I':
      return { state: 'motion' };
    case '+':
      return { state: 'overload' };
    case '-':
      return { state: 'under-zero' };
    default:
      return undefined;
  }
});

function stable(value = '', unit = ''): ScaleReading | undefined {
  if (/^-0*\.?0*[1-9]/.test(value)) return { state: 'under-zero' };
  const weightGrams = isWeightUnit(unit) ? gramsOf(value.replace(/^-/, ''), unit) : undefined;
  return weightGrams === undefined ? undefined : { state: 'stable', weightGrams };
}

/** Grams of the tare that is taken off, 0 for none; `unknown` where the scale has no such question. */
export const tareAnswer = answerTo<number | 'unknown'>(([command = '', status, value = '', unit = '']) => {
  if (errors.test(command)) return 'unknown';
  if (command !== 'TA') return undefined;
  if (status === 'I') return 'unknown';
  return status === 'A' && isWeightUnit(unit) ? gramsOf(value, unit) : undefined;
});

/** Whether zero, tare or its clearing was done: `Z A`, `T S 100.00 g`, `TAC A` against `Z I`, `T +`, `Z -`. */
export const doneAnswer = answerTo<boolean>(([command = '', status = '']) => {
  if (errors.test(command)) return false;
  if (!['Z', 'T', 'TAC'].includes(command)) return undefined;
  return status === 'A' || status === 'S';
});
