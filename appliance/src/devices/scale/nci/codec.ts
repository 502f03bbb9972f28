// NCI SCP-01 (Weigh-Tronix, Brecknell, Avery Berkel): `W` CR is answered by LF, six characters of weight, two of unit, CR LF, status
// bytes, CR, ETX; by the status alone when there is no weight to give; by LF ? CR ETX when the question was not understood.
// Source: Weigh-Tronix 8408-14788-01; the bits of the status bytes as its users read them.
import type { AnswerForm } from '../answer-form.ts';
import type { ScaleReading, ScaleTrouble } from '../port.ts';
import { gramsOf, isWeightUnit } from '../weight.ts';

export const ask = { weigh: 'W\r', zero: 'Z\r' } as const;

/** Bits 4 and 5 are always set; bit 6 says that another status byte follows. */
export const status1 = { motion: 0x01, atZero: 0x02, ramError: 0x04, eepromError: 0x08 } as const;
export const status2 = {
  underCapacity: 0x01,
  overCapacity: 0x02,
  romError: 0x04,
  calibration: 0x08,
} as const;
export const status3 = { net: 0x04, initialZeroError: 0x08 } as const;
export const always = 0x30;

/** A status after CR belongs to a weight, and is nothing without it. */

const form = /(?:\n([ \d.]{6})([A-Za-z ]{2})\r|(?<!\r))\n([0-\x7f]{2,6})\r\x03$/;
/** Up to the signs of the status bytes that both kinds of answer bear. */
const longest = 24;

export const weightAnswer: AnswerForm<ScaleReading> = {
  ends: '\x03',
  longest,
  read(tail) {
    const [whole, digits, unitText, status] = form.exec(tail) ?? [];
    if (whole === undefined || status === undefined || !isStatus(status)) return undefined;
    const trouble = troubleOf(status);
    if (trouble !== undefined) return { state: trouble };
    // At rest and in range without a weight: it is not ready.
    if (digits === undefined || unitText === undefined) return { state: 'motion' };
    const unit = unitText.trim().toLowerCase();
    const weightGrams = isWeightUnit(unit) ? gramsOf(digits, unit) : undefined;
    if (weightGrams === undefined) return undefined;
    return { state: 'stable', weightGrams, ...(bits(status, 2) & status3.net ? { net: true as const } : {}) };
  },
};

function bits(status: string, index: number): number {
  const code = status.charCodeAt(index);
  return Number.isNaN(code) ? 0 : code;
}

/** Each has its fixed bits, and only the last one says that none follows; two there are always. */
function isStatus(status: string): boolean {
  return [...status].every((_char, index) => {
    const code = bits(status, index);
    const another = (code & 0x40) !== 0;
    return (code & always) === always && (index === 0 || another === index < status.length - 1);
  });
}

function troubleOf(status: string): ScaleTrouble | undefined {
  const [first, second, third] = [bits(status, 0), bits(status, 1), bits(status, 2)];
  if (first & (status1.ramError | status1.eepromError) || second & (status2.romError | status2.calibration))
    return 'fault';
  if (second & status2.overCapacity) return 'overload';
  if (second & status2.underCapacity) return 'under-zero';
  if (third & status3.initialZeroError) return 'needs-zero';
  return first & status1.motion ? 'motion' : undefined;
}
