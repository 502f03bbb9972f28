// What /setup asks of the daemon itself: how the box stands with its office, pairing it, and, for the command line on the same machine, a
// pairing code of the office. Small, because it must work on a box that has nothing yet.
import { join } from 'node:path';
import { Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { officeRegister } from '../domain/journal/entry.ts';
import { grantFor } from '../domain/staff/permission.ts';
import type { Config } from '../platform/config/config.ts';
import { nodeDisk } from '../platform/disk/node-disk.ts';
import type { BoxView } from '../protocol/box-view.ts';
import { pairingLink, readPairingLink, shownCode } from '../protocol/pairing.ts';
import type { SyncState } from '../sync/box/box-end.ts';
import { pairWith } from '../sync/enrolment/pair-with.ts';
import { pairingName, writePairing } from '../sync/enrolment/pairing-file.ts';
import { type BoxPart, pastOf } from './box-part.ts';
import { bearerOf, bearsToken } from './local-token.ts';
import type { OfficeStore } from './office-part.ts';
import { type DaemonPorts, version } from './ports.ts';
import type { TillPart } from './till-part.ts';

/** The reply must be on its way before the daemon begins anew. */
const restartSoonMs = 300;

const strict = { additionalProperties: false };
const pairBody = TypeCompiler.Compile(
  Type.Union([
    Type.Object(
      {
        address: Type.String({ maxLength: 300 }),
        code: Type.String({ maxLength: 40 }),
        fingerprint: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' })),
      },
      strict,
    ),
    /** What a QR code says. */
    Type.Object({ link: Type.String({ maxLength: 600 }) }, strict),
  ]),
);
const codeBody = TypeCompiler.Compile(Type.Object({ register: Type.String({ maxLength: 8 }) }, strict));

export interface SetupGround {
  readonly config: Config;
  readonly ports: DaemonPorts;
  readonly box: BoxPart | undefined;
  readonly till: TillPart | undefined;
  readonly office: OfficeStore | undefined;
  readonly linkState: () => SyncState | undefined;
  readonly localToken: string;
  /** Where the office can be reached by TLS; undefined while it listens for nobody. */
  readonly officeTls: () => { readonly address: string; readonly fingerprint: string } | undefined;
}

/** How a box stands with its office, for pages and for machines. */
export function officeView({ config, box, office, linkState }: SetupGround): Omit<BoxView, 'identifyUntil'> {
  return {
    roles: config.roles,
    register: box?.register ?? officeRegister,
    office: placeOf(box, office),
    link: linkState() ?? null,
  };
}

function placeOf(box: BoxPart | undefined, office: OfficeStore | undefined): BoxView['office'] {
  if (office !== undefined) return { is: 'here' };
  const { pairing } = box ?? {};
  if (pairing === undefined) return { is: 'none' };
  return { is: 'elsewhere', address: pairing.address, pairedAt: pairing.pairedAt };
}

export function serveBoxSetup(server: FastifyInstance, ground: SetupGround): void {
  let pairing = false;
  server.get('/setup/box.json', () => ({ ...officeView(ground), hasShop: ground.till !== undefined }));
  server.post('/setup/pairing', async (request, reply) => {
    const { box, office } = ground;
    if (whoSetsUp(request, ground) === undefined) return refused(reply, 401, 'not-allowed');
    if (box === undefined || office !== undefined) return refused(reply, 409, 'own-office');
    const wish = wishOf(request.body);
    if (wish === undefined) return refused(reply, 400, 'malformed');
    if (pairing) return refused(reply, 429, 'busy');
    pairing = true;
    try {
      return await pair(reply, wish, { ...ground, box });
    } finally {
      pairing = false;
    }
  });
  server.post('/setup/office/pairing-codes', async (request, reply) => {
    const { office } = ground;
    if (!bearsToken(request, ground.localToken)) return refused(reply, 401, 'not-allowed');
    if (office === undefined) return refused(reply, 409, 'no-office');
    if (!codeBody.Check(request.body)) return refused(reply, 400, 'malformed');
    const made = await office.pairing.makeCode(request.body.register, 'system');
    if (!made.ok) return refused(reply, 409, made.refusal.code);
    const { register, code, expiresAt } = made.value;
    const tls = ground.officeTls();
    const link = tls === undefined ? null : pairingLink({ ...tls, code });
    return { register, code: shownCode(code), expiresAt, address: tls?.address ?? null, link };
  });
}

async function refused(reply: FastifyReply, status: number, error: string): Promise<FastifyReply> {
  return reply.code(status).send({ error });
}

interface Wish {
  readonly address: string;
  readonly code: string;
  readonly fingerprint?: string;
}

function wishOf(body: unknown): Wish | undefined {
  if (!pairBody.Check(body)) return undefined;
  return 'link' in body ? readPairingLink(body.link) : body;
}

async function pair(
  reply: FastifyReply,
  wish: Wish,
  { config, ports, box }: SetupGround & { readonly box: BoxPart },
): Promise<unknown> {
  const { clock, randomness, log } = ports;
  const past = await pastOf(box.database);
  const paired = await pairWith(wish, { version, signer: box.signer, ...past, clock, randomness });
  if (!paired.ok) {
    log.warn({ error: paired.refusal.code }, 'this box was not paired');
    return refused(reply, 409, paired.refusal.code);
  }
  await writePairing(nodeDisk, join(config.dataFolder, pairingName), {
    ...paired.value,
    pairedAt: clock.now(),
  });
  const { register, office, address } = paired.value;
  log.info({ register, office, address }, 'paired');
  clock.after(restartSoonMs, () => {
    ports.restart('paired');
  });
  return { register, office, address };
}

/** The command line of this machine; anybody at a box without a shop; at a till, somebody with the permission for devices. */
export function whoSetsUp(request: FastifyRequest, { till, localToken }: SetupGround): string | undefined {
  if (bearsToken(request, localToken)) return 'system';
  // A page of another site may send, but not read: it does not get to give this box an office either.
  const { origin, host } = request.headers;
  if (origin !== undefined && origin !== `http://${host ?? ''}` && origin !== `https://${host ?? ''}`)
    return undefined;
  if (till === undefined) return 'system';
  const token = bearerOf(request);
  if (token === undefined || !till.logIn.holds(token)) return undefined;
  const actor = till.logIn.actor();
  return actor !== undefined && grantFor(actor, 'setup.devices') === 'allowed' ? actor.user : undefined;
}
