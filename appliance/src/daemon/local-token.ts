// What the command line of this machine shows the daemon: a token in the data folder, made anew at each start. Who can read the folder may do
// what the command line may.
import { timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { nodeDisk } from '../platform/disk/node-disk.ts';
import type { Randomness } from '../platform/ports/randomness.ts';

export const localTokenName = 'local-token';

/** The smallest of a request that it needs. */
interface Asking {
  readonly headers: { readonly authorization?: string | undefined };
}

export async function newLocalToken(dataFolder: string, randomness: Randomness): Promise<string> {
  const token = Buffer.from(randomness.bytes(32)).toString('hex');
  await nodeDisk.write(join(dataFolder, localTokenName), Buffer.from(token), 0o600);
  return token;
}

export function bearsToken(request: Asking, localToken: string): boolean {
  const given = Buffer.from(bearerOf(request) ?? '');
  const wanted = Buffer.from(localToken);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

export function bearerOf({ headers }: Asking): string | undefined {
  return /^Bearer (\S{1,200})$/.exec(headers.authorization ?? '')?.[1];
}
