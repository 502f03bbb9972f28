// `GET /api/pos`: the registers that who asks may stand at, and how each is opened in a browser. Needs no right in the office: who sells may.
import type { FastifyPluginAsync } from 'fastify';
import { ok } from '../../domain/refusal.ts';
import type { Kind, OfficeRecord } from '../../protocol/office/kinds.ts';
import { Pos, type PosRegister } from '../../protocol/office/pos.ts';
import type { Door } from '../api/door.ts';
import { described } from '../api/documents.ts';
import type { Fleet } from './fleet.ts';

export interface PosRoutesParts {
  readonly door: Door;
  readonly fleet: Pick<Fleet, 'boxes'>;
  readonly records: {
    all<K extends Kind>(kind: K): Promise<readonly OfficeRecord<K>[]>;
    find<K extends Kind>(kind: K, id: string): Promise<OfficeRecord<K> | undefined>;
  };
  /** Registers that a box has a key for. */
  readonly paired: () => Promise<ReadonlySet<string>>;
  /** The register of this machine, where it is a till too. */
  readonly here: string | undefined;
  readonly hasPosPassword: (user: string) => Promise<boolean>;
}

export function posRoutes(parts: PosRoutesParts): FastifyPluginAsync {
  return async (server) => {
    const { door } = parts;
    door.prepare(server);
    const summary = 'Registers that I may use, and where their pages are';
    server.get(
      '/api/pos',
      described('pos', summary, { answer: Pos }),
      door.guarded({ may: () => true }, async ({ session: { user } }) =>
        ok({ registers: await registersOf(user, parts), hasPosPassword: await parts.hasPosPassword(user) }),
      ),
    );
    await Promise.resolve();
  };
}

async function registersOf(user: string, parts: PosRoutesParts): Promise<readonly PosRegister[]> {
  const { fleet, records, paired, here } = parts;
  const own = new Set((await records.find('user', user))?.body.salePoints.map(({ salePoint }) => salePoint));
  const [points, shops, boxes, keys] = [
    new Map((await records.all('sale-point')).map(({ id, body }) => [id, body])),
    new Map((await records.all('shop')).map(({ id, body }) => [id, body.name])),
    await fleet.boxes(),
    await paired(),
  ];
  const registers: PosRegister[] = [];
  for (const { body } of await records.all('register')) {
    const point = points.get(body.salePoint);
    if (!body.active || body.purpose === 'kitchen' || !own.has(body.salePoint) || point === undefined)
      continue;
    const now = boxes.get(body.name);
    const addresses = now?.memory.status?.addresses ?? [];
    registers.push({
      register: body.name,
      shop: shops.get(point.shop) ?? '',
      salePoint: point.name,
      opens: opensHow(body.name, { here, isPaired: keys.has(body.name), addresses }),
      addresses: [...addresses],
      linked: now?.linked ?? false,
    });
  }
  return registers.sort((one, other) => (one.register < other.register ? -1 : 1));
}

function opensHow(
  register: string,
  known: {
    readonly here: string | undefined;
    readonly isPaired: boolean;
    readonly addresses: readonly string[];
  },
): PosRegister['opens'] {
  if (register === known.here) return 'here';
  if (!known.isPaired) return 'unpaired';
  return known.addresses.length > 0 ? 'elsewhere' : 'there-only';
}
