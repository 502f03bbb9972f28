// Two ends of a serial line made of kernel terminals by socat: the real package and the real kernel, without a wire. A pty takes parity
// and data bits without enforcing them.
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { tempDir } from '../kit.ts';

export const haveSocat = spawnSync('socat', ['-V']).status === 0;

export interface PtyLine {
  /** Paths of the two ends. */
  readonly device: string;
  readonly host: string;
  readonly socat: ChildProcess;
}

export async function ptyLine(): Promise<PtyLine> {
  const folder = tempDir('pty');
  const [device, host] = [join(folder, 'device'), join(folder, 'host')];
  const socat = spawn('socat', ['-d', '-d', `pty,rawer,link=${device}`, `pty,rawer,link=${host}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  // socat tells when both ends stand and the data loop begins.
  await new Promise<void>((resolve, reject) => {
    let said = '';
    socat.stderr.on('data', (words: Buffer) => {
      said += words.toString();
      if (said.includes('starting data transfer loop')) resolve();
    });
    socat.once('exit', () => reject(new Error(`socat ended: ${said}`)));
  });
  return { device, host, socat };
}

/** Unplugs both ends. */
export async function cutPtyLine({ socat }: PtyLine): Promise<void> {
  if (socat.exitCode !== null || socat.signalCode !== null) return;
  const exited = new Promise((resolve) => socat.once('exit', resolve));
  socat.kill();
  await exited;
}
