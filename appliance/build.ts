// Bundles the daemon, the simulators and the command line, each with its V8 code cache beside it: starts take half the time of the
// source tree. Native add-ons and the packages that look for files of their own stay outside.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { outside } from './build-outside.ts';
import { profileFrom, profilePlugin } from './build-profile.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const output = process.env['COUNTERTOP_BUILD_TO'] ?? join(root, 'dist');

const profile = profileFrom(process.env);

/** Program → its source. */
const programs = {
  countertopd: 'src/main.ts',
  countertop: 'src/cli/main.ts',
  // A till of that build has real devices.
  ...(profile === 'norway' ? {} : { 'countertop-simulators': 'src/simulators/main.ts' }),
};

/** Runs the bundle through its code cache where that fits this very Node; makes no difference but time where it does not. */
function loader(program: string): string {
  return `'use strict';
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { createRequire } = require('node:module');
const { Script } = require('node:vm');
const file = join(__dirname, '${program}.bundle.cjs');
let cachedData;
try { cachedData = readFileSync(join(__dirname, '${program}.cache')); } catch {}
const script = new Script('(function (require, module, exports, __filename, __dirname) {' + readFileSync(file, 'utf8') + '\\n})', { filename: file, cachedData });
if (process.env.COUNTERTOP_MAKE_CODE_CACHE === '1') require('node:fs').writeFileSync(join(__dirname, '${program}.cache'), script.createCachedData());
else { const loaded = { exports: {} }; script.runInThisContext()(createRequire(file), loaded, loaded.exports, file, __dirname); }
`;
}

rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
await build({
  absWorkingDir: root,
  entryPoints: Object.fromEntries(
    Object.entries(programs).map(([name, source]) => [`${name}.bundle`, source]),
  ),
  outdir: output,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // What comes out of the code cache cannot import() any more; a package that is loaded late is required.
  supported: { 'dynamic-import': false },
  external: [...outside],
  legalComments: 'linked',
  define: { 'import.meta.url': 'importMetaUrl' },
  banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
  logLevel: 'warning',
  plugins: [profilePlugin(profile)],
});
for (const program of Object.keys(programs)) {
  const file = join(output, `${program}.cjs`);
  writeFileSync(file, loader(program));
  const made = spawnSync(process.execPath, [file], {
    env: { ...process.env, COUNTERTOP_MAKE_CODE_CACHE: '1' },
    stdio: 'inherit',
  });
  if (made.status !== 0) throw new Error(`no code cache for ${program}`);
}
