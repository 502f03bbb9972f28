// The daemon as a real process for whole-box tests: started on a folder of its own and a port that stays its own across restarts,
// killed, stopped, started again. From source, or from the bundle where COUNTERTOP_TEST_BUNDLE is set.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Command } from '../src/cli/command.ts';
import { demoUsers } from '../src/demo/people.ts';
import type { DeviceSetting } from '../src/devices/device.ts';
import { systemClock } from '../src/platform/clock/system-clock.ts';
import { Page } from '../src/replay/page.ts';
import { repositoryRoot, tempDir } from './kit.ts';

const bundled = (process.env['COUNTERTOP_TEST_BUNDLE'] ?? '') !== '';
/** Slow machines start slowly; a daemon that takes longer has a defect. */
const readyMs = 60_000;

/** Arguments for `node` that run one of the appliance's programs, exactly as a box would or from source. */
export function programArguments(
  program: 'countertopd' | 'countertop' | 'countertop-simulators',
): readonly string[] {
  const sources = {
    countertopd: 'main.ts',
    countertop: 'cli/main.ts',
    'countertop-simulators': 'simulators/main.ts',
  } as const;
  if (bundled) return [join(repositoryRoot, 'appliance/dist', `${program}.cjs`)];
  return ['--import', import.meta.resolve('tsx'), join(repositoryRoot, 'appliance/src', sources[program])];
}

const children = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/** A child that does not outlive the test's process. */
export function startProgram(
  program: Parameters<typeof programArguments>[0],
  env: NodeJS.ProcessEnv,
  args: readonly string[] = [],
): ChildProcess {
  const child = spawn(process.execPath, [...programArguments(program), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of the command line to its end. */
export async function runCommand(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Finished> {
  const child = startProgram('countertop', env, args);
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream]?.on('data', (chunk: Buffer) => (output[stream] += chunk.toString('utf8')));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...output };
}

/** Runs a command of the command line in this process: the same but for its start, which costs a second. */
export async function runHere(
  command: Command,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Finished> {
  const output = { stdout: '', stderr: '' };
  const code = await command(args, {
    stdout: (line) => void (output.stdout += `${line}\n`),
    stderr: (line) => void (output.stderr += `${line}\n`),
    env: { ...process.env, ...env },
    cwd: process.cwd(),
  });
  return { code, ...output };
}

/** A port that is free now, below those the kernel hands out by itself, so that it is still free after a restart. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 16_000 + Math.floor(Math.random() * 14_000);
    const server = createServer();
    try {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      return port;
    } catch {
      // Somebody has it: try another.
    } finally {
      server.close();
    }
  }
}

export interface BoxOptions {
  /** A new folder unless told. */
  readonly folder?: string;
  readonly devices?: readonly DeviceSetting[];
  /** More of the configuration, by key. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly env?: NodeJS.ProcessEnv;
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** One box: a data folder, a port, and at most one daemon at a time. */
export class Box {
  readonly folder: string;
  readonly port: number;
  /** Every line any of its daemons said, on either stream. */
  readonly lines: string[] = [];
  readonly #options: BoxOptions;
  #child: ChildProcess | undefined;
  #ended: Promise<Ending> | undefined;

  private constructor(folder: string, port: number, options: BoxOptions) {
    this.folder = folder;
    this.port = port;
    this.#options = options;
  }

  static async make(options: BoxOptions = {}): Promise<Box> {
    const folder = options.folder ?? tempDir('box');
    mkdirSync(folder, { recursive: true });
    return new Box(folder, await freePort(), options);
  }

  static async started(options: BoxOptions = {}): Promise<Box> {
    const box = await Box.make(options);
    await box.start();
    return box;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Settles when the daemon that runs now ends, however it does. */
  get ended(): Promise<Ending> {
    if (this.#ended === undefined) throw new Error('the box was never started');
    return this.#ended;
  }

  get environment(): NodeJS.ProcessEnv {
    return {
      COUNTERTOP_CONFIG: join(this.folder, 'box.json'),
      COUNTERTOP_DATA: this.folder,
      COUNTERTOP_PORT: String(this.port),
      COUNTERTOP_DEMO: 'true',
      COUNTERTOP_LOG: 'info',
      ...this.#options.env,
    };
  }

  /** Resolves when the daemon says that it is ready. */
  async start(): Promise<void> {
    const { devices = [], config = {} } = this.#options;
    writeFileSync(join(this.folder, 'box.json'), JSON.stringify({ devices, ...config }));
    const child = startProgram('countertopd', this.environment);
    this.#child = child;
    this.#ended = once(child, 'exit').then(([code, signal]: unknown[]) => ({ code, signal }) as Ending);
    const ready = new Promise<'ready'>((resolve) => {
      for (const stream of [child.stdout, child.stderr]) {
        if (stream === null) continue;
        createInterface({ input: stream }).on('line', (line) => {
          this.lines.push(line);
          if (line.includes('"msg":"ready"')) resolve('ready');
        });
      }
    });
    const first = await Promise.race([ready, this.#ended, within(readyMs)]);
    if (first !== 'ready')
      throw new Error(
        `the daemon did not get ready: ${JSON.stringify(first)}\n${this.lines.slice(-20).join('\n')}`,
      );
  }

  /** As when the plug is pulled: nothing gets to finish anything. */
  async kill(): Promise<void> {
    this.#child?.kill('SIGKILL');
    await this.ended;
  }

  /** As systemd stops it. */
  async stop(): Promise<Ending> {
    this.#child?.kill('SIGTERM');
    return this.ended;
  }

  /** A page that is logged in; close it before the test ends. */
  async page(user: string = 'alex', patienceMs = 60_000): Promise<Page> {
    const pin = demoUsers.find(({ id }) => id === user)?.pin ?? '';
    const page = new Page({ origin: this.origin, clock: systemClock, patienceMs, user, pin });
    await page.open();
    return page;
  }

  /** Lines that tell of something that must not happen: crashes, faults that nobody expected. */
  get troubles(): readonly string[] {
    return this.lines.filter((line) =>
      /broken invariant|ended in a fault|Unhandled|Uncaught|UnhandledPromise|listener of a device failed|^\s+at /.test(
        line,
      ),
    );
  }
}

async function within(ms: number): Promise<'too late'> {
  return new Promise((resolve) => {
    setTimeout(() => {
      resolve('too late');
    }, ms).unref();
  });
}
