// Bundles the bench as the daemon is bundled, then runs it: what is measured is the program as it ships, not the loader that runs sources.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';

const output = join(import.meta.dirname, '..', 'dist', 'bench.cjs');
await build({
  entryPoints: [join(import.meta.dirname, 'run.ts')],
  outfile: output,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  packages: 'external',
  define: { 'import.meta.dirname': JSON.stringify(import.meta.dirname), 'import.meta.url': 'importMetaUrl' },
  banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
  logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, [output, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? 1;
