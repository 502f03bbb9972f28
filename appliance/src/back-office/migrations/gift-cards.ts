// Gift cards folded from sales (gift-cards/gift-card-fold.ts): every card by the hash of its code, what is on it, and every movement that led
// there; whether it is blocked; which payments have come to an end. And what no journal tells: amounts held for payments under way, and the
// salt that all hashes share.
import type { Migration } from '../../platform/database/migrations/migration.ts';

const sql = `
CREATE TABLE gift_card (
  card TEXT NOT NULL,
  currency TEXT NOT NULL,
  last4 TEXT NOT NULL,
  type TEXT NOT NULL,
  type_name TEXT NOT NULL,
  purpose TEXT NOT NULL,
  vat_class TEXT,
  -- Of the last time money was put on it; milliseconds since 1970 UTC.
  expires_at INTEGER,
  at INTEGER NOT NULL,
  register TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (card, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE gift_card_sum (
  card TEXT NOT NULL,
  currency TEXT NOT NULL,
  -- Minor units, all of them.
  balance INTEGER NOT NULL,
  sold INTEGER NOT NULL,
  used INTEGER NOT NULL,
  -- How often it was sold: more than once is two cards with one code.
  issues INTEGER NOT NULL,
  PRIMARY KEY (card, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE gift_card_movement (
  card TEXT NOT NULL,
  at INTEGER NOT NULL,
  register TEXT NOT NULL,
  seq INTEGER NOT NULL,
  -- Place within the entry.
  line INTEGER NOT NULL,
  currency TEXT NOT NULL,
  shop TEXT NOT NULL,
  kind TEXT NOT NULL,
  -- Minor units, signed.
  amount INTEGER NOT NULL,
  user TEXT NOT NULL,
  receipt INTEGER NOT NULL,
  PRIMARY KEY (card, at, register, seq, line)
) STRICT, WITHOUT ROWID;

CREATE INDEX gift_card_movement_day ON gift_card_movement (at);

-- Payments by gift card that are paid or given up: nothing is held for them any more.
CREATE TABLE gift_card_payment (
  register TEXT NOT NULL,
  payment TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (register, payment)
) STRICT, WITHOUT ROWID;

CREATE TABLE gift_card_block (
  card TEXT NOT NULL PRIMARY KEY,
  blocked INTEGER NOT NULL,
  reason TEXT NOT NULL,
  user TEXT NOT NULL,
  at INTEGER NOT NULL,
  seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE gift_card_hold (
  register TEXT NOT NULL,
  payment TEXT NOT NULL,
  card TEXT NOT NULL,
  amount INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (register, payment)
) STRICT, WITHOUT ROWID;

CREATE INDEX gift_card_hold_card ON gift_card_hold (card);

CREATE TABLE gift_card_salt (only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1), salt TEXT NOT NULL) STRICT;
`;

export function giftCardTables(number: number): Migration {
  return { number, name: 'gift-cards', sql };
}
