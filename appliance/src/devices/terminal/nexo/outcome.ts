// What a nexo terminal's answers mean to the till.
import type { Static } from '@sinclair/typebox';
import { exponentOf } from '../../../domain/money/currencies.ts';
import { Fault } from '../../../platform/fault.ts';
import type { CardAnswer, CardInquiry, CardPayment, TerminalTotals } from '../port.ts';
import { toMinor } from './codec/amounts.ts';
import type { NexoAnswer } from './codec/messages.ts';
import { additional, slipOf } from './codec/receipt.ts';
import type { PaymentResponse } from './codec/schema.ts';

type Paid = Static<typeof PaymentResponse>;

const conditionOf = (answer: { readonly Response: { readonly ErrorCondition?: string } }): string =>
  answer.Response.ErrorCondition ?? 'Refusal';

function cardOf(said: Paid): Extract<CardAnswer, { outcome: 'approved' }>['card'] {
  const { PaymentInstrumentData: instrument, PaymentAcquirerData: acquirer } = said.PaymentResult ?? {};
  const { PaymentBrand: scheme, MaskedPan: pan } = instrument?.CardData ?? {};
  const last4 = /\d{4}$/.exec(pan ?? '')?.[0];
  const authorisation = acquirer?.ApprovalCode;
  const application = additional(said.Response.AdditionalResponse, 'AID');
  return {
    ...(scheme === undefined ? {} : { scheme }),
    ...(last4 === undefined ? {} : { last4 }),
    ...(authorisation === undefined ? {} : { authorisation }),
    ...(application === undefined ? {} : { application }),
    slip: slipOf(said.PaymentReceipt),
  };
}

/** The end of a payment. Throws Fault `device.busy` where it was not begun, `device.protocol` where what was approved is not told. */
export function paymentAnswer(payment: Pick<CardPayment, 'amount' | 'currency'>, said: Paid): CardAnswer {
  if (said.Response.Result === 'Failure') {
    const condition = conditionOf(said);
    if (condition === 'Busy') throw new Fault('device.busy');
    return { outcome: 'declined', reason: condition };
  }
  const exponent = exponentOf(payment.currency);
  const { AuthorizedAmount: whole, TipAmount = 0 } = said.PaymentResult?.AmountsResp ?? {};
  const authorised = whole === undefined ? undefined : toMinor(whole, exponent);
  const tip = toMinor(TipAmount, exponent);
  const transaction = said.POIData?.POITransactionID;
  if (authorised === undefined || tip === undefined || tip > authorised || transaction === undefined)
    throw new Fault('device.protocol', { missing: 'amount or transaction' });
  return {
    outcome: 'approved',
    amount: authorised - tip,
    tip,
    reference: `${transaction.TransactionID} ${transaction.TimeStamp}`,
    card: cardOf(said),
  };
}

/** What the terminal says when asked what became of a payment. */
export function statusAnswer(payment: CardPayment, said: NexoAnswer): CardInquiry {
  const status = said.TransactionStatusResponse;
  if (status === undefined) throw new Fault('device.protocol', { missing: 'status' });
  if (status.Response.Result === 'Failure') {
    const condition = conditionOf(status);
    if (condition === 'InProgress' || condition === 'Busy') return { outcome: 'running' };
    if (condition === 'NotFound') return { outcome: 'not-found' };
    throw new Fault('device.protocol', { condition });
  }
  const repeated = status.RepeatedMessageResponse?.RepeatedResponseMessageBody.PaymentResponse;
  if (repeated === undefined) throw new Fault('device.protocol', { missing: 'repeated answer' });
  return paymentAnswer(payment, repeated);
}

export type Reversal = 'reversed' | 'running' | 'failed' | 'unasked';

/** What became of a try to take a payment back. */
export function reversalStatus({ TransactionStatusResponse: status }: NexoAnswer): Reversal {
  if (status === undefined) throw new Fault('device.protocol', { missing: 'status' });
  if (status.Response.Result === 'Failure') {
    const condition = conditionOf(status);
    if (condition === 'NotFound') return 'unasked';
    if (condition === 'InProgress' || condition === 'Busy') return 'running';
    throw new Fault('device.protocol', { condition });
  }
  const repeated = status.RepeatedMessageResponse?.RepeatedResponseMessageBody.ReversalResponse;
  if (repeated === undefined) throw new Fault('device.protocol', { missing: 'repeated answer' });
  return repeated.Response.Result === 'Failure' ? 'failed' : 'reversed';
}

/** Which way the money of a total went. */
const signs: Readonly<Record<string, number>> = { Debit: 1, Credit: -1, ReverseDebit: -1, ReverseCredit: 1 };

export function totalsOf(said: NexoAnswer, currency: string): TerminalTotals {
  const answer = said.ReconciliationResponse;
  if (answer === undefined) throw new Fault('device.protocol', { missing: 'totals' });
  if (answer.Response.Result === 'Failure')
    throw new Fault('device.refused', { reason: conditionOf(answer) });
  let [net, count] = [0, 0];
  for (const { PaymentTotals = [] } of answer.TransactionTotals ?? [])
    for (const { TransactionType, TransactionCount, TransactionAmount } of PaymentTotals) {
      const amount = toMinor(TransactionAmount, exponentOf(currency));
      if (amount === undefined) throw new Fault('device.protocol', { amount: TransactionAmount });
      net += (signs[TransactionType] ?? 0) * amount;
      count += TransactionCount;
    }
  return { net, currency, count, slip: [] };
}
