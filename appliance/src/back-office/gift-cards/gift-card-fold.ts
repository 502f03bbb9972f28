// Gift cards as a fold: what is sold on a card, put on it, taken from it and given back to it, by the hash of its code. Two registers that sold
// one code are both counted, and the card says so. What the office blocks is in its own journal.
import { type Static, Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import type { GiftCardRef } from '../../domain/gift-card/gift-card.ts';
import { saleOf, type SoldSale } from '../figures/read-sale.ts';
import {
  checkVersion,
  type Fold,
  type FoldEntry,
  FoldStop,
  type FoldTable,
  placeOf,
  type RowChange,
} from '../folds/fold.ts';

const cards: FoldTable = {
  name: 'gift_card',
  merge: 'latest',
  keys: ['card', 'currency'],
  values: ['last4', 'type', 'type_name', 'purpose', 'vat_class', 'expires_at', 'at', 'register', 'seq'],
  rank: ['at', 'register', 'seq'],
};

const sums: FoldTable = {
  name: 'gift_card_sum',
  merge: 'sum',
  keys: ['card', 'currency'],
  values: ['balance', 'sold', 'used', 'issues'],
};

const movements: FoldTable = {
  name: 'gift_card_movement',
  merge: 'once',
  keys: ['card', 'at', 'register', 'seq', 'line'],
  values: ['currency', 'shop', 'kind', 'amount', 'user', 'receipt'],
};

const payments: FoldTable = {
  name: 'gift_card_payment',
  merge: 'latest',
  keys: ['register', 'payment'],
  values: ['seq'],
  rank: ['seq'],
};

const blocks: FoldTable = {
  name: 'gift_card_block',
  merge: 'latest',
  keys: ['card'],
  values: ['blocked', 'reason', 'user', 'at', 'seq'],
  rank: ['seq'],
};

/** Type and version of the entry in the office's journal. */
export const blocked = { type: 'gift-card.blocked', v: 1 } as const;

/** Its payload. */
export const Blocked = Type.Object({ card: Type.String(), blocked: Type.Boolean(), reason: Type.String() });
export type Blocked = Static<typeof Blocked>;

const Settled = Type.Object({ payment: Type.String(), state: Type.String() });
const settledCheck = TypeCompiler.Compile(Settled);
const blockedCheck = TypeCompiler.Compile(Blocked);

export const giftCardFold: Fold = {
  name: 'gift-cards',
  version: 1,
  tables: [cards, sums, movements, payments, blocks],
  types: new Set(['sale.completed', 'payment.settled', blocked.type]),
  rowsOf(entry) {
    if (entry.type === blocked.type) return blockRows(entry);
    return entry.type === 'payment.settled' ? settledRows(entry) : saleRows(entry);
  },
};

function blockRows(entry: FoldEntry): RowChange[] {
  checkVersion(entry, blocked.v);
  const { content, who, at, seq } = entry;
  if (!blockedCheck.Check(content)) throw new FoldStop('content-invalid', 'not a blocked card');
  const { card, reason } = content;
  return [{ table: blocks, row: { card, blocked: content.blocked ? 1 : 0, reason, user: who, at, seq } }];
}

/** A payment that took nothing, or gave it back: what was held for it is free. */
function settledRows({ content, register, seq }: FoldEntry): RowChange[] {
  if (!settledCheck.Check(content)) throw new FoldStop('content-invalid', 'not a settled payment');
  const { payment, state } = content;
  return state === 'declined' || state === 'reversed'
    ? [{ table: payments, row: { register, payment, seq } }]
    : [];
}

type Kind = 'issue' | 'top-up' | 'use' | 'refund';

interface Movement extends GiftCardRef {
  readonly kind: Kind;
  /** Signed. */
  readonly amount: number;
}

function saleRows(entry: FoldEntry): RowChange[] {
  const sale = saleOf(entry);
  const ofLines = lineMovements(sale);
  const ofPayments = sale.payments.flatMap(({ id, amount, giftCard }) =>
    giftCard === undefined ? [] : [{ ...giftCard, id, amount: -amount }],
  );
  if (ofLines.length + ofPayments.length === 0) return [];
  const { currency } = placeOf(entry);
  const paid = ofPayments.map((each): Movement => ({ ...each, kind: each.amount < 0 ? 'use' : 'refund' }));
  return [
    ...[...ofLines, ...paid].flatMap((movement, line) =>
      movementRows(entry, { movement, line, receipt: sale.receipt }),
    ),
    ...soldRows(entry, sale, currency),
    ...endedRows(entry, [
      ...ofPayments.map(({ id }) => id),
      ...sale.lines.filter(({ giftCard }) => giftCard?.does === 'use').map(({ id }) => id),
    ]),
  ];
}

function lineMovements({ lines }: SoldSale): readonly Movement[] {
  return lines.flatMap(({ giftCard, total }): Movement[] => {
    if (giftCard === undefined) return [];
    const { card, last4, does } = giftCard;
    // What goods were paid with takes off from the sale and from the card alike.
    return [{ card, last4, kind: does, amount: total }];
  });
}

function movementRows(
  entry: FoldEntry,
  {
    movement,
    line,
    receipt,
  }: { readonly movement: Movement; readonly line: number; readonly receipt: number },
): RowChange[] {
  const { at, register, seq, who } = entry;
  const { currency, shop } = placeOf(entry);
  const { card, kind, amount } = movement;
  const put = kind === 'issue' || kind === 'top-up';
  return [
    {
      table: sums,
      row: {
        card,
        currency,
        balance: amount,
        sold: put ? amount : 0,
        used: put ? 0 : -amount,
        issues: kind === 'issue' ? 1 : 0,
      },
    },
    {
      table: movements,
      row: { card, at, register, seq, line, currency, shop, kind, amount, user: who, receipt },
    },
  ];
}

/** What was last sold on a card says what card it is. */
function soldRows({ at, register, seq }: FoldEntry, { lines }: SoldSale, currency: string): RowChange[] {
  return lines.flatMap(({ giftCard, product }) => {
    if (giftCard === undefined || giftCard.does === 'use') return [];
    const { card, last4, type, purpose, expiresAt = null } = giftCard;
    const what = { card, currency, last4, type, type_name: product.name, purpose };
    const vatClass = purpose === 'single' ? product.vatClass : null;
    return [
      { table: cards, row: { ...what, vat_class: vatClass, expires_at: expiresAt, at, register, seq } },
    ];
  });
}

function endedRows({ register, seq }: FoldEntry, ids: readonly string[]): RowChange[] {
  return ids.map((payment) => ({ table: payments, row: { register, payment, seq } }));
}
