// Pictures in and out: sent by who may edit what has pictures, shown to everybody who opens a page, as the till shows them too.
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { pictureBytesMax } from '../../platform/pictures/decode.ts';
import type { Door } from '../api/door.ts';
import { described } from '../api/documents.ts';
import type { OfficeSession } from '../api/session-port.ts';
import type { Uploads } from './uploads.ts';

const types = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/svg+xml'];

function mayUpload(session: OfficeSession): boolean {
  return (['assortment', 'templates', 'settings'] as const).some((area) => session.rights(area) === 'edit');
}

export function uploadRoutes({
  door,
  uploads,
}: {
  readonly door: Door;
  readonly uploads: Uploads;
}): FastifyPluginAsync {
  return async (server) => {
    door.prepare(server);
    server.addContentTypeParser(
      types,
      { parseAs: 'buffer', bodyLimit: pictureBytesMax + 1 },
      (_request, body, done) => {
        done(null, body);
      },
    );
    server.post(
      '/api/pictures',
      {
        ...described('pictures', 'Keep a picture (JPEG, PNG or WebP); answers the name records hold it by', {
          answer: { type: 'object', properties: { name: { type: 'string' } } },
          status: 201,
        }),
        bodyLimit: pictureBytesMax + 1,
      },
      door.guarded({ may: mayUpload }, async ({ request }) => {
        const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const added = await uploads.add(bytes);
        if (added.ok) return { ok: true, value: { name: added.name }, status: 201 };
        const { code, ...data } = added.refusal;
        return { ok: false, refusal: { code, data: flat(data) } };
      }),
    );
    await Promise.resolve();
  };
}

function flat(data: object): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]),
  );
}

/** Named by their content: never changed, kept for long. */
export function serveUploads(server: FastifyInstance, uploads: Uploads): void {
  server.get('/uploads/:file', async (request, reply) => {
    const { file } = request.params as { readonly file: string };
    const [, name = '', size = ''] = /^(up-[0-9a-f]{24})-(\d{2,4})\.webp$/.exec(file) ?? [];
    const picture = await uploads.read(name, Number(size));
    if (picture === undefined) {
      reply.callNotFound();
      return;
    }
    return reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type('image/webp')
      .send(Buffer.from(picture));
  });
}
