// `countertop demo`: the demo shop as a newcomer starts it. The simulated devices run as a process of their own, the daemon as another;
// this one only starts both, says where to look, and ends both.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { DeviceSetting } from '../devices/device.ts';
import { demoOfficeUser, demoUsers } from '../demo/people.ts';
import { systemClock } from '../platform/clock/system-clock.ts';
import type { CommandIo } from './command.ts';

/** A program that has not said it is ready by then is told to have failed. */
const readyMs = 60_000;

interface SimulatorsReady {
  readonly ports: { readonly control: number };
  readonly devices: readonly DeviceSetting[];
}

/** The other programs, bundled or from source, exactly as this one runs. */
function program(bundled: string, source: string): readonly string[] {
  const own = process.argv[1] ?? '';
  return own.endsWith('.ts')
    ? [...process.execArgv, resolve(own, '..', '..', source)]
    : [join(own, '..', bundled)];
}

/** Starts a program and resolves with the first line of its output that `found` takes something from; the others go to `onLine`. */
async function started<T>(
  child: ChildProcess,
  found: (line: string) => T | undefined,
  onLine: (line: string) => void,
): Promise<T> {
  return new Promise((resolve_, reject) => {
    const cancel = systemClock.after(readyMs, () => {
      reject(new Error(`not ready after ${readyMs / 1000} s`));
    });
    child.on('exit', (code) => {
      cancel();
      reject(new Error(`ended with ${code ?? 'a signal'} before it was ready`));
    });
    if (child.stdout === null) throw new Error('no output to read');
    createInterface({ input: child.stdout }).on('line', (line) => {
      const result = found(line);
      if (result === undefined) {
        onLine(line);
        return;
      }
      cancel();
      resolve_(result);
    });
  });
}

function parsed(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function welcome(port: number): readonly string[] {
  const at = `http://127.0.0.1:${port}`;
  return [
    '',
    '  Countertop demo shop: Brygga Mat & Kafé, register B1 and its back office',
    '',
    `  Till               ${at}/till`,
    `  Back office        ${at}/office`,
    `  Devices to play    ${at}/setup/simulators`,
    `  Customer display   ${at}/customer-display`,
    '',
    '  Log in as',
    ...demoUsers.map(({ name, role, pin }) => `    ${name.padEnd(18)} ${role.padEnd(14)} PIN ${pin}`),
    `  In the office as    ${demoOfficeUser.email}, password ${demoOfficeUser.password}`,
    '',
    '  Try first: open the till and the devices side by side, log in as Ingrid, tap "Start selling",',
    '  scan something on the devices page, pay in cash, and watch drawer and receipt.',
    '  Then pull the plug (kill -9 the daemon) with a full basket, and start again.',
    '',
    '  Ctrl-C ends the shop. Its data stays in the data folder.',
    '',
  ];
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve_) => {
    child.once('exit', () => {
      resolve_();
    });
    child.kill('SIGTERM');
  });
}

export async function demo(_args: readonly string[], io: CommandIo): Promise<number> {
  const folder = resolve(io.env['COUNTERTOP_DATA'] ?? '.data');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const children: ChildProcess[] = [];
  const run = (args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess => {
    const child = spawn(process.execPath, args, {
      env: { ...io.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    return child;
  };
  const speak = (line: string): void => void io.stdout(line);
  try {
    const simulators = run(program('countertop-simulators.cjs', 'simulators/main.ts'), {});
    const { ports, devices } = await started(
      simulators,
      (line) => (parsed(line)['ready'] === true ? (parsed(line) as unknown as SimulatorsReady) : undefined),
      speak,
    );
    const config = join(folder, 'demo-config.json');
    writeFileSync(
      config,
      JSON.stringify({ demo: true, devices, simulators: `ws://127.0.0.1:${ports.control}` }, null, 2),
    );
    const daemon = run(program('countertopd.cjs', 'main.ts'), {
      COUNTERTOP_CONFIG: config,
      COUNTERTOP_DATA: folder,
    });
    const port = await started(
      daemon,
      (line) => (parsed(line)['msg'] === 'ready' ? Number(parsed(line)['port']) : undefined),
      speak,
    );
    for (const line of welcome(port)) await io.stdout(line);
    await new Promise<void>((resolve_) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve_);
      for (const child of children)
        child.once('exit', () => {
          resolve_();
        });
    });
    return daemon.exitCode ?? 0;
  } catch (error) {
    io.stderr(
      `the demo shop could not be started: ${error instanceof Error ? error.message : String(error)}`,
    );
    return 1;
  } finally {
    await Promise.all(children.reverse().map(ended));
  }
}
