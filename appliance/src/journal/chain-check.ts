// Walks a chain entry by entry and says what does not fit. Needs no database: an export, a back office taking entries in, and the audit
// of this box use it alike.
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { firstPrev, isSigned } from '../domain/journal/entry.ts';
import type { Problem, ProblemKind } from '../domain/journal/problem.ts';
import { keyId, type PublicKey } from './box-key.ts';
import { canonicalJson } from './canonical-json.ts';
import { digestOf, headerProblem } from './chain.ts';
import type { StoredEntry } from './stored-entry.ts';
import type { ChainHead } from './head.ts';

export class ChainCheck {
  readonly #register: string;
  readonly #keys: ReadonlyMap<string, KeyObject>;
  #head: ChainHead;
  #signatures = 0;

  /** @param from the entry before the first one given to `add`; the start of the chain unless told */
  constructor(
    register: string,
    keys: ReadonlyMap<string, KeyObject>,
    from: ChainHead = { seq: 0, hash: firstPrev },
  ) {
    this.#register = register;
    this.#keys = keys;
    this.#head = from;
  }

  get head(): ChainHead {
    return this.#head;
  }

  /** Signatures that were found good. */
  get signatures(): number {
    return this.#signatures;
  }

  /** The problems of the next entry, none when all is well. */
  add(entry: StoredEntry): readonly Problem[] {
    const { header, hash } = entry;
    const found: [ProblemKind, string][] = [];
    const next = this.#head.seq + 1;
    if (header.seq !== next) found.push(['gap', missing(next, header.seq)]);
    if (header.prev !== this.#head.hash) found.push(['prev', 'does not name the hash of the entry before']);
    const unsound = headerProblem(header);
    if (unsound !== undefined) found.push(['unreadable', unsound]);
    if (digestOf(header, entry.payload).toString('hex') !== hash)
      found.push(['hash', 'the content does not give the hash']);
    if (!isCanonical(entry.payload)) found.push(['payload', 'the payload is not canonical JSON']);
    found.push(...this.#signatureProblems(entry));
    this.#head = { seq: header.seq, hash };
    return found.map(([kind, detail]) => ({ register: this.#register, seq: header.seq, kind, detail }));
  }

  /** An entry that cannot even be read: the chain goes on after it. */
  skip(seq: number): Problem {
    this.#head = { seq, hash: '' };
    return { register: this.#register, seq, kind: 'unreadable', detail: 'a column holds no readable text' };
  }

  #signatureProblems(entry: StoredEntry): [ProblemKind, string][] {
    const { signature, key, hash, header } = entry;
    if (!isSigned(header)) {
      return signature === undefined && key === undefined
        ? []
        : [['signature-unexpected', `a ${header.type} is never signed`]];
    }
    if (signature === undefined || key === undefined)
      return [['signature-missing', `a ${header.type} must be signed`]];
    const publicKey = this.#keys.get(key);
    if (publicKey === undefined)
      return [['key-unknown', `signed with the key ${key}, which is not known or not trusted`]];
    const bytes = Buffer.from(signature, 'base64');
    // Base64 has spare bits: two texts may mean the same bytes, only one of them was written.
    if (bytes.toString('base64') !== signature || !verify(null, Buffer.from(hash, 'hex'), publicKey, bytes)) {
      return [['signature-wrong', `the signature is not that of the key ${key}`]];
    }
    this.#signatures += 1;
    return [];
  }
}

/** The usable keys of a list by their id, and what is wrong with the others. */
export function checkKeys(keys: readonly PublicKey[]): {
  readonly usable: ReadonlyMap<string, KeyObject>;
  readonly problems: readonly Problem[];
} {
  const usable = new Map<string, KeyObject>();
  const problems: Problem[] = [];
  for (const { id, publicKey } of keys) {
    const key = readPublicKey(publicKey);
    if (key !== undefined && keyId(Buffer.from(publicKey, 'base64')) === id) usable.set(id, key);
    else
      problems.push({
        register: '',
        seq: 0,
        kind: 'key-altered',
        detail: `the key ${id} is not the one that was kept`,
      });
  }
  return { usable, problems };
}

function readPublicKey(publicKey: string): KeyObject | undefined {
  const der = Buffer.from(publicKey, 'base64');
  if (der.toString('base64') !== publicKey) return undefined;
  try {
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined;
  }
}

function missing(expected: number, found: number): string {
  if (found < expected) return `expected ${String(expected)}`;
  return found === expected + 1
    ? `${String(expected)} is missing`
    : `${String(expected)} to ${String(found - 1)} are missing`;
}

function isCanonical(payload: string): boolean {
  try {
    return canonicalJson(JSON.parse(payload)) === payload;
  } catch {
    return false;
  }
}
