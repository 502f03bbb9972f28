// What a ZVT terminal's last transaction says about a payment, and how its words become the till's. The protocol has no number of ours: what
// tells a payment is that the terminal's own counter went on by one since it was written down, with the right amount.
import { Fault } from '../../../platform/fault.ts';
import type { CardAnswer, CardInquiry, CardPayment } from '../port.ts';
import { codes } from './codec/questions.ts';
import type { StatusInformation } from './codec/status-information.ts';
import type { Paper, Said } from './exchange.ts';

export interface Allowed {
  /** The terminal may approve less than was asked. */
  readonly partialApproval: boolean;
  /** The terminal may ask for a tip of its own. */
  readonly tips: boolean;
}

/** Nothing was ever counted, or it says nothing. */
export const noReceipt = 0;
const receiptMax = 9_999;
const next = (receipt: number): number => (receipt >= receiptMax ? 1 : receipt + 1);

export const referenceOf = (receipt: number): string => String(receipt).padStart(4, '0');
export const receiptOf = (reference: string | undefined): number | undefined =>
  reference !== undefined && /^\d{4}$/.test(reference) ? Number(reference) : undefined;

const slipLinesMax = 40;
const columnsMax = 48;

/** The guest's, where the terminal prints one for each. */
export function slipOf(papers: readonly Paper[]): readonly string[] {
  const paper = papers.find(({ receipt }) => receipt === 'customer') ?? papers.at(-1);
  return (paper?.lines ?? []).slice(0, slipLinesMax).map((line) => line.slice(0, columnsMax));
}

/** Throws Fault `device.protocol` where it does not say how much. */
export function approvedBy(
  { amount, tip }: Pick<CardPayment, 'amount' | 'tip'>,
  status: StatusInformation,
  papers: readonly Paper[],
): CardAnswer {
  const { amount: whole, receipt, last4, cardName, authorisation, application } = status;
  if (whole === undefined || whole === 0 || receipt === undefined)
    throw new Fault('device.protocol', { missing: 'amount or receipt' });
  const given = Math.min(whole, amount);
  return {
    outcome: 'approved',
    amount: given,
    // Less than was asked: goods first, then the tip.
    tip: whole >= amount + tip ? whole - amount : whole - given,
    reference: referenceOf(receipt),
    card: {
      ...(cardName === undefined ? {} : { scheme: cardName }),
      ...(last4 === undefined ? {} : { last4 }),
      ...(authorisation === undefined ? {} : { authorisation }),
      ...(application === undefined ? {} : { application }),
      slip: slipOf(papers),
    },
  };
}

const reasons: Readonly<Record<number, string>> = {
  0x64: 'card-unreadable',
  0x6c: 'aborted',
  0x6e: 'card-blocked',
  0x6f: 'currency',
  0x71: 'credit',
  0x78: 'card-expired',
  0x7a: 'card-unknown',
  0x7d: 'no-line',
  0x83: 'not-possible',
  0xb5: 'not-reversible',
  0xc3: 'amount-too-large',
};

export const reasonOf = (code: number): string =>
  reasons[code] ?? `code-${code.toString(16).padStart(2, '0')}`;

/** The end of a request. Throws Fault `device.busy` where the terminal did not begin, `device.protocol` where it contradicts itself. */
export function answerOf(request: CardPayment, { end, status, papers }: Said): CardAnswer {
  if (end !== 'completed') {
    if (end.code === codes.busy || end.code === codes.notRegistered) throw new Fault('device.busy');
    return { outcome: 'declined', reason: reasonOf(end.code) };
  }
  if (status?.result === undefined) throw new Fault('device.protocol', { missing: 'status information' });
  if (status.result !== 0) return { outcome: 'declined', reason: reasonOf(status.result) };
  return approvedBy(request, status, papers);
}

/** The last transaction, as the terminal tells it again. */
export interface LastReceipt {
  readonly receipt: number;
  readonly status: StatusInformation;
  readonly papers: readonly Paper[];
}

/** `storno` and its like: the paper is the only place where ZVT says what kind of transaction it was. */
const takenBack = /storn|reversal|annul/i;
const saysReversal = ({ papers }: LastReceipt): boolean =>
  papers.some(({ lines }) => lines.some((line) => takenBack.test(line)));

function fits({ amount, tip }: CardPayment, { amount: whole }: StatusInformation, allowed: Allowed): boolean {
  const asked = amount + tip;
  if (whole === undefined || whole === asked) return whole !== undefined;
  return whole < asked ? allowed.partialApproval : allowed.tips;
}

/** What the last transaction says of a payment; Fault `device.protocol`: something else happened at the terminal, and a person has to look. */
export function foundIn(payment: CardPayment, last: LastReceipt, allowed: Allowed): CardInquiry {
  const reversed: CardInquiry = { outcome: 'reversed', reference: referenceOf(last.receipt) };
  const { status, papers, receipt } = last;
  const mine = receiptOf(payment.reference);
  if (mine !== undefined) {
    if (receipt === mine && !saysReversal(last)) return approvedBy(payment, status, papers);
    if (receipt === next(mine) && saysReversal(last)) return reversed;
    throw new Fault('device.protocol', { receipt, expected: mine });
  }
  const mark = receiptOf(payment.mark);
  // Without a mark nothing was sent, or somebody paid since.
  if (mark === undefined) return { outcome: 'not-found' };
  if (receipt === mark) return { outcome: 'declined', reason: 'not-charged' };
  if (fits(payment, status, allowed)) {
    if (receipt === next(mark) && !saysReversal(last))
      return status.result === undefined || status.result === 0
        ? approvedBy(payment, status, papers)
        : { outcome: 'declined', reason: reasonOf(status.result) };
    if (receipt === next(next(mark)) && saysReversal(last)) return reversed;
  }
  throw new Fault('device.protocol', { receipt, mark });
}
