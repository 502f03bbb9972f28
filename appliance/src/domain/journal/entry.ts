// A journal entry: what happened, chained to the entry before by SHA-256 over canonical JSON (RFC 8785). The format is for ever.
import type { RegisterEvent } from '../register/events.ts';

/** The part that is hashed, exactly these members. `prev` of the first entry is 64 zeros. */
export interface EntryBody {
  readonly register: string;
  /** 1, 2, 3… without gaps. */
  readonly seq: number;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** User id, or `system`. */
  readonly who: string;
  readonly approvedBy?: string;
  readonly type: string;
  /** Version of the payload's shape. */
  readonly v: number;
  /** What it is about: `tab:<id>`, `shift:<n>`, `register`. */
  readonly subject: string;
  readonly payload: RegisterEvent['payload'];
  /** Hash of the entry before, lower-case hex. */
  readonly prev: string;
}

/** Stored beside the body: `hash` = SHA-256 of canonical JSON of the body; `signature` = Ed25519 over the hash bytes, base64, on sales and closes. */
export interface Entry extends EntryBody {
  readonly hash: string;
  readonly signature?: string;
  /** Id of the box key that signed; old public keys are kept for ever. */
  readonly key?: string;
}

export const firstPrev = '0'.repeat(64);

/** Entries that carry a signature. */
export const signedTypes: ReadonlySet<string> = new Set(['sale.completed', 'shift.closed']);

export function subjectOf(event: RegisterEvent, shift: number | null): string {
  const payload: object = event.payload;
  if ('tab' in payload && typeof payload.tab === 'string') return `tab:${payload.tab}`;
  if (event.type === 'sale.completed') return `tab:${event.payload.sale.tab.id}`;
  return shift === null ? 'register' : `shift:${shift}`;
}
