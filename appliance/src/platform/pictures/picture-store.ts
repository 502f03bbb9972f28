// Pictures as files named by their content: the same picture is kept once, a name never changes its meaning, and a browser may keep it
// for ever.
import { createHash } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { diskFault, systemCode } from '../disk/disk-fault.ts';
import type { Clock } from '../ports/clock.ts';
import type { Disk } from '../ports/disk.ts';
import type { PictureRefusal } from './decode.ts';
import { pictureSizes, sizedPictures, type PictureSize } from './sized-pictures.ts';

/** File name by size in pixels, e.g. `0123456789abcdef01234567.webp`. */
export type PictureNames = Readonly<Record<PictureSize, string>>;

export type AddedPicture =
  | { readonly ok: true; readonly names: PictureNames }
  | { readonly ok: false; readonly refusal: PictureRefusal | { readonly code: 'picture.no-room' } };

export interface PictureStore {
  /** Throws Fault `storage.*`. */
  add(bytes: Uint8Array): Promise<AddedPicture>;
  /** Undefined for a name that is none or is not there. For `content-type: image/webp`, cached as immutable. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Removes what nothing refers to any more and is at least a day old (a form that is still being filled in may want the younger).
   *  Returns how many files went. */
  sweep(used: ReadonlySet<string>): Promise<number>;
}

export interface PictureGround {
  readonly disk: Disk;
  /** Absolute; made when missing. Holds nothing but pictures. */
  readonly folder: string;
  readonly clock: Clock;
}

/** The journal's room comes first: pictures are not taken where less than this would remain. */
const freeBytesMin = 200_000_000;
const sweepAgeMs = 86_400_000;
const pictureName = /^[0-9a-f]{24}\.webp$/;

export function pictureStore({ disk, folder, clock }: PictureGround): PictureStore {
  const keep = async (content: Uint8Array): Promise<string> => {
    const name = `${createHash('sha256').update(content).digest('hex').slice(0, 24)}.webp`;
    await disk.write(join(folder, name), content);
    return name;
  };
  return {
    add: async (bytes) => {
      const made = await sizedPictures(bytes);
      if (!made.ok) return made;
      const needed = pictureSizes.reduce((sum, size) => sum + made.pictures[size].byteLength, 0);
      if (!(await hasRoom(disk, folder, needed))) return { ok: false, refusal: { code: 'picture.no-room' } };
      return {
        ok: true,
        names: {
          96: await keep(made.pictures[96]),
          320: await keep(made.pictures[320]),
          1_024: await keep(made.pictures[1_024]),
        },
      };
    },
    read: async (name) => (pictureName.test(name) ? disk.read(join(folder, name)) : undefined),
    sweep: (used) => sweep(folder, used, clock.now() - sweepAgeMs),
  };
}

async function hasRoom(disk: Disk, folder: string, needed: number): Promise<boolean> {
  // The folder itself may not be there yet; it will be on the volume of the one above.
  return (await disk.freeBytes(join(folder, '..'))) - needed >= freeBytesMin;
}

async function sweep(folder: string, used: ReadonlySet<string>, youngerThan: number): Promise<number> {
  let swept = 0;
  try {
    for (const name of await readdir(folder)) {
      if (!pictureName.test(name) || used.has(name)) continue;
      const path = join(folder, name);
      if ((await stat(path)).mtimeMs > youngerThan) continue;
      await rm(path, { force: true });
      swept += 1;
    }
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw diskFault(error);
  }
  return swept;
}
