// The till as a whole machine: a virtual computer without hardware help (TCG), with our system on it, its kernel's own USB, and a bench
// inside that plugs devices in. Everything is reached over two forwarded loopback ports; the machine has no other network.
import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { demoUsers } from '../../src/demo/people.ts';
import { systemClock } from '../../src/platform/clock/system-clock.ts';
import { Page } from '../../src/replay/page.ts';
import { freePort } from '../daemon-process.ts';
import { tempDir } from '../kit.ts';
import type { BenchAnswer, BenchCommand, DeviceName, Ran } from './bench/commands.ts';
import { type Disks, qemu } from './images.ts';

/** Every step is ten times as slow as on a till; whoever waits longer than this waits for nothing. */
export const patienceMs = 120_000;
const bootMs = 400_000;
const probeMs = 3_000;
const memoryMb = 1024;

export class Machine {
  readonly #child: ChildProcess;
  readonly #console: string;
  readonly #ports: { readonly till: number; readonly bench: number };

  private constructor(
    child: ChildProcess,
    place: { readonly console: string; readonly ports: { readonly till: number; readonly bench: number } },
  ) {
    this.#child = child;
    this.#console = place.console;
    this.#ports = place.ports;
  }

  /** Resolves when the bench answers and the till's pages are served. */
  static async boot(disks: Disks): Promise<Machine> {
    const console_ = join(tempDir('machine'), 'console.log');
    const ports = { till: await freePort(), bench: await freePort() };
    const child = spawn(qemu, machineOf(disks, { console: console_, ports }), {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    process.once('exit', () => child.kill('SIGKILL'));
    child.stderr.pipe(createWriteStream(`${console_}.qemu`));
    const machine = new Machine(child, { console: console_, ports });
    await machine.until(async () => machine.#answers(), 'the bench to answer', bootMs);
    await machine.until(async () => machine.#serves(), 'the till to serve its pages', bootMs);
    return machine;
  }

  get origin(): string {
    return `http://127.0.0.1:${String(this.#ports.till)}`;
  }

  async bench<C extends BenchCommand>(command: C, limitMs = patienceMs): Promise<BenchAnswer<C['t']>> {
    const response = await fetch(`http://127.0.0.1:${String(this.#ports.bench)}/`, {
      method: 'POST',
      body: JSON.stringify(command),
      signal: AbortSignal.timeout(limitMs),
    });
    const body = (await response.json()) as BenchAnswer<C['t']>;
    if (!response.ok) throw new Error(`${command.t}: ${JSON.stringify(body)}`);
    return body;
  }

  async plug(...devices: readonly DeviceName[]): Promise<void> {
    for (const device of devices) await this.bench({ t: 'plug', device });
  }

  async unplug(device: DeviceName): Promise<void> {
    await this.bench({ t: 'unplug', device });
  }

  /** A command of the machine's own, as root. */
  async run(command: string): Promise<Ran> {
    return this.bench({ t: 'run', command });
  }

  async page(user: string): Promise<Page> {
    const pin = demoUsers.find(({ id }) => id === user)?.pin ?? '';
    const page = new Page({ origin: this.origin, clock: systemClock, patienceMs, user, pin });
    await page.open();
    return page;
  }

  /** Asks again and again; throws, with the end of the console, where it never comes true. */
  async until(holds: () => boolean | Promise<boolean>, what: string, limitMs = patienceMs): Promise<void> {
    const from = systemClock.monotonic();
    while (!(await holds())) {
      if (this.#child.exitCode !== null || systemClock.monotonic() - from > limitMs)
        throw new Error(`waited for ${what}\n${this.console.slice(-4_000)}`);
      await pause(100);
    }
  }

  get console(): string {
    return existsSync(this.#console) ? readFileSync(this.#console, 'utf8') : '';
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
  }

  /** A request that was made before the machine had its address is lost. */
  async #answers(): Promise<boolean> {
    return this.bench({ t: 'run', command: 'true' }, probeMs).then(
      ({ code }) => code === 0,
      () => false,
    );
  }

  async #serves(): Promise<boolean> {
    return fetch(`${this.origin}/till`, {
      headers: { accept: 'text/html' },
      signal: AbortSignal.timeout(probeMs),
    }).then(
      ({ ok }) => ok,
      () => false,
    );
  }
}

function machineOf(
  { kernel, initrd, layers }: Disks,
  place: { readonly console: string; readonly ports: { readonly till: number; readonly bench: number } },
): string[] {
  const { till, bench } = place.ports;
  const letters = ['a', 'b', 'c', 'd'];
  const over = layers.slice(1).map((_, index) => `/dev/vd${letters[index + 1] ?? ''}`);
  const words = [
    'console=ttyS0 root=/dev/vda rootfstype=squashfs ro quiet mitigations=off',
    `countertop.layers=${over.join(',')}`,
  ];
  const forward = `hostfwd=tcp:127.0.0.1:${String(till)}-:8080,hostfwd=tcp:127.0.0.1:${String(bench)}-:9000`;
  return [
    ...['-machine', 'q35', '-accel', 'tcg,thread=multi', '-cpu', 'max', '-smp', '2', '-m', String(memoryMb)],
    ...['-nodefaults', '-no-user-config', '-no-reboot', '-display', 'none', '-L', '/usr/share/seabios'],
    ...['-kernel', kernel, '-initrd', initrd, '-append', words.join(' ')],
    ...layers.flatMap((file) => ['-drive', `file=${file},if=virtio,format=raw,readonly=on`]),
    ...['-device', 'virtio-rng-pci', '-netdev', `user,id=lan,restrict=on,${forward}`],
    ...['-device', 'virtio-net-pci,netdev=lan,romfile=', '-serial', `file:${place.console}`],
  ];
}
