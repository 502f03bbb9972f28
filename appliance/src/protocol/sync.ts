// Frames between a box and its back office over one WebSocket (`/sync`), JSON, one object a frame; compressed by the socket.
// The box speaks first and proves its key; then the journal goes up in batches and the feed comes down, both by number, so that either side
// may be killed at any moment and goes on where the other says it stands. Version of its own: boxes and office are updated apart.
import { type Static, Type } from '@sinclair/typebox';

export const syncVersion = 1;
export const syncPath = '/sync';
/** Largest frame either side takes, bytes. */
export const syncFrameBytesMax = 4 * 1024 * 1024;
/** A batch is closed at whichever comes first. */
export const batchEntriesMax = 500;
export const batchBytesMax = 512 * 1024;
export const feedItemsMax = 1_000;

const strict = { additionalProperties: false };
const text = (maxLength = 200) => Type.String({ maxLength });
const number = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const register = Type.String({ pattern: '^[A-Z0-9]{1,8}$' });
const sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const base64 = (maxLength: number) => Type.String({ maxLength, pattern: '^[A-Za-z0-9+/]*={0,2}$' });

/** An entry exactly as it lies in the box's journal; the payload is its canonical text. */
export const SyncEntry = Type.Object(
  {
    seq: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
    at: number,
    who: text(),
    approvedBy: Type.Optional(text()),
    type: text(),
    v: number,
    subject: text(),
    payload: text(1_000_000),
    prev: sha256,
    hash: sha256,
    signature: Type.Optional(text()),
    key: Type.Optional(text()),
  },
  strict,
);

const Device = Type.Object({ name: text(40), kind: text(40), model: text(40), state: text(40) }, strict);

/** How a box is, told every `statusMs` and when something changes. Null: this box cannot tell. */
export const BoxStatus = Type.Object(
  {
    /** Entries not yet taken by the office. */
    queue: number,
    devices: Type.Array(Device, { maxItems: 60 }),
    disk: Type.Union([Type.Null(), Type.Object({ freeBytes: number, sizeBytes: number }, strict)]),
    /** Thousandths of a degree Celsius. */
    temperature: Type.Union([Type.Null(), Type.Integer()]),
    pages: number,
    /** Under which its pages can be opened from other machines: `http://kasse1.local:8080`. Absent: a box of before. */
    addresses: Type.Optional(Type.Array(text(300), { maxItems: 20 })),
    /** Since when a drawer stands open longer than it should. */
    drawerLeftOpen: Type.Optional(number),
    startedAt: number,
    feedNumber: number,
  },
  strict,
);

/** What the office may ask a box to do. */
export const orderNames = ['restart', 'reload-pages', 'identify', 'support-bundle'] as const;

export const BoxFrame = {
  hello: Type.Object(
    {
      t: Type.Literal('hello'),
      protocol: number,
      version: text(40),
      register,
      roles: Type.Array(text(40), { maxItems: 10 }),
      /** Id of the key it proves itself with. */
      key: Type.String({ pattern: '^[0-9a-f]{16}$' }),
      /** Where its journal ends: one that ends before what the office holds comes from a backup, and is told so before it writes on. */
      head: Type.Object({ seq: number, hash: sha256 }, strict),
      /** The box's clock. */
      at: number,
      nonce: base64(64),
    },
    strict,
  ),
  /** Ed25519 over `countertop-sync-1` | office's nonce | box's nonce | office id, joined by line feeds. */
  proof: Type.Object({ t: Type.Literal('proof'), signature: base64(120) }, strict),
  journal: Type.Object(
    {
      t: Type.Literal('journal'),
      entries: Type.Array(SyncEntry, { minItems: 1, maxItems: batchEntriesMax }),
    },
    strict,
  ),
  /** Which feed it holds and up to where; the office answers with what comes after, for as long as the link lives. */
  follow: Type.Object({ t: Type.Literal('follow'), epoch: text(64), from: number }, strict),
  /** The change up to here is in the box's database. The office sends no more than a few ahead of it. */
  applied: Type.Object({ t: Type.Literal('applied'), number }, strict),
  /** `offsetMs`: the box's clock less the office's, half the round trip of a ping taken off; null before the first pong. */
  status: Type.Object(
    {
      t: Type.Literal('status'),
      at: number,
      offsetMs: Type.Union([Type.Null(), Type.Integer()]),
      status: BoxStatus,
    },
    strict,
  ),
  done: Type.Object(
    {
      t: Type.Literal('done'),
      order: text(64),
      ok: Type.Boolean(),
      detail: text(2_000),
      bundle: Type.Optional(base64(3_000_000)),
    },
    strict,
  ),
  /** Something only the office knows, while somebody waits; a question that `welcome` named. */
  ask: Type.Object(
    { t: Type.Literal('ask'), id: text(64), question: text(40), body: Type.Unknown() },
    strict,
  ),
  ping: Type.Object({ t: Type.Literal('ping'), at: number }, strict),
} as const;

