// Pictures that are somebody else's, kept as files under the names they came by. A name is the hash of the content, so whoever reads one
// gets what was meant or nothing: neither a line that broke nor a disk that forgot can show a wrong picture.
import { createHash } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { diskFault, systemCode } from '../disk/disk-fault.ts';
import type { Disk } from '../ports/disk.ts';

export interface KeptPictures {
  /** Size in bytes by name. */
  list(): Promise<ReadonlyMap<string, number>>;
  /** WebP. Undefined: it is not here, or no longer what it was; then it is gone from now on. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** False: this is not the picture of that name; nothing was kept. */
  keep(name: string, content: Uint8Array): Promise<boolean>;
  remove(name: string): Promise<void>;
  /** On the disk they are kept on. */
  freeBytes(): Promise<number>;
}

/** Uploaded pictures go by this name in records and in the feed. */
export const uploadedName = /^up-[0-9a-f]{24}$/;
const fileName = /^(up-[0-9a-f]{24})\.webp$/;

export function uploadedNameOf(content: Uint8Array): string {
  return `up-${createHash('sha256').update(content).digest('hex').slice(0, 24)}`;
}

/** All of them throw Fault `storage.*`. The folder is made when the first is kept, in one that is there. */
export function keptPictures({
  disk,
  folder,
}: {
  readonly disk: Disk;
  readonly folder: string;
}): KeptPictures {
  const pathOf = (name: string): string => join(folder, `${name}.webp`);
  const remove = async (name: string): Promise<void> => {
    try {
      if (uploadedName.test(name)) await rm(pathOf(name), { force: true });
    } catch (error) {
      throw diskFault(error);
    }
  };
  return {
    list: () => list(folder),
    remove,
    freeBytes: () => disk.freeBytes(join(folder, '..')),
    async read(name) {
      const content = uploadedName.test(name) ? await disk.read(pathOf(name)) : undefined;
      if (content === undefined || uploadedNameOf(content) === name) return content;
      await remove(name);
      return undefined;
    },
    async keep(name, content) {
      if (uploadedNameOf(content) !== name) return false;
      await disk.write(pathOf(name), content);
      return true;
    },
  };
}

/** What else lies there, as a file a crash left half-written, is thrown away: the folder is for nothing else. */
async function list(folder: string): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  try {
    for (const file of await readdir(folder)) {
      const [, name] = fileName.exec(file) ?? [];
      const path = join(folder, file);
      if (name === undefined) await rm(path, { force: true, recursive: true });
      else found.set(name, (await stat(path)).size);
    }
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw diskFault(error);
  }
  return found;
}
