// CAS, checkout protocol type 6 (AP, PD-II, Ohaus Aviator format 1): ENQ is answered by ACK when there is something to fetch, DC1 by a
// block SOH STX STA SIGN W5…W0 UN UN BCC ETX EOT; BCC is the exclusive or of all between STX and itself.
// Sources: service manuals of CAS PD-II and Ohaus Aviator.
import type { AnswerForm } from '../answer-form.ts';
import type { ScaleReading } from '../port.ts';
import { gramsOf, isWeightUnit } from '../weight.ts';

export const ask = { enquire: '\x05', fetch: '\x11' } as const;
export const ack = '\x06';
export const nak = '\x15';

/** Whether there is something to fetch. */
export const readiness: AnswerForm<boolean> = {
  ends: `${ack}${nak}`,
  longest: 1,
  read: (tail) => (tail === ack || tail === nak ? tail === ack : undefined),
};

const form = /\x01\x02(([SU])([ \-F])([ \d.]{6})([A-Za-z ]{2}))([\0-\xff])\x03\x04$/;

export const block: AnswerForm<ScaleReading> = {
  ends: '\x04',
  longest: 15,
  read(tail) {
    const [, checked = '', stability, sign, digits = '', unitText = '', sum = ''] = form.exec(tail) ?? [];
    if (stability === undefined || checkOf(checked) !== sum.charCodeAt(0)) return undefined;
    if (sign === 'F') return { state: 'overload' };
    if (stability === 'U') return { state: 'motion' };
    if (sign === '-') return { state: 'under-zero' };
    const unit = unitText.trim().toLowerCase();
    const weightGrams = isWeightUnit(unit) ? gramsOf(digits, unit) : undefined;
    return weightGrams === undefined ? undefined : { state: 'stable', weightGrams };
  },
};

export function checkOf(text: string): number {
  return Buffer.from(text, 'latin1').reduce((sum, byte) => sum ^ byte, 0);
}
