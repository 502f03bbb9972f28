// /setup/devices over HTTP: for the technician's page, and, with the token of the data folder, for `countertop doctor`. Everything here needs the
// same leave as pairing the box.
import { Readable } from 'node:stream';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../platform/ports/clock.ts';
import {
  ByteLogWishSchema,
  DeviceSetUpSchema,
  DeviceSettingSchema,
  DeviceTestSchema,
} from '../protocol/device-set-up.ts';
import type { ByteLog } from '../till/device-set-up/byte-log.ts';
import type { DeviceDesk } from '../till/device-set-up/device-desk.ts';
import type { SetUp, SetUpResult } from '../till/device-set-up/set-up.ts';

const setting = TypeCompiler.Compile(DeviceSettingSchema);
const wholeSetUp = TypeCompiler.Compile(DeviceSetUpSchema);
const trial = TypeCompiler.Compile(DeviceTestSchema);
const byteLogWish = TypeCompiler.Compile(ByteLogWishSchema);

/** Pages that look on at once. */
const liveMax = 8;
/** So that a page notices when the box is gone. */
const heartbeatMs = 10_000;

export interface DeviceRoutesGround {
  /** Undefined: this box has no shop yet, and works with no device. */
  readonly devices: { readonly desk: DeviceDesk; readonly setUp: SetUp; readonly bytes: ByteLog } | undefined;
  readonly clock: Clock;
  /** Who asks; undefined: somebody who may not. */
  readonly who: (request: FastifyRequest) => string | undefined;
}

type Devices = NonNullable<DeviceRoutesGround['devices']>;
type Asked = FastifyRequest<{ Params: { name: string }; Querystring: { was?: string } }>;
type Answering = (devices: Devices, request: Asked, reply: FastifyReply) => unknown;

export function serveDevices(server: FastifyInstance, ground: DeviceRoutesGround): void {
  const allowed =
    (answer: Answering) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
      if (ground.who(request) === undefined) return reply.code(401).send({ error: 'not-allowed' });
      if (ground.devices === undefined) return reply.code(409).send({ error: 'no-shop' });
      return answer(ground.devices, request as Asked, reply);
    };
  const changing = (
    change: (devices: Devices, request: Asked) => Promise<SetUpResult> | undefined,
  ): Answering => {
    return async (devices, request, reply) => {
      const changed = await change(devices, request);
      devices.desk.changed();
      return answered(changed, reply);
    };
  };

  server.get(
    '/setup/devices/view.json',
    allowed(({ desk }) => desk.view()),
  );
  let live = 0;
  server.get(
    '/setup/devices/live',
    allowed(({ desk }, request, reply) => {
      if (live >= liveMax) return reply.code(429).send({ error: 'busy' });
      live += 1;
      const lines = liveLines(desk, ground.clock);
      request.raw.on('close', () => lines.destroy());
      lines.on('close', () => (live -= 1));
      return reply.type('application/x-ndjson').header('cache-control', 'no-store').send(lines);
    }),
  );
  server.put(
    '/setup/devices/of/:name',
    allowed(
      changing(({ setUp }, { body, query }) =>
        setting.Check(body) ? setUp.save(body, query.was) : undefined,
      ),
    ),
  );
  server.delete(
    '/setup/devices/of/:name',
    allowed(changing(async ({ setUp }, { params }) => setUp.remove(params.name))),
  );
  server.post(
    '/setup/devices/of/:name/test',
    allowed(({ desk }, request, reply) => {
      if (!trial.Check(request.body)) return reply.code(400).send({ error: 'malformed' });
      const begun = desk.test(request.body.deed, request.params.name, ground.who(request) ?? 'system');
      if (begun === 'begun') return reply.code(202).send({ done: true });
      return reply.code(begun === 'busy' ? 409 : 404).send({ error: `device.${begun}` });
    }),
  );
  server.post(
    '/setup/devices/of/:name/bytes',
    allowed(({ desk, setUp, bytes }, { params, body }, reply) => {
      if (!byteLogWish.Check(body)) return reply.code(400).send({ error: 'malformed' });
      if (!setUp.settings.some(({ name }) => name === params.name))
        return reply.code(404).send({ error: 'device.unknown' });
      bytes.turn(params.name, body.on);
      return desk.view();
    }),
  );
  server.get(
    '/setup/devices/set-up.json',
    allowed(({ setUp }) => setUp.exported()),
  );
  server.put(
    '/setup/devices/set-up.json',
    allowed(changing(({ setUp }, { body }) => (wholeSetUp.Check(body) ? setUp.imported(body) : undefined))),
  );
}

function answered(result: SetUpResult | undefined, reply: FastifyReply): unknown {
  if (result === undefined) return reply.code(400).send({ error: 'malformed' });
  if (result.ok) return { done: true };
  return reply.code(409).send({ error: result.refusal.code, ...result.refusal.data });
}

/** The whole view, a line each time it is another; an empty line as a sign of life. A page that does not read is not written to. */
function liveLines(desk: DeviceDesk, clock: Clock): Readable {
  let wanted = true;
  let fresh = true;
  const lines = new Readable({
    read: () => {
      wanted = true;
      send();
    },
    destroy: (error, done) => {
      cancel();
      end();
      done(error);
    },
  });
  const send = (): void => {
    if (!wanted || !fresh || lines.destroyed) return;
    [wanted, fresh] = [false, false];
    lines.push(`${JSON.stringify(desk.view())}\n`);
  };
  const end = desk.onChange(() => {
    fresh = true;
    send();
  });
  let cancel: () => void = () => undefined;
  const beat = (): void => {
    cancel = clock.after(heartbeatMs, () => {
      if (wanted) lines.push('\n');
      beat();
    });
  };
  beat();
  return lines;
}
