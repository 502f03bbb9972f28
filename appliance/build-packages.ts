// Copies the packages that stay outside the bundle, with everything they need in turn, to where a box finds them: beside the bundle.
//   node --import tsx appliance/build-packages.ts <folder>     makes <folder>/node_modules
// Sources, headers, type declarations and binaries for other machines are left out: a native package brings one for each there is.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { outside } from './build-outside.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The folder of a package as Node finds it from another folder; undefined where it is not installed. */
function folderOf(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const path = join(folder, 'node_modules', name);
    if (existsSync(join(path, 'package.json'))) return path;
    if (folder === dirname(folder)) return undefined;
  }
}

/** Every package needed, by the place it has below the topmost node_modules; a second version of a package keeps its nested place. */
function needed(names: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (name: string, from: string, optional: boolean): void => {
    const folder = folderOf(name, from);
    if (folder === undefined) {
      if (optional) return;
      throw new Error(`${name}, needed by ${from}, is not installed`);
    }
    const place = folder.slice(folder.indexOf('/node_modules/') + '/node_modules/'.length);
    if (found.has(place)) return;
    found.set(place, folder);
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
    for (const each of Object.keys(manifest.dependencies ?? {})) visit(each, folder, false);
    for (const each of Object.keys(manifest.optionalDependencies ?? {})) visit(each, folder, true);
  };
  for (const name of names) visit(name, here, false);
  return found;
}

const notRun = /\.(d\.[cm]?ts|map|md|markdown|h|hpp|c|cc|cpp|gyp|gypi|o|a|mk)$/i;
/** Within a package. */
const foldersNotRun = /(^|\/)node_modules$|^(deps|src\/binding|libusb|hidapi|build\/(deps|Release\/obj\S*))$/;
const thisMachine = `${process.platform}-${process.arch}`;

function isRun(path: string, from: string): boolean {
  const inside = path.slice(from.length + 1);
  if (dirname(inside) === 'prebuilds') return inside.endsWith(thisMachine);
  return !foldersNotRun.test(inside) && !notRun.test(inside);
}

const [, , to] = process.argv;
if (to === undefined) throw new Error('which folder?');
rmSync(join(to, 'node_modules'), { recursive: true, force: true });
for (const [place, folder] of needed(outside)) {
  const target = join(to, 'node_modules', place);
  mkdirSync(dirname(target), { recursive: true });
  // A package of our own is a link into the checkout.
  const from = realpathSync(folder);
  cpSync(from, target, { recursive: true, dereference: true, filter: (path) => isRun(path, from) });
}
console.log(
  `${String(readdirSync(join(to, 'node_modules')).length)} packages and scopes in ${to}/node_modules`,
);
