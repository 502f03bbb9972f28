// Starts and measures processes: how long until ready, how much memory they hold.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const dist = join(import.meta.dirname, '..', 'dist');
export const pages = join(import.meta.dirname, '..', '..', 'ui', 'build');

export interface Started {
  readonly child: ChildProcess;
  /** From before the process was made until it said it was ready. */
  readonly readyMs: number;
  readonly port: number;
}

export interface StartOptions {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Port in a line that says ready; undefined for other lines. */
  readonly ready: (line: string) => number | undefined;
}

export async function start({ args, env = {}, ready }: StartOptions): Promise<Started> {
  const from = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      reject(new Error(`${args.join(' ')} ended with ${String(code)}`));
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      const port = ready(line);
      if (port !== undefined) resolve({ child, readyMs: performance.now() - from, port });
    });
  });
}

export async function startDaemon(
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Started> {
  return start({
    args: [join(dist, 'countertopd.cjs')],
    env: {
      COUNTERTOP_DATA: folder,
      COUNTERTOP_PORT: '0',
      COUNTERTOP_DEMO: 'true',
      COUNTERTOP_LOG: 'info',
      COUNTERTOP_PAGES: pages,
      ...env,
    },
    ready: (line) => {
      const said = JSON.parse(line) as { msg?: string; port?: number };
      return said.msg === 'ready' ? said.port : undefined;
    },
  });
}

export async function end({ child }: Started): Promise<void> {
  if (child.exitCode !== null) return;
  await new Promise<void>((resolve) => {
    child.removeAllListeners('exit');
    child.once('exit', () => {
      resolve();
    });
    child.kill('SIGTERM');
  });
}

/** Resident set and its peak, in megabytes, as the kernel counts them. */
export function memory({ child }: Started): { readonly residentMb: number; readonly peakMb: number } {
  const status = readFileSync(`/proc/${String(child.pid)}/status`, 'utf8');
  const field = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? Number.NaN) / 1024;
  return { residentMb: field('VmRSS'), peakMb: field('VmHWM') };
}
