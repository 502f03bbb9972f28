// What the office's TLS port offers to those who do not know it yet: a box that wants to be paired, and a phone that wants to know whom it
// may trust (docs/pairing.md). Neither needs a session; neither learns a secret.
import type { FastifyInstance } from 'fastify';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import { PairRequest, pairingPath, pairingVersion, type PairRefusal } from '../../protocol/pairing.ts';
import type { Pairing } from './pairing.ts';

/** What a phone installs, and compares. */
export interface CaView {
  /** SHA-256 of the authority's public key, base64url. */
  readonly fingerprint: string;
  /** Milliseconds since 1970 UTC. */
  readonly validUntil: number;
  /** Where the pages are once it is installed: `https://host:port`, the likeliest first. */
  readonly addresses: readonly string[];
}

export interface PairingDoor {
  readonly pairing: Pick<Pairing, 'pair'>;
  /** Of the TLS key of this server, SHA-256, base64url. */
  readonly fingerprint: string;
}

const check = TypeCompiler.Compile(PairRequest);
const statuses: Readonly<Record<PairRefusal, number>> = {
  version: 426,
  malformed: 400,
  'somebody-between': 403,
  'code-wrong': 403,
  busy: 429,
  'register-has-history': 409,
};

/** Only on a server that shows the key with this fingerprint. */
export function servePairing(server: FastifyInstance, { pairing, fingerprint }: PairingDoor): void {
  server.post(pairingPath, async (request, reply) => {
    const { body } = request;
    // Another version may say other things: it is told so before they are looked at.
    const version =
      typeof body === 'object' && body !== null && 'protocol' in body ? body.protocol : undefined;
    if (typeof version === 'number' && version !== pairingVersion)
      return reply.code(statuses.version).send({ error: 'version' });
    if (!check.Check(body)) return reply.code(statuses.malformed).send({ error: 'malformed' });
    const answer = await pairing.pair(body, fingerprint);
    if (answer.ok) return answer.value;
    return reply.code(statuses[answer.refusal.code]).send({ error: answer.refusal.code });
  });
}

export function serveAuthority(server: FastifyInstance, view: CaView, certificatePem: string): void {
  server.get('/setup/ca.json', () => view);
  server.get('/setup/ca.crt', async (_request, reply) =>
    reply
      .type('application/x-x509-ca-cert')
      .header('content-disposition', 'attachment; filename="countertop-ca.crt"')
      .send(certificatePem),
  );
}
