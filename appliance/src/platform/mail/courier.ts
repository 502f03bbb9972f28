// What carries one mail out of the box, and how it may end.
import type { Message } from './mail.ts';

export interface Outgoing extends Message {
  /** Names the mail to the receiving side too: one that is sent twice, after a crash between sending and noting it, is known by it. */
  readonly id: string;
  /** When it was written, milliseconds since 1970. */
  readonly at: number;
}

/** `mail`: this mail is refused, others may pass. `server`: nothing passes for now. Without `permanent` another try may succeed. */
export type Delivery =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly trouble: 'mail' | 'server';
      readonly permanent: boolean;
      /** For people: what the server said. Holds no secret. */
      readonly error: string;
    };

/** Ends in its own time, and early when aborted. Throws nothing that is expected. */
export type Courier = (mail: Outgoing, signal: AbortSignal) => Promise<Delivery>;
