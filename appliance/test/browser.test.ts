// Which Chromium is taken: the one named, else the first of the search path; a file that cannot be run is none.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './browser.ts';
import { assert, suite, tempDir } from './kit.ts';

const test = suite('browser');

test('the one that is named is taken, or none', () => {
  const folder = tempDir('browser');
  const named = join(folder, 'mine');
  writeFileSync(named, '', { mode: 0o755 });
  assert.is(findBrowser({ COUNTERTOP_BROWSER: named, PATH: folder }), named);
  assert.is(findBrowser({ COUNTERTOP_BROWSER: join(folder, 'gone'), PATH: folder }), undefined);
});

test('otherwise the first of the search path that can be run', () => {
  const [first, second] = [tempDir('browser'), tempDir('browser')];
  writeFileSync(join(first, 'chromium'), '', { mode: 0o644 });
  writeFileSync(join(second, 'chromium'), '', { mode: 0o755 });
  writeFileSync(join(first, 'google-chrome'), '', { mode: 0o755 });
  assert.is(findBrowser({ PATH: `${first}:${second}` }), join(second, 'chromium'));
  assert.is(findBrowser({ PATH: first }), join(first, 'google-chrome'));
});
