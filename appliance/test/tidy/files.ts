// The files of the checkout that people write: what the tidy test reads. No git needed, so that it also holds in an unpacked archive.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const notOurs = new Set(['node_modules', 'build', 'dist', 'coverage']);
/** Hidden folders that are ours. */
const ours = new Set(['.ci', '.github', '.changes']);
const textual =
  /\.(ts|js|cjs|mjs|svelte|css|html|sql|md|json|yml|yaml|service|conf|preset|rules|sh)$|^(Makefile|run|LICENSE|\.[a-z-]+(\.json)?)$/;

export interface SourceFile {
  /** From the top of the checkout, with `/`. */
  readonly path: string;
  readonly name: string;
  readonly text: string;
}

export function sourceFiles(root: string): SourceFile[] {
  return filesUnder(root, '');
}

function filesUnder(root: string, folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      const skipped = notOurs.has(entry.name) || (entry.name.startsWith('.') && !ours.has(entry.name));
      return skipped ? [] : filesUnder(root, path);
    }
    if (!entry.isFile() || !textual.test(entry.name)) return [];
    return [{ path, name: entry.name, text: readFileSync(join(root, path), 'utf8') }];
  });
}
