// Puts the test files into bundles that share what they have in common. A test file starts in a fifth of the time it takes from source,
// where every process reads and translates hundreds of files; with four hundred of them that is minutes. Traces point into the sources.
// A test that loads sources by a path it works out itself runs from source.
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

/** Our own packages are sources like the rest. */
const ownInside: Plugin = {
  name: 'own-inside',
  setup({ onResolve }) {
    onResolve({ filter: /^@countertop\// }, ({ path }) => ({
      path: fileURLToPath(import.meta.resolve(path)),
    }));
  },
};

/** What is imported from outside runs before all that is inside; the kit has something to say before uvu begins. */
const uvuInside: Plugin = {
  name: 'uvu-inside',
  setup({ onResolve }) {
    onResolve({ filter: /^uvu$/ }, () => ({ path: fileURLToPath(import.meta.resolve('uvu')) }));
  },
};

/** In a bundle a file is elsewhere than where it was written; what it reads beside itself is not. */
const whereItWas: Plugin = {
  name: 'where-it-was',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const contents = text
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)));
      return { contents, loader: 'ts' };
    });
  },
};

const loadsByPath = /\bimport\((?!['"])/;

/**
 * @param files paths from the root
 * @param into a folder under the root, where packages are found
 * @returns a test file's bundle; undefined: it has none
 */
export async function bundleTests(
  root: string,
  files: readonly string[],
  into: string,
): Promise<(file: string) => string | undefined> {
  const bundled = files.filter((file) => !loadsByPath.test(readFileSync(join(root, file), 'utf8')));
  await build({
    absWorkingDir: root,
    entryPoints: bundled,
    outdir: into,
    outbase: root,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'warning',
    plugins: [ownInside, uvuInside, whereItWas],
  });
  const known = new Set(bundled);
  return (file) => (known.has(file) ? join(into, file.replace(/\.ts$/, '.mjs')) : undefined);
}
