// Reads and judges the unit with systemd's own tools, without a running systemd: what `make check` and the tests ask.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const unitsFolder = fileURLToPath(new URL('../../../systemd/', import.meta.url));
export const unitName = 'countertop.service';

export interface Spoken {
  readonly code: number;
  readonly text: string;
}

/** Runs one of systemd's tools; undefined where this machine has none. */
export function tool(name: string, args: readonly string[]): Spoken | undefined {
  const run = spawnSync(name, args, {
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, SYSTEMD_PAGER: 'cat', LC_ALL: 'C' },
  });
  if (run.error !== undefined && 'code' in run.error && run.error.code === 'ENOENT') return undefined;
  if (run.error !== undefined) throw run.error;
  return { code: run.status ?? 1, text: `${run.stdout}${run.stderr}`.trim() };
}

/** The version of systemd's tools here; undefined where there are none. */
export function systemdVersion(): number | undefined {
  const said = tool('systemd-analyze', ['--version']);
  return said === undefined ? undefined : Number(/systemd (\d+)/.exec(said.text)?.[1]);
}

export function unitText(): string {
  return readFileSync(join(unitsFolder, unitName), 'utf8');
}

/** What is to be judged: a folder with the unit, changed as told, and with drop-ins. */
export interface Draft {
  readonly folder: string;
  readonly text?: string;
  readonly dropIns?: readonly string[];
}

/** Lays the unit out as it would be installed, started by this very Node, as the real one need not be installed here. */
export function layOut({ folder, text = unitText(), dropIns = [] }: Draft): string {
  const path = join(folder, unitName);
  mkdirSync(`${path}.d`, { recursive: true });
  writeFileSync(path, text.replaceAll('/usr/bin/node', process.execPath));
  for (const name of dropIns) cpSync(join(unitsFolder, 'drop-ins', name), join(`${path}.d`, name));
  return path;
}

/** What `systemd-analyze verify` has against the unit: nothing when it is right. Words about other units are not ours. */
export function verify(draft: Draft): string[] {
  const said = tool('systemd-analyze', ['verify', '--man=no', layOut(draft)]);
  if (said === undefined) return [];
  const lines = said.text.split('\n').filter((line) => line.includes('countertop'));
  return said.code !== 0 && lines.length === 0 ? [said.text] : lines;
}

/** The exposure by `systemd-analyze security`, 0 (closed) to 10; undefined where the tool is missing or too old. */
export function exposure(draft: Draft): number | undefined {
  const said = tool('systemd-analyze', ['security', '--offline=true', '--no-pager', layOut(draft)]);
  const level = /exposure level for [^:]+: ([\d.]+)/.exec(said?.text ?? '')?.[1];
  return level === undefined ? undefined : Number(level);
}
