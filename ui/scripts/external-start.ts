// After the build: moves SvelteKit's inline start script of index.html into a file of its own, so that the daemon can forbid
// inline scripts altogether (Content-Security-Policy `script-src 'self'`) without keeping hashes in step.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const build = join(import.meta.dirname, '..', 'build');
const page = join(build, 'index.html');
const html = readFileSync(page, 'utf8');
const inline = /<script>([\s\S]*?)<\/script>/g;
const found = [...html.matchAll(inline)];
const [only] = found;
if (found.length !== 1 || only?.[1] === undefined)
  throw new Error(`index.html holds ${found.length} inline scripts, expected one`);

const code = only[1].trim();
const name = `_app/immutable/entry/page.${createHash('sha256').update(code).digest('hex').slice(0, 8)}.js`;
writeFileSync(join(build, name), code);
writeFileSync(page, html.replace(only[0], `<script src="/${name}"></script>`));
