// The box's side of a pairing: goes to the address, looks which key answers there, proves that it knows the code, and believes the office
// only when that proves the same back. What it learns is written down by the caller.
import { request as httpsRequest } from 'node:https';
import { Value } from '@sinclair/typebox/value';
import { refuse, type Result } from '../../domain/refusal.ts';
import type { PublicKey, SigningKey } from '../../journal/box-key.ts';
import { isFault } from '../../platform/fault.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Randomness } from '../../platform/ports/randomness.ts';
import { fingerprintAt, pinnedAgent } from '../../platform/tls/pinned.ts';
import {
  officePortDefault,
  PairAnswer,
  type PairFailure,
  pairingPath,
  pairingVersion,
  pairRefusals,
  type PairRequest,
  readCode,
} from '../../protocol/pairing.ts';
import { boxProof, officeProof, pairingKey, sameProof, transcriptOf } from './proof.ts';

/** The office runs its own slow derivation, perhaps several, before it answers. */
const answerMs = 30_000;
const answerBytesMax = 10_000;
/** The same request again, when the answer was lost: the office gives the same one. */
const triesMax = 3;

export interface PairingWish {
  readonly address: string;
  readonly code: string;
  /** From the QR code, where there was one. */
  readonly fingerprint?: string;
}

export interface PairingBox {
  readonly version: string;
  readonly signer: SigningKey;
  readonly olderKeys: readonly PublicKey[];
  readonly chains: PairRequest['chains'];
  readonly clock: Clock;
  readonly randomness: Randomness;
}

export interface Paired {
  /** Id of the office. */
  readonly office: string;
  readonly register: string;
  /** `host:port`. */
  readonly address: string;
  readonly fingerprint: string;
}

interface Place {
  readonly host: string;
  readonly port: number;
}

/** `host`, `host:port` or `[v6]:port`; the port an office listens on unless told. */
export function readAddress(text: string): Place | undefined {
  const found = /^(?:\[([0-9a-f:.]+)\]|([^\s:/@?#[\]]+))(?::(\d{1,5}))?$/i.exec(text.trim());
  const host = found?.[1] ?? found?.[2];
  const port = Number(found?.[3] ?? officePortDefault);
  return host === undefined || host.length > 253 || port < 1 || port > 65_535 ? undefined : { host, port };
}

export function shownAddress({ host, port }: Place): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

export async function pairWith(wish: PairingWish, box: PairingBox): Promise<Result<Paired, PairFailure>> {
  const place = readAddress(wish.address);
  if (place === undefined) return refuse('address-malformed');
  const code = readCode(wish.code);
  if (code === undefined) return refuse('code-malformed');
  try {
    const fingerprint = await fingerprintAt(place, { clock: box.clock });
    if (wish.fingerprint !== undefined && wish.fingerprint !== fingerprint)
      return refuse('fingerprint-wrong');
    return await prove(place, { code, fingerprint }, box);
  } catch (error) {
    if (isFault(error, 'link.closed')) return refuse('unreachable');
    throw error;
  }
}

async function prove(
  place: Place,
  { code, fingerprint }: { readonly code: string; readonly fingerprint: string },
  box: PairingBox,
): Promise<Result<Paired, PairFailure>> {
  const { signer, olderKeys, chains, version, randomness } = box;
  const said = {
    protocol: pairingVersion,
    version,
    keys: [
      { id: signer.key, publicKey: signer.publicKey },
      ...olderKeys.filter(({ id }) => id !== signer.key),
    ],
    chains,
    nonce: Buffer.from(randomness.bytes(32)).toString('base64'),
  };
  const transcript = transcriptOf(said, fingerprint);
  const key = await pairingKey(code, transcript);
  const signature = Buffer.from(signer.sign(Buffer.from(transcript, 'utf8'))).toString('base64');
  const request: PairRequest = { ...said, signature, proof: boxProof(key, transcript) };
  const answer = await ask(place, request, { fingerprint, clock: box.clock });
  if (!answer.ok) return answer;
  const { office, register, proof } = answer.value;
  return sameProof(proof, officeProof(key, transcript, { office, register }))
    ? { ok: true, value: { office, register, address: shownAddress(place), fingerprint } }
    : refuse('office-unproved');
}

interface Ground {
  readonly fingerprint: string;
  readonly clock: Clock;
}

async function ask(
  place: Place,
  request: PairRequest,
  ground: Ground,
): Promise<Result<PairAnswer, PairFailure>> {
  for (let tries = 1; ; tries += 1) {
    const body = await post(place, JSON.stringify(request), ground);
    if (body !== undefined) return answerOf(body);
    if (tries >= triesMax) return refuse('unreachable');
  }
}

function answerOf(body: string): Result<PairAnswer, PairFailure> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return refuse('unreachable');
  }
  if (Value.Check(PairAnswer, value)) return { ok: true, value };
  const error = typeof value === 'object' && value !== null && 'error' in value ? value.error : undefined;
  return refuse(pairRefusals.find((code) => code === error) ?? 'unreachable');
}

/** The body of the answer, whatever its status; undefined when none came. */
function post(place: Place, body: string, { fingerprint, clock }: Ground): Promise<string | undefined> {
  const agent = pinnedAgent({ fingerprint, clock });
  return new Promise((resolve) => {
    const settle = (answer: string | undefined): void => {
      cancel();
      agent.destroy();
      request.destroy();
      resolve(answer);
    };
    const cancel = clock.after(answerMs, () => {
      settle(undefined);
    });
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const request = httpsRequest(
      { ...place, path: pairingPath, method: 'POST', agent, headers },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
          if (text.length > answerBytesMax) settle(undefined);
        });
        response.on('end', () => {
          settle(text);
        });
        response.on('error', () => {
          settle(undefined);
        });
      },
    );
    request.on('error', () => {
      settle(undefined);
    });
    request.end(body);
  });
}
