// The part of the nexo Sale-to-POI messages that the till reads, each as lenient as the standard: what is not named here may be there too.
import { type TSchema, Type } from '@sinclair/typebox';

const text = Type.String({ maxLength: 4_096 });
const short = Type.String({ maxLength: 128 });
const money = Type.Number({ minimum: 0, maximum: 1e12 });
const maybe = <T extends TSchema>(schema: T) => Type.Optional(schema);

export const categories = [
  'Payment',
  'Reversal',
  'TransactionStatus',
  'Abort',
  'Reconciliation',
  'Diagnosis',
] as const;
export type Category = (typeof categories)[number];

export const Header = Type.Object({
  ProtocolVersion: short,
  MessageClass: short,
  MessageCategory: Type.Union(categories.map((category) => Type.Literal(category))),
  MessageType: Type.Union([Type.Literal('Request'), Type.Literal('Response')]),
  SaleID: short,
  ServiceID: short,
  POIID: short,
});

const Transaction = Type.Object({ TransactionID: short, TimeStamp: short });

export const Response = Type.Object({
  Result: Type.Union([Type.Literal('Success'), Type.Literal('Failure'), Type.Literal('Partial')]),
  ErrorCondition: maybe(short),
  AdditionalResponse: maybe(Type.String({ maxLength: 65_536 })),
});

const Receipt = Type.Object({
  DocumentQualifier: short,
  OutputContent: Type.Object({
    OutputText: maybe(Type.Array(Type.Object({ Text: text }), { maxItems: 200 })),
  }),
});

export const PaymentResponse = Type.Object({
  Response,
  POIData: maybe(Type.Object({ POITransactionID: maybe(Transaction) })),
  PaymentResult: maybe(
    Type.Object({
      AmountsResp: maybe(
        Type.Object({ AuthorizedAmount: money, TipAmount: maybe(money), Currency: maybe(short) }),
      ),
      PaymentInstrumentData: maybe(
        Type.Object({
          CardData: maybe(Type.Object({ MaskedPan: maybe(short), PaymentBrand: maybe(short) })),
        }),
      ),
      PaymentAcquirerData: maybe(Type.Object({ ApprovalCode: maybe(short) })),
    }),
  ),
  PaymentReceipt: maybe(Type.Array(Receipt, { maxItems: 8 })),
});

export const ReversalResponse = Type.Object({
  Response,
  POIData: maybe(Type.Object({ POITransactionID: maybe(Transaction) })),
});

export const StatusResponse = Type.Object({
  Response,
  RepeatedMessageResponse: maybe(
    Type.Object({
      RepeatedResponseMessageBody: Type.Object({
        PaymentResponse: maybe(PaymentResponse),
        ReversalResponse: maybe(ReversalResponse),
      }),
    }),
  ),
});

export const ReconciliationResponse = Type.Object({
  Response,
  TransactionTotals: maybe(
    Type.Array(
      Type.Object({
        PaymentTotals: maybe(
          Type.Array(
            Type.Object({
              TransactionType: short,
              TransactionCount: Type.Integer({ minimum: 0 }),
              TransactionAmount: money,
            }),
            { maxItems: 100 },
          ),
        ),
      }),
      { maxItems: 100 },
    ),
  ),
});

/** Any answer, whole. */
export const Answer = Type.Object({
  MessageHeader: Header,
  PaymentResponse: maybe(PaymentResponse),
  ReversalResponse: maybe(ReversalResponse),
  TransactionStatusResponse: maybe(StatusResponse),
  ReconciliationResponse: maybe(ReconciliationResponse),
});

/** Any question, as a simulator reads it. */
export const Question = Type.Object({
  MessageHeader: Header,
  PaymentRequest: maybe(
    Type.Object({
      SaleData: Type.Object({ SaleTransactionID: Transaction, SaleToAcquirerData: maybe(text) }),
      PaymentTransaction: Type.Object({
        AmountsReq: Type.Object({ Currency: short, RequestedAmount: money, TipAmount: maybe(money) }),
      }),
      PaymentData: maybe(Type.Object({ PaymentType: short })),
    }),
  ),
  ReversalRequest: maybe(
    Type.Object({ OriginalPOITransaction: Type.Object({ POITransactionID: Transaction }) }),
  ),
  TransactionStatusRequest: maybe(
    Type.Object({
      MessageReference: Type.Object({ MessageCategory: short, SaleID: short, ServiceID: short }),
    }),
  ),
  AbortRequest: maybe(
    Type.Object({
      MessageReference: Type.Object({ MessageCategory: short, SaleID: short, ServiceID: short }),
    }),
  ),
});

const SealedPart = Type.Object({
  MessageHeader: Header,
  NexoBlob: Type.String({ maxLength: 400_000 }),
  SecurityTrailer: Type.Object({
    AdyenCryptoVersion: Type.Integer(),
    KeyIdentifier: short,
    KeyVersion: Type.Integer(),
    Nonce: short,
    Hmac: short,
  }),
});

export const SealedRequest = Type.Object({ SaleToPOIRequest: SealedPart });
export const SealedResponse = Type.Object({ SaleToPOIResponse: SealedPart });
