// Tells systemd that the daemon is ready, alive and stopping. Silent when not started by systemd.
// The given package `systemd-notify` knows readiness and status only; the watchdog's ping and the goodbye go through the same
// system tool here, in this one place, until the package can.
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';

type NotifyPackage = (options: {
  readonly ready?: boolean;
  readonly status?: string;
  readonly pid?: number;
}) => Promise<unknown>;

const run = promisify(execFile);
/** The tool answers at once or not at all. */
const toolTimeoutMs = 5_000;

export interface Systemd {
  ready(status: string): Promise<void>;
  stopping(): Promise<void>;
}

/** `isAlive` is asked before each ping: a daemon whose writer hangs lets the watchdog bite. */
export function systemdNotify(
  env: Readonly<Record<string, string | undefined>>,
  isAlive: () => boolean,
  ports: { readonly clock: Clock; readonly log: Log },
): Systemd {
  if (env['NOTIFY_SOCKET'] === undefined)
    return { ready: async () => undefined, stopping: async () => undefined };
  const require = createRequire(import.meta.url);
  const notify = require('systemd-notify') as NotifyPackage;
  const watchdogMs = Number(env['WATCHDOG_USEC'] ?? 0) / 1000;
  let cancelPing: () => void = () => undefined;

  async function say(assignment: string): Promise<void> {
    try {
      await run('systemd-notify', [`--pid=${process.pid}`, assignment], { timeout: toolTimeoutMs });
    } catch (error) {
      ports.log.warn({ error, assignment }, 'systemd could not be told');
    }
  }

  /** At a third of the period, so that one lost ping does no harm. */
  function ping(): void {
    cancelPing = ports.clock.after(watchdogMs / 3, () => {
      if (isAlive()) void say('WATCHDOG=1');
      ping();
    });
  }

  return {
    async ready(status) {
      try {
        await notify({ ready: true, status, pid: process.pid });
      } catch (error) {
        ports.log.warn({ error }, 'systemd could not be told of readiness');
      }
      if (watchdogMs > 0) ping();
    },
    async stopping() {
      cancelPing();
      await say('STOPPING=1');
    },
  };
}
