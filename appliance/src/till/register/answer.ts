// The answer to an accepted command: ids and numbers the sender needs next. Recorded with the commit, so that a repeat gets the same.
import type { RegisterEvent } from '../../domain/register/events.ts';

export interface Answer {
  tab?: string;
  line?: string;
  payment?: string;
  /** The payment came to nothing. */
  declined?: true;
  receipt?: number;
  change?: number;
  /** Number of what was received on account. */
  received?: number;
  shift?: number;
  zNumber?: number;
  copy?: number;
  mail?: string;
  workingTime?: string;
  start?: number;
  end?: number;
}

function note(answer: Answer, event: RegisterEvent): void {
  switch (event.type) {
    case 'tab.opened':
      answer.tab = event.payload.tab;
      return;
    case 'line.added':
      answer.line ??= event.payload.line.id;
      return;
    case 'line.quantity-changed':
      answer.line ??= event.payload.line;
      return;
    case 'payment.started':
    case 'payment.taken':
      answer.payment = event.payload.payment.id;
      return;
    case 'payment.settled':
      answer.payment = event.payload.payment;
      if (event.payload.state === 'declined') answer.declined = true;
      return;
    case 'sale.completed':
      answer.receipt = event.payload.sale.receipt;
      answer.change = event.payload.sale.change;
      return;
    case 'account.paid':
      answer.received = event.payload.received.number;
      answer.change = event.payload.received.payment.change;
      return;
    case 'receipt.copied':
      answer.copy = event.payload.copy;
      return;
    case 'receipt.mailed':
      answer.mail = event.payload.mail;
      return;
    case 'working-time.started':
      answer.workingTime = event.payload.workingTime;
      answer.start = event.payload.start;
      return;
    case 'working-time.ended':
      answer.workingTime = event.payload.workingTime;
      answer.end = event.payload.end;
      return;
    case 'shift.opened':
      answer.shift = event.payload.shift;
      return;
    case 'shift.closed':
      if (event.payload.report.zNumber !== undefined) answer.zNumber = event.payload.report.zNumber;
      return;
    default:
  }
}

export function answerOf(events: readonly RegisterEvent[]): Answer {
  const answer: Answer = {};
  for (const event of events) note(answer, event);
  return answer;
}
