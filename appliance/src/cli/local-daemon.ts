// How a command speaks to the daemon of this machine: over its own port, with the token that lies in its data folder, so that whoever may read
// the folder may do it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { localTokenName } from '../daemon/local-token.ts';
import { readConfig } from '../platform/config/config.ts';
import type { CommandIo } from './command.ts';

/** A pairing takes both sides their time. */
const answerMs = 90_000;

export type LocalAnswer =
  | {
      readonly outcome: 'answered';
      readonly status: number;
      readonly body: Readonly<Record<string, unknown>>;
    }
  /** `why` for people. */
  | { readonly outcome: 'none'; readonly why: string };

export interface Question {
  readonly path: string;
  /** Posted; without one it is only asked. */
  readonly body?: object;
  /** How long an answer may take; a minute and a half unless told. */
  readonly waitMs?: number;
}

export async function askDaemon(
  io: CommandIo,
  { path, body, waitMs = answerMs }: Question,
): Promise<LocalAnswer> {
  const { dataFolder, port } = readConfig(io.env);
  let token: string;
  try {
    token = await readFile(join(dataFolder, localTokenName), 'utf8');
  } catch {
    return { outcome: 'none', why: `no daemon has run on ${dataFolder}, or its files may not be read` };
  }
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(waitMs),
    });
    const answer = (await response.json()) as Readonly<Record<string, unknown>>;
    return { outcome: 'answered', status: response.status, body: answer };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { outcome: 'none', why: `the daemon does not answer on port ${port}: ${why}` };
  }
}
