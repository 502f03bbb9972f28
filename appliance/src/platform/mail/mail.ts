// E-mail as a port: whoever sends hands a mail over and is told that it is stored; whether and when it arrives is the outbox's.

export interface Attachment {
  /** File name as the reader sees it. */
  readonly name: string;
  /** Media type, e.g. `application/pdf`. */
  readonly type: string;
  readonly content: Uint8Array;
}

export interface Message {
  /** Made by who sends: handed over again with it, it is the same mail. Absent: a new one each time. */
  readonly id?: string;
  /** One address. Several people get a mail each: none sees the others, and each has a state of its own. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly attachments?: readonly Attachment[];
}

/** `mail.address`: not an address. `mail.subject`: empty or too long. `mail.too-large`: over `maxBytes`. `mail.outbox-full`: so much
 *  waits to be sent that nothing more is taken. */
export type MailRefusal =
  | { readonly code: 'mail.address' }
  | { readonly code: 'mail.subject'; readonly maxLength: number }
  | { readonly code: 'mail.too-large'; readonly bytes: number; readonly maxBytes: number }
  | { readonly code: 'mail.outbox-full' };

export type MailOutcome =
  { readonly ok: true; readonly id: string } | { readonly ok: false; readonly refusal: MailRefusal };

export interface Mail {
  /** Resolves when the mail is stored durably. Throws Fault `storage.*` | `stopped`. */
  send(message: Message): Promise<MailOutcome>;
}

/** Text, HTML and attachments together, before they are encoded. */
export const mailBytesMax = 5_000_000;
const subjectLengthMax = 250;
// RFC 5321, 4.5.3.1: 254 is what fits a path of 256. No quoted local parts, no comments, no lists.
const address = /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}]{1,253}$/u;
const addressLengthMax = 254;

export function isAddress(text: string): boolean {
  return text.length <= addressLengthMax && address.test(text);
}

export function sizeOf(message: Message): number {
  const bodies = Buffer.byteLength(message.text) + Buffer.byteLength(message.html ?? '');
  return (message.attachments ?? []).reduce((sum, { content }) => sum + content.byteLength, bodies);
}

/** Why this mail is not taken; undefined when it is. */
export function refusalOf(message: Message): MailRefusal | undefined {
  if (!isAddress(message.to)) return { code: 'mail.address' };
  const subject = message.subject.trim();
  // A line break would begin another header.
  if (subject === '' || subject.length > subjectLengthMax || /\p{Cc}/u.test(subject)) {
    return { code: 'mail.subject', maxLength: subjectLengthMax };
  }
  const bytes = sizeOf(message);
  return bytes > mailBytesMax ? { code: 'mail.too-large', bytes, maxBytes: mailBytesMax } : undefined;
}
