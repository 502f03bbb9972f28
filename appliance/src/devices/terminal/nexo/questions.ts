// What a till asks of a nexo terminal. Every message has an id of its own; that of a payment is made from the payment's id, so that the till can ask
// after it whenever it must, also when it remembers nothing.
import { createHash } from 'node:crypto';
import { exponentOf } from '../../../domain/money/currencies.ts';
import type { CardRequest } from '../port.ts';
import { toMajor } from './codec/amounts.ts';
import type { NexoHeader } from './codec/messages.ts';
import type { Category } from './codec/schema.ts';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const serviceIdLength = 10;

/** Ten letters and digits out of a hash: two of 48 hours that are the same are one in millions of millions. */
export function serviceIdOf(seed: Uint8Array | string): string {
  const hash = createHash('sha256').update(seed).digest();
  return [...hash.subarray(0, serviceIdLength)].map((byte) => alphabet[byte % alphabet.length]).join('');
}

export interface Asking {
  readonly saleId: string;
  readonly poiId: string;
}

export function headerOf(category: Category, serviceId: string, { saleId, poiId }: Asking): NexoHeader {
  return {
    ProtocolVersion: '3.0',
    MessageClass: 'Service',
    MessageCategory: category,
    MessageType: 'Request',
    SaleID: saleId,
    ServiceID: serviceId,
    POIID: poiId,
  };
}

/** A question to be sent, with what it is called. */
export interface NexoMessage {
  readonly MessageHeader: NexoHeader;
  readonly [body: string]: unknown;
}

export function paymentMessage(
  request: CardRequest,
  { header, at, partialApproval }: { header: NexoHeader; at: string; partialApproval: boolean },
): NexoMessage {
  const { payment, direction, amount, tip, currency, askTip } = request;
  const exponent = exponentOf(currency);
  const options = [
    ...(askTip ? ['AskGratuity'] : []),
    ...(partialApproval ? ['AllowPartialAuthorisation'] : []),
  ];
  return {
    MessageHeader: header,
    PaymentRequest: {
      SaleData: {
        SaleTransactionID: { TransactionID: payment, TimeStamp: at },
        ...(options.length === 0 ? {} : { SaleToAcquirerData: `tenderOption=${options.join(',')}` }),
      },
      PaymentTransaction: {
        AmountsReq: {
          Currency: currency,
          RequestedAmount: toMajor(amount + tip, exponent),
          ...(tip === 0 ? {} : { TipAmount: toMajor(tip, exponent) }),
        },
      },
      ...(direction === 'refund' ? { PaymentData: { PaymentType: 'Refund' } } : {}),
    },
  };
}

/** `TransactionID TimeStamp`: both are wanted to take it back. */
export function reversalMessage(reference: string, header: NexoHeader, at: string): NexoMessage | undefined {
  const [id, timeStamp] = reference.split(' ');
  if (id === undefined || timeStamp === undefined) return undefined;
  return {
    MessageHeader: header,
    ReversalRequest: {
      OriginalPOITransaction: { POITransactionID: { TransactionID: id, TimeStamp: timeStamp } },
      ReversalReason: 'MerchantCancel',
      SaleData: { SaleTransactionID: { TransactionID: header.ServiceID, TimeStamp: at } },
    },
  };
}

const referenceTo = (category: Category, { SaleID, ServiceID }: NexoHeader): object => ({
  MessageReference: { MessageCategory: category, SaleID, ServiceID },
});

/** @param about header of the message that is asked after */
export function statusMessage(about: NexoHeader, header: NexoHeader): NexoMessage {
  return {
    MessageHeader: header,
    TransactionStatusRequest: {
      ...referenceTo(about.MessageCategory, about),
      ReceiptReprintFlag: true,
      DocumentQualifier: ['CustomerReceipt'],
    },
  };
}

export function abortMessage(about: NexoHeader, header: NexoHeader): NexoMessage {
  return {
    MessageHeader: header,
    AbortRequest: { AbortReason: 'MerchantAbort', ...referenceTo(about.MessageCategory, about) },
  };
}

export function reconciliationMessage(header: NexoHeader): NexoMessage {
  return { MessageHeader: header, ReconciliationRequest: { ReconciliationType: 'SaleReconciliation' } };
}
