// The disks of the virtual machine: base and product layer from image/build.sh, kept from run to run, and the bench's own layer, made anew
// each time in a second or two. And what this machine lacks for it, by name.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { build } from 'esbuild';
import { repositoryRoot, tempDir } from '../kit.ts';

export const qemu = 'qemu-system-x86_64';
const builder = join(repositoryRoot, 'image/build.sh');
const here = join(repositoryRoot, 'appliance/test/hardware');

export interface Disks {
  readonly kernel: string;
  readonly initrd: string;
  /** In the order they are laid over each other. */
  readonly layers: readonly string[];
}

function has(program: string): boolean {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'];
  return folders.some((folder) => existsSync(join(folder, program)));
}

/** What this machine lacks to run the virtual machine at all; nothing where it can. */
export function lacking(): readonly string[] {
  if (!has(qemu)) return [qemu];
  const said = spawnSync(builder, ['--lacks'], { encoding: 'utf8' });
  return said.stdout.split('\n').filter((line) => line !== '');
}

/** Whether the base layer, which takes minutes and a network, is there already. */
export function baseIsThere(): boolean {
  return spawnSync(builder, ['--base']).status === 0;
}

/** Throws what the builder said, where it cannot. */
export async function makeDisks(): Promise<Disks> {
  const built = spawnSync(builder, [], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const [base, product] = built.stdout.split('\n');
  if (built.status !== 0 || base === undefined || product === undefined)
    throw new Error(`no image: ${built.stderr}`);
  return {
    kernel: join(base, 'vmlinuz'),
    initrd: join(base, 'initrd'),
    layers: [join(base, 'base.squashfs'), join(product, 'product.squashfs'), await makeBenchLayer()],
  };
}

async function makeBenchLayer(): Promise<string> {
  const folder = tempDir('bench');
  const stage = join(folder, 'stage');
  const lay = (name: string, place: string): void => {
    mkdirSync(join(stage, place, '..'), { recursive: true });
    cpSync(join(here, 'layer', name), join(stage, place));
  };
  lay('countertop-bench.service', 'usr/lib/systemd/system/countertop-bench.service');
  lay('50-slow.conf', 'etc/systemd/system/countertop.service.d/50-slow.conf');
  lay('countertop.json', 'etc/countertop/countertop.json');
  lay('bench-modules.conf', 'usr/lib/modules-load.d/bench-modules.conf');
  await build({
    entryPoints: [join(here, 'bench/main.ts')],
    outfile: join(stage, 'usr/lib/countertop-bench/bench.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // The simulators' codecs name packages for real wires, which are not used here.
    external: ['serialport', 'usb', 'node-hid'],
    logLevel: 'warning',
  });
  const wanted = join(stage, 'etc/systemd/system/multi-user.target.wants');
  mkdirSync(wanted, { recursive: true });
  symlinkSync('/usr/lib/systemd/system/countertop-bench.service', join(wanted, 'countertop-bench.service'));
  const layer = join(folder, 'bench.squashfs');
  const options = ['-comp', 'lz4', '-all-root', '-noappend', '-quiet', '-no-progress'];
  const packed = spawnSync('mksquashfs', [stage, layer, ...options], { encoding: 'utf8' });
  if (packed.status !== 0) throw new Error(`the bench's layer: ${packed.stderr}`);
  return layer;
}
