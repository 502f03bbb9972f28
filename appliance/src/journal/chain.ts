// Seals what happened into a chain: SHA-256 over canonical JSON (RFC 8785), Ed25519 on sales and closes. The format is for ever;
// docs/journal.md tells a third party how to check it without this program.
import { hash as digest } from 'node:crypto';
import { type Entry, type EntryBody, isSigned } from '../domain/journal/entry.ts';
import { canonicalJson } from './canonical-json.ts';

/** Signs with the box's private key; `key` is the id under which the public key is kept. */
export interface Signer {
  readonly key: string;
  sign(hash: Uint8Array): Uint8Array;
}

/** The members of a body that are not the payload. */
export type EntryHeader = Omit<EntryBody, 'payload'>;

/** Adds hash and, where the type wants one, signature. Throws a RangeError for a header that no journal may hold: a defect of the caller. */
export function seal<Payload extends object>(body: EntryBody<Payload>, signer: Signer): Entry<Payload> {
  checkHeader(body);
  const payload = canonicalJson(body.payload);
  const sum = digestOf(body, payload);
  const entry = { ...body, hash: sum.toString('hex'), ...signatureOf(body, sum, signer) };
  payloads.set(entry, payload);
  return entry;
}

function signatureOf(body: EntryHeader, sum: Buffer, signer: Signer): Pick<Entry, 'signature' | 'key'> {
  if (!isSigned(body)) return {};
  return { signature: Buffer.from(signer.sign(sum)).toString('base64'), key: signer.key };
}

// What was sealed is about to be stored: its canonical payload is not made twice.
const payloads = new WeakMap<Entry<object>, string>();

/** The entry's payload as canonical JSON. */
export function payloadText(entry: Entry<object>): string {
  return payloads.get(entry) ?? canonicalJson(entry.payload);
}

/** SHA-256 over the canonical JSON of the body with this payload, already canonical. */
export function digestOf(header: EntryHeader, payload: string): Buffer {
  return digest('sha256', canonicalBody(header, payload), 'buffer');
}

/** The members in the order of RFC 8785, which for these names is plain alphabetical order. */
function canonicalBody(header: EntryHeader, payload: string): string {
  const { approvedBy, at, prev, register, seq, subject, type, v, who } = header;
  const approved = approvedBy === undefined ? '' : `"approvedBy":${JSON.stringify(approvedBy)},`;
  return (
    `{${approved}"at":${String(at)},"payload":${payload},"prev":${JSON.stringify(prev)},"register":${JSON.stringify(register)},` +
    `"seq":${String(seq)},"subject":${JSON.stringify(subject)},"type":${JSON.stringify(type)},"v":${String(v)},"who":${JSON.stringify(who)}}`
  );
}

const headerText = /^[^\p{Cc}\p{Cs}]{1,200}$/u;
const hashText = /^[0-9a-f]{64}$/;

/** What in a header no journal may hold, in English; undefined when all is well. */
export function headerProblem(header: EntryHeader): string | undefined {
  const { approvedBy, at, prev, register, seq, subject, type, v, who } = header;
  const text = [register, who, type, subject, approvedBy ?? 'none'].find((each) => !headerText.test(each));
  if (text !== undefined) return `not a text for a journal entry: ${JSON.stringify(text)}`;
  const number = [at, seq, v].find((each) => !Number.isSafeInteger(each) || each < 0);
  if (number !== undefined) return `not a number for a journal entry: ${String(number)}`;
  return hashText.test(prev) ? undefined : 'not the hash of an entry';
}

function checkHeader(header: EntryHeader): void {
  const problem = headerProblem(header);
  if (problem !== undefined) throw new RangeError(problem);
}
