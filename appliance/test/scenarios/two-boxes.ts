// An office and a till as two daemons with two data folders, linked by TLS after a real pairing; and how to see that both hold the same.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { office as officeCommand } from '../../src/cli/office.ts';
import { pair } from '../../src/cli/pair.ts';
import { auditArchive } from '../../src/back-office/archive/audit.ts';
import { officeDatabaseName } from '../../src/back-office/files.ts';
import { openSnapshot } from '../../src/platform/database/read-only.ts';
import type { Page } from '../../src/replay/page.ts';
import type { Row } from '../../src/platform/ports/database.ts';
import { databaseName } from '../../src/till/journal/files.ts';
import { Box, freePort, runHere } from '../daemon-process.ts';
import { assert } from '../kit.ts';

const columns = 'register, seq, at, who, approved_by, type, v, subject, payload, prev, hash, signature, key';
/** Longer than a box ever waits before it tries again. */
const patienceMs = 120_000;

export interface TwoBoxes {
  readonly office: Box;
  readonly till: Box;
  readonly register: string;
  readonly officePort: number;
}

export async function officeBox(port: number, more: NodeJS.ProcessEnv = {}): Promise<Box> {
  return Box.started({
    env: {
      COUNTERTOP_ROLES: 'back-office',
      COUNTERTOP_DEMO: 'false',
      COUNTERTOP_OFFICE_ADDRESS: '127.0.0.1',
      COUNTERTOP_OFFICE_PORT: String(port),
      ...more,
    },
  });
}

export async function tillBox(more: NodeJS.ProcessEnv = {}): Promise<Box> {
  return Box.started({ env: { COUNTERTOP_ROLES: 'till', ...more } });
}

/** As a technician does it, on the command line of both machines; from this process, since starting two more costs seconds. */
export async function pairBoxes({ office, till, register, officePort }: TwoBoxes): Promise<void> {
  const made = await runHere(officeCommand, ['pairing-code', register], office.environment);
  assert.is(made.code, 0, made.stderr);
  const code = /^code (\S+) for/.exec(made.stdout)?.[1] ?? '';
  const paired = await runHere(pair, [`127.0.0.1:${officePort}`, code], till.environment);
  assert.is(paired.code, 0, paired.stderr);
  assert.match(paired.stdout, new RegExp(`register ${register} `));
}

export async function twoBoxes(register: string): Promise<TwoBoxes> {
  const officePort = await freePort();
  const office = await officeBox(officePort);
  const till = await tillBox();
  const boxes = { office, till, register, officePort };
  await pairBoxes(boxes);
  await until(async () => (await linkOf(till))?.phase === 'linked', 'linked');
  return boxes;
}

interface BoxJson {
  readonly register: string;
  readonly office: { readonly is: string };
  readonly link: { readonly phase: string; readonly refusal: { readonly code: string } | null } | null;
}

export async function boxJson(box: Box): Promise<BoxJson> {
  return (await (await fetch(`${box.origin}/setup/box.json`)).json()) as BoxJson;
}

export async function linkOf(box: Box): Promise<BoxJson['link']> {
  try {
    return (await boxJson(box)).link;
  } catch {
    return null;
  }
}

export async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  const tries = patienceMs / 100;
  for (let tried = 0; tried < tries; tried += 1) {
    if (await holds()) return;
    await pause(100);
  }
  assert.unreachable(`never: ${what}`);
}

/** A box that was paired becomes a till by itself; then somebody stands at it. */
export async function tillAt(box: Box): Promise<Page> {
  await until(async () => {
    const now = (await boxJson(box).catch(() => undefined)) as { readonly hasShop?: boolean } | undefined;
    return now?.hasShop === true && (await linkOf(box))?.phase === 'linked';
  }, 'a till');
  return box.page('alex', 60_000);
}

async function rowsOf(path: string, table: string, register: string): Promise<readonly Row[]> {
  const snapshot = await openSnapshot(path);
  try {
    return await snapshot.all(`SELECT ${columns} FROM ${table} WHERE register = ? ORDER BY seq`, [register]);
  } finally {
    await snapshot.close();
  }
}

export async function journalOf(till: Box, register: string): Promise<readonly Row[]> {
  return rowsOf(join(till.folder, databaseName), 'entry', register);
}

export async function archiveOf(office: Box, register: string): Promise<readonly Row[]> {
  return rowsOf(join(office.folder, officeDatabaseName), 'archive_entry', register);
}

/** Waits until the office has all, then compares entry for entry. Call while nothing is sold. Resolves with how many there are. */
export async function sameJournals({ office, till, register }: TwoBoxes): Promise<number> {
  // A till that has just started may be writing so in this moment.
  const standStill = async (): Promise<boolean> => {
    const [journal, archive] = [await journalOf(till, register), await archiveOf(office, register)];
    return journal.length > 0 && archive.at(-1)?.['hash'] === journal.at(-1)?.['hash'];
  };
  await until(standStill, 'all in the office');
  const journal = await journalOf(till, register);
  assert.equal(await archiveOf(office, register), journal, 'entry for entry');
  const snapshot = await openSnapshot(join(office.folder, officeDatabaseName));
  try {
    await auditArchive(snapshot, { onProblem: (problem) => assert.unreachable(JSON.stringify(problem)) });
    const alarms = await snapshot.all('SELECT * FROM archive_alarm');
    assert.equal(alarms, []);
  } finally {
    await snapshot.close();
  }
  return journal.length;
}
