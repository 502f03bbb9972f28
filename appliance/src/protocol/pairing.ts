// How a box is paired with an office, once: one request, one answer, over TLS whose key neither side knows yet (docs/pairing.md).
// And the text of the QR code that spares the typing.
import { type Static, Type } from '@sinclair/typebox';

export const pairingVersion = 1;
export const pairingPath = '/setup/pair';
/** Where an office listens for boxes unless told. */
export const officePortDefault = 8443;
/** Letters and digits that no eye takes for another: no 0 O, no 1 I L, no U that is a V. */
export const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
export const codeLength = 8;

const strict = { additionalProperties: false };
const base64 = (maxLength: number) => Type.String({ maxLength, pattern: '^[A-Za-z0-9+/]+={0,2}$' });
const sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const register = Type.String({ pattern: '^[A-Z0-9]{1,8}$' });

export const PairRequest = Type.Object(
  {
    protocol: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    version: Type.String({ maxLength: 40 }),
    /** Public keys of the box: first the one it proves itself with, then older ones, whose signatures its journal still bears. */
    keys: Type.Array(
      Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{16}$' }), publicKey: base64(200) }, strict),
      { minItems: 1, maxItems: 50 },
    ),
    /** Journals the box has, by their last entries: a register that was sold at goes on only on the box that has its past. */
    chains: Type.Array(
      Type.Object(
        { register, seq: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }), hash: sha256 },
        strict,
      ),
      { maxItems: 100 },
    ),
    nonce: base64(64),
    /** Ed25519 over the transcript, with the first key. */
    signature: base64(120),
    /** That the box knows the code, for exactly this transcript. */
    proof: base64(64),
  },
  strict,
);

export const PairAnswer = Type.Object(
  {
    office: Type.String({ minLength: 1, maxLength: 64 }),
    register,
    /** That the office knows the code, sees the same TLS key and gave this answer. */
    proof: base64(64),
  },
  strict,
);

/** What the office answers instead, as `{error}`. */
export const pairRefusals = [
  'version',
  'malformed',
  /** What the box signed was not said over this connection: somebody passes it on. */
  'somebody-between',
  /** No such code, no longer valid, tried too often: the office does not say which. */
  'code-wrong',
  'busy',
  /** The register was sold at on another box, whose journal this one does not have: make a new register. */
  'register-has-history',
] as const;

/** What can go wrong on the box's side. */
export const pairFailures = [
  ...pairRefusals,
  'address-malformed',
  'code-malformed',
  /** Nobody answers there, or no office does. */
  'unreachable',
  /** Another key than the QR code names: somebody stands between, or the code is of another office. */
  'fingerprint-wrong',
  /** The office does not know the code it claims to have given: somebody stands between. */
  'office-unproved',
] as const;

export type PairRequest = Static<typeof PairRequest>;
export type PairAnswer = Static<typeof PairAnswer>;
export type PairRefusal = (typeof pairRefusals)[number];
export type PairFailure = (typeof pairFailures)[number];

/** The code as it was meant, however it was typed; undefined when it cannot be one. */
export function readCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '');
  return code.length === codeLength && [...code].every((each) => codeAlphabet.includes(each))
    ? code
    : undefined;
}

/** In two groups of four: `K7QF-3MWD`. */
export function shownCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

export interface PairingLink {
  /** `host` or `host:port`. */
  readonly address: string;
  readonly code: string;
  /** Of the office's TLS key, SHA-256, base64url. */
  readonly fingerprint: string;
}

const linkStart = 'countertop:pair?';
const linkLengthMax = 600;

/** What the QR code says. */
export function pairingLink({ address, code, fingerprint }: PairingLink): string {
  return `${linkStart}${new URLSearchParams({ address, code, fingerprint }).toString()}`;
}

/** Undefined: that is no such text. */
export function readPairingLink(text: string): PairingLink | undefined {
  const link = text.trim();
  // Whatever case the scanner hands on.
  if (link.length > linkLengthMax || !link.toLowerCase().startsWith(linkStart)) return undefined;
  const parts = new URLSearchParams(link.slice(linkStart.length));
  const [address, code, fingerprint] = [parts.get('address'), parts.get('code'), parts.get('fingerprint')];
  if (address === null || code === null || fingerprint === null) return undefined;
  return { address, code, fingerprint };
}
