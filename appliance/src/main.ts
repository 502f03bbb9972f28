// The daemon's process: configuration in, signals handled, systemd told. A fault at start is one clear line and exit code 78 (EX_CONFIG) or 1.
import { type Daemon, startDaemon } from './daemon.ts';
import { systemClock } from './platform/clock/system-clock.ts';
import { type Config, readConfig } from './platform/config/config.ts';
import { isFault } from './platform/fault.ts';
import { uuidIds } from './platform/ids/uuid-ids.ts';
import { pinoLog } from './platform/log/pino-log.ts';
import { systemRandomness } from './platform/randomness/system-randomness.ts';
import { systemdNotify } from './platform/systemd/notify.ts';

/** Stopping may take this long; then the process ends, and the journal is as whole as after a power cut. */
const stopMs = 15_000;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = pinoLog(config.logLevel);
  const clock = systemClock;
  const randomness = systemRandomness;
  const running: { daemon?: Daemon } = {};
  let stopping = false;
  let restarting = false;
  const isStopping = (): boolean => stopping;
  const systemd = systemdNotify(process.env, () => running.daemon?.isAlive() ?? true, { clock, log });

  async function stop(signal: string): Promise<void> {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    clock.after(stopMs, () => {
      log.error({}, 'stopping took too long');
      process.exit(1);
    });
    await systemd.stopping();
    await running.daemon?.stop(signal);
    log.info({}, 'stopped');
    process.exit(0);
  }

  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
  process.on('unhandledRejection', (error) => {
    // A broken invariant: end here and let systemd start us where the journal stands.
    log.error({ error }, 'a broken invariant ends the daemon');
    process.exit(70);
  });
  /** Again in this process: what asked for it (a pairing, a shop that came, the office) may not depend on who started it. */
  async function restart(reason: string): Promise<void> {
    if (stopping || restarting) return;
    restarting = true;
    log.info({ reason }, 'starting anew');
    const before = running.daemon;
    delete running.daemon;
    const cancel = clock.after(stopMs, () => {
      log.error({}, 'stopping took too long');
      process.exit(1);
    });
    await before?.stop(reason);
    cancel();
    restarting = false;
    // Pages come back to the port they were loaded from.
    if (!isStopping()) await start({ ...config, port: before?.port ?? config.port });
  }

  async function start(settings: Config): Promise<void> {
    const ids = uuidIds(clock, randomness);
    const daemon = await startDaemon(settings, {
      clock,
      randomness,
      ids,
      log,
      restart: (reason) => {
        restart(reason).catch(fail);
      },
    });
    running.daemon = daemon;
    const { port, officePort, name } = daemon;
    log.info({ port, ...(officePort === undefined ? {} : { officePort }), register: name }, 'ready');
    await systemd.ready(`register ${name}, port ${port}`);
  }
  await start(config);
}

function wordsOf(error: unknown): string {
  if (isFault(error, 'storage.busy') && error.data['reason'] === 'in-use')
    return `another one works on ${String(error.data['file'])}`;
  if (isFault(error)) return `${error.code} ${JSON.stringify(error.data)}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function fail(error: unknown): never {
  process.stderr.write(`countertopd could not start: ${wordsOf(error)}\n`);
  process.exit(isFault(error, 'config.invalid') ? 78 : 1);
}

main().catch(fail);
