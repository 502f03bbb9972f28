// A journal entry: what happened, chained to the entry before by SHA-256 over canonical JSON (RFC 8785). The format is for ever.
import type { RegisterEvent } from '../register/events.ts';

/** The part that is hashed, exactly these members. `prev` of the first entry is 64 zeros. A register's payloads are its events'; the
 *  office's journal holds others in the same form. */
export interface EntryBody<Payload extends object = RegisterEvent['payload']> {
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
  /** What it is about: `tab:<id>`, `working-time:<id>`, `shift:<n>`, `register`. */
  readonly subject: string;
  readonly payload: Payload;
  /** Hash of the entry before, lower-case hex. */
  readonly prev: string;
}

/** Stored beside the body: `hash` = SHA-256 of canonical JSON of the body; `signature` = Ed25519 over the hash bytes, base64, where `isSigned`. */
export interface Entry<Payload extends object = RegisterEvent['payload']> extends EntryBody<Payload> {
  readonly hash: string;
  readonly signature?: string;
  /** Id of the box key that signed; old public keys are kept for ever. */
  readonly key?: string;
}

export const firstPrev = '0'.repeat(64);

/** Name of the office's own journal; no register of a box may bear it. */
export const officeRegister = 'OFFICE';

const signedTypes: ReadonlySet<string> = new Set(['sale.completed', 'shift.closed']);

/** Which entries carry a signature: sales and closes of a register, and everything the office writes, which is little and weighs much. */
export function isSigned({ register, type }: { readonly register: string; readonly type: string }): boolean {
  return register === officeRegister || signedTypes.has(type);
}

export function subjectOf(event: RegisterEvent, shift: number | null): string {
  const payload: object = event.payload;
  if ('tab' in payload && typeof payload.tab === 'string') return `tab:${payload.tab}`;
  if ('workingTime' in payload) return `working-time:${String(payload.workingTime)}`;
  if (event.type === 'sale.completed') return `tab:${event.payload.sale.tab.id}`;
  return shift === null ? 'register' : `shift:${shift}`;
}
