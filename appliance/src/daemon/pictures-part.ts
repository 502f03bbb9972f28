// The office's pictures on a box whose office is elsewhere: fetched from it by TLS to the key it was paired with, and served to the pages
// of this box as the office serves them to its own.
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../platform/config/config.ts';
import { nodeDisk } from '../platform/disk/node-disk.ts';
import { type KeptPictures, keptPictures } from '../platform/pictures/kept-pictures.ts';
import { pinnedGet } from '../platform/tls/pinned-get.ts';
import { pinnedAgent } from '../platform/tls/pinned.ts';
import { readAddress } from '../sync/enrolment/pair-with.ts';
import type { Pairing } from '../sync/enrolment/pairing-file.ts';
import { PictureKeeper } from '../till/pictures/picture-keeper.ts';
import { wantedPictures } from '../till/pictures/wanted-pictures.ts';
import type { BoxPart } from './box-part.ts';
import type { DaemonPorts, Ends } from './ports.ts';

const folderName = 'fed-pictures';
/** Sharp enough for all that a till shows, and the one size whose content is its name. */
const fetchedSize = 320;
const fetchMs = 30_000;
const pictureBytesMax = 400_000;
const limits = {
  countMax: 20_000,
  bytesMax: 1_000_000_000,
  pictureBytesMax,
  freeBytesMin: 200_000_000,
};

export interface PicturesPart {
  /** Undefined: this box has no office to fetch from. */
  readonly keeper: PictureKeeper | undefined;
  serve(server: FastifyInstance): void;
}

interface PicturesGround {
  readonly config: Config;
  readonly ports: DaemonPorts;
  readonly box: BoxPart;
  readonly ends: Ends;
}

/** The keeper is not started yet. */
export function openPictures(ground: PicturesGround): PicturesPart {
  const pictures = keptPictures({ disk: nodeDisk, folder: join(ground.config.dataFolder, folderName) });
  const { pairing } = ground.box;
  return {
    keeper: pairing === undefined ? undefined : keeperOf(ground, pictures, pairing),
    serve: (server) => {
      serveKept(server, pictures);
    },
  };
}

function keeperOf(
  { ports, box, ends }: PicturesGround,
  pictures: KeptPictures,
  pairing: Pairing,
): PictureKeeper | undefined {
  const { clock, randomness, log } = ports;
  const address = readAddress(pairing.address);
  if (address === undefined) return undefined;
  const agent = pinnedAgent({ fingerprint: pairing.fingerprint, clock });
  ends.push(() => {
    agent.destroy();
  });
  const office = { agent, address, clock, bytesMax: pictureBytesMax, timeoutMs: fetchMs };
  return new PictureKeeper({
    pictures,
    wanted: async () => wantedPictures(box.database),
    fetch: async (name, signal) => pinnedGet(office, `/uploads/${name}-${fetchedSize}.webp`, signal),
    clock,
    randomness,
    log,
    limits,
  });
}

/** Whatever size a page asks for: the box has one. What is not here yet may come in a moment, so nobody is to remember that it was not. */
function serveKept(server: FastifyInstance, pictures: KeptPictures): void {
  server.get('/uploads/:file', async (request, reply) => {
    const { file } = request.params as { readonly file: string };
    const [, name = ''] = /^(up-[0-9a-f]{24})-\d{2,4}\.webp$/.exec(file) ?? [];
    const picture = await pictures.read(name);
    if (picture === undefined) {
      reply.header('cache-control', 'no-store').callNotFound();
      return;
    }
    return reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type('image/webp')
      .send(Buffer.from(picture));
  });
}
