// What a test finds around it: the checkout, real data that some machines have, and folders of its own.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top of the checkout. */
export const repositoryRoot = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * The path of a file of the shared real data (products, baskets, orders), or undefined where this machine has none.
 * A test then works on a small sample of its own, and says so with `lacks`.
 * COUNTERTOP_SHARED_DATA names the folder; otherwise it is looked for beside the checkout.
 */
export function sharedData(name: string): string | undefined {
  const folder = process.env['COUNTERTOP_SHARED_DATA'] ?? resolve(repositoryRoot, '..', 'shared', 'data');
  const path = join(folder, name);
  return existsSync(path) ? path : undefined;
}

const folders: string[] = [];

/** A new empty folder, removed when the test process ends. */
export function tempDir(label = 'test'): string {
  const folder = mkdtempSync(join(tmpdir(), `countertop-${label}-`));
  folders.push(folder);
  return folder;
}

process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