/** One thing of the feed as the box keeps it; null: no longer there for this box. */
export const FeedItem = Type.Object({ kind: text(40), id: text(64), body: Type.Unknown() }, strict);

/** Why an office does not speak with a box. */
export const syncRefusals = [
  /** One of the two is too old for the other. */
  'version',
  /** No box was ever enrolled with this key. */
  'unknown-key',
  'proof-wrong',
  'revoked',
  /** The box speaks for another register than it was enrolled for. */
  'register-wrong',
  /** Another box is linked for this register. */
  'register-in-use',
  /** The same key came again: a new link of this box, or a copy of it. */
  'replaced',
  /** The journal does not continue what the office holds. */
  'chain-broken',
] as const;

export const OfficeFrame = {
  challenge: Type.Object(
    {
      t: Type.Literal('challenge'),
      protocol: number,
      version: text(40),
      office: text(64),
      nonce: base64(64),
    },
    strict,
  ),
  /** Entries of this register the office has: the box goes on with the next. `answers`: the questions this office takes. */
  welcome: Type.Object(
    {
      t: Type.Literal('welcome'),
      seq: number,
      hash: sha256,
      at: number,
      answers: Type.Optional(Type.Array(text(40), { maxItems: 100 })),
    },
    strict,
  ),
  /** One of `syncRefusals`, or of a later version; the box waits and tries again, seldom. */
  refused: Type.Object({ t: Type.Literal('refused'), code: text(40), detail: text(500) }, strict),
  taken: Type.Object({ t: Type.Literal('taken'), seq: number }, strict),
  /** The batch did not follow what is there: send from here. */
  gap: Type.Object({ t: Type.Literal('gap'), expected: number }, strict),
  /** `first` and `last` frame of one whole: the box applies them together, in one transaction. `whole`: what is not in it is gone. */
  changes: Type.Object(
    {
      t: Type.Literal('changes'),
      epoch: text(64),
      number,
      whole: Type.Boolean(),
      first: Type.Boolean(),
      last: Type.Boolean(),
      items: Type.Array(FeedItem, { maxItems: feedItemsMax }),
    },
    strict,
  ),
  order: Type.Object(
    {
      t: Type.Literal('order'),
      id: text(64),
      name: Type.Union(orderNames.map((each) => Type.Literal(each))),
    },
    strict,
  ),
  /** Either a `value` or why there is none. */
  answer: Type.Object(
    {
      t: Type.Literal('answer'),
      id: text(64),
      value: Type.Optional(Type.Unknown()),
      refusal: Type.Optional(
        Type.Object(
          {
            code: text(60),
            data: Type.Record(
              Type.String(),
              Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]),
            ),
          },
          strict,
        ),
      ),
    },
    strict,
  ),
  pong: Type.Object({ t: Type.Literal('pong'), at: number, echo: number }, strict),
} as const;

export type SyncEntry = Static<typeof SyncEntry>;
export type BoxStatus = Static<typeof BoxStatus>;
export type FeedItem = Static<typeof FeedItem>;
export type OrderName = (typeof orderNames)[number];
export type SyncRefusal = (typeof syncRefusals)[number];
export type BoxFrame = {
  [Name in keyof typeof BoxFrame]: Static<(typeof BoxFrame)[Name]>;
}[keyof typeof BoxFrame];
export type OfficeFrame = {
  [Name in keyof typeof OfficeFrame]: Static<(typeof OfficeFrame)[Name]>;
}[keyof typeof OfficeFrame];
