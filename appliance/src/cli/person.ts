// `countertop person`: what a box keeps of a customer, on request shown, corrected or erased (GDPR articles 15 to 17). The journal holds
// ids only and is not touched. Works beside a running daemon.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { systemClock } from '../platform/clock/system-clock.ts';
import { openSqlite } from '../platform/database/sqlite.ts';
import { pinoLog } from '../platform/log/pino-log.ts';
import { isFault } from '../platform/fault.ts';
import { peopleName } from '../till/journal/files.ts';
import { openPeople, type People, type PersonData, peopleMigrations } from '../till/journal/people.ts';
import type { CommandIo } from './command.ts';

/** Exit codes: done; nobody of that id, or not any more; not understood or not possible. */
export const personExit = { done: 0, nobody: 1, failed: 2 } as const;

export const personUsage = `countertop person show <id>            what is kept, as JSON
countertop person set <id> <json>      keep this instead
countertop person erase <id>           leave no byte of it; the id stays used`;

type Action = (people: People, io: CommandIo) => Promise<number>;

/** `person <show|set|erase> <id> [json]`. */
export async function person(args: readonly string[], io: CommandIo): Promise<number> {
  const action = actionOf(args);
  if (action === undefined) {
    io.stderr(personUsage);
    return personExit.failed;
  }
  const folder = resolve(io.cwd, io.env['COUNTERTOP_DATA'] ?? '.data');
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const options = { clock: systemClock, log: pinoLog('silent'), readers: 0, migrations: peopleMigrations };
    const database = await openSqlite(join(folder, peopleName), options);
    try {
      return await action(await openPeople(database, systemClock), io);
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!isFault(error)) throw error;
    io.stderr(`person: ${error.code} ${JSON.stringify(error.data)}`);
    return personExit.failed;
  }
}

function actionOf([verb, id = '', json, ...rest]: readonly string[]): Action | undefined {
  if (!/^[\w.:-]{1,100}$/.test(id) || rest.length > 0) return undefined;
  if (verb === 'set') {
    const data = dataOf(json ?? '');
    return data === undefined ? undefined : set(id, data);
  }
  if (json !== undefined) return undefined;
  return verb === 'show' ? show(id) : verb === 'erase' ? erase(id) : undefined;
}

function dataOf(json: string): PersonData | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function show(id: string): Action {
  return async (people, io) => {
    const found = await people.find(id);
    if (found !== undefined) await io.stdout(JSON.stringify(found));
    return found === undefined || 'erasedAt' in found ? personExit.nobody : personExit.done;
  };
}

function set(id: string, data: PersonData): Action {
  return async (people) => {
    await people.remember(id, data);
    return personExit.done;
  };
}

function erase(id: string): Action {
  return async (people) => ((await people.erase(id)) ? personExit.done : personExit.nobody);
}
