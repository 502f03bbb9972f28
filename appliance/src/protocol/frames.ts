// Frames between a page and the daemon over one WebSocket, JSON, one object a frame.
// A page says hello, subscribes to topics, sends commands and queries. The daemon answers each once and pushes views:
// first whole, then merge patches with a revision; a page that sees a gap subscribes again and gets the whole.
// A merge patch is RFC 7396 with one difference: null is a value. Members to remove are named in `$remove: [keys]` of their object.
import { type Static, Type } from '@sinclair/typebox';
import type { Failure } from './failures.ts';
import type { Views } from './views.ts';

/** Largest frame a page may send, bytes. Larger closes the link with 1009. */
export const frameBytesMax = 16_384;

const id = Type.String({ minLength: 8, maxLength: 64, pattern: '^[A-Za-z0-9-]+$' });

export const HelloFrame = Type.Object(
  {
    t: Type.Literal('hello'),
    protocol: Type.Integer(),
    page: Type.String({ maxLength: 40 }),
    /** Token of an earlier login of this page, kept for this browser tab only. */
    session: Type.Optional(Type.String({ maxLength: 100 })),
  },
  { additionalProperties: false },
);

export const CommandFrame = Type.Object(
  {
    t: Type.Literal('command'),
    /** Made by the sender once per intention; a repeat with the same id gets the first answer. */
    id,
    name: Type.String({ maxLength: 40 }),
    body: Type.Unknown(),
    /** PIN of somebody who holds the permission, entered in place for exactly this command; or their badge, which was just scanned. */
    approval: Type.Optional(
      Type.Union([
        Type.Object(
          { user: Type.String({ maxLength: 64 }), pin: Type.String({ minLength: 1, maxLength: 64 }) },
          { additionalProperties: false },
        ),
        Type.Object({ badge: Type.Literal('scanned') }, { additionalProperties: false }),
      ]),
    ),
  },
  { additionalProperties: false },
);

export const QueryFrame = Type.Object(
  { t: Type.Literal('query'), id, name: Type.String({ maxLength: 40 }), body: Type.Unknown() },
  { additionalProperties: false },
);

export const SubscribeFrame = Type.Object(
  { t: Type.Literal('subscribe'), topic: Type.String({ maxLength: 40 }) },
  { additionalProperties: false },
);

/** Heartbeat of the page; answered with `pong`. Silence for 10 s means the link is dead for either side. */
export const PingFrame = Type.Object({ t: Type.Literal('ping') }, { additionalProperties: false });

export type HelloFrame = Static<typeof HelloFrame>;
export type CommandFrame = Static<typeof CommandFrame>;
export type QueryFrame = Static<typeof QueryFrame>;
export type SubscribeFrame = Static<typeof SubscribeFrame>;
export type PageFrame = HelloFrame | CommandFrame | QueryFrame | SubscribeFrame | Static<typeof PingFrame>;

export type Topic = keyof Views;

export type DaemonFrame =
  | {
      readonly t: 'hello';
      readonly protocol: number;
      readonly box: string;
      readonly version: string;
      /** True when the session token of the page's hello is still the register's operator. */
      readonly loggedIn: boolean;
      readonly demo: boolean;
    }
  | { readonly t: 'reply'; readonly id: string; readonly ok: true; readonly value: unknown }
  | { readonly t: 'reply'; readonly id: string; readonly ok: false; readonly failure: Failure }
  | { readonly t: 'view'; readonly topic: Topic; readonly rev: number; readonly view: unknown }
  | { readonly t: 'patch'; readonly topic: Topic; readonly rev: number; readonly patch: unknown }
  | { readonly t: 'pong' }
  /** Said before the daemon closes a link: wrong protocol version, too slow, stopping. */
  | { readonly t: 'bye'; readonly reason: 'version' | 'too-slow' | 'stopping' | 'bad-frame' | 'too-many' };
