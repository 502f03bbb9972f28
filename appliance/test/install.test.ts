// What a newcomer hears from appliance/install.sh on machines that lack something, played with a search path of our own programs.
import { spawnSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, repositoryRoot, suite, tempDir } from './kit.ts';

const test = suite('install');

interface Heard {
  readonly code: number | null;
  readonly text: string;
}

/** Runs the script where only these programs exist, each the text of a shell script. */
function install(programs: Readonly<Record<string, string>>, ...args: string[]): Heard {
  const folder = tempDir('install');
  const real = { dirname: '/usr/bin/dirname', env: '/usr/bin/env', sh: '/bin/sh' };
  for (const [name, path] of Object.entries(real)) symlinkSync(path, join(folder, name));
  for (const [name, text] of Object.entries({ id: 'echo 1000', ...programs })) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  }
  const script = join(repositoryRoot, 'appliance/install.sh');
  const run = spawnSync('/bin/sh', [script, ...args], {
    encoding: 'utf8',
    env: { PATH: folder },
    timeout: 20_000,
  });
  return { code: run.status, text: `${run.stdout}${run.stderr}` };
}

const good = { node: 'exit 0', npm: 'exit 0' };
const compilers = { python3: 'exit 0', make: 'exit 0', 'g++': 'exit 0' };

test('a machine that has all is left in peace', () => {
  assert.equal(install(good), { code: 0, text: '' });
});

test('no Node, or an old one, is said so', () => {
  const none = install({});
  assert.is(none.code, 1);
  assert.match(none.text, /needs Node 20\.19 or later with npm; none was found/);
  const old = install({ ...good, node: 'if [ "$1" = --version ]; then echo v18.20.4; else exit 1; fi' });
  assert.is(old.code, 1);
  assert.match(old.text, /this is v18\.20\.4/);
});

test('what compiling lacks is named, as packages to install', () => {
  const heard = install({ ...good, npm: 'exit 1', make: 'exit 0' });
  assert.is(heard.code, 1);
  assert.match(heard.text, /apt-get install python3 g\+\+/);
});

test('root gets them by apt-get, and npm is asked again', () => {
  const once = 'if [ -e "$0.tried" ]; then exit 0; else : > "$0.tried"; exit 1; fi';
  const heard = install({ ...good, npm: once, id: 'echo 0', 'apt-get': 'echo "apt-get $*"' });
  assert.is(heard.code, 0, heard.text);
  assert.match(heard.text, /apt-get install .*python3 make g\+\+/);
});

test('a failure that no package mends is left to its own words', () => {
  const heard = install({ ...good, ...compilers, npm: 'echo "registry gone"; exit 1' });
  assert.is(heard.code, 1);
  assert.match(heard.text, /registry gone/);
  assert.match(heard.text, /Nothing that compiling needs is missing/);
});

test('no browser, and none to be had, is said with every way out', () => {
  const heard = install({ ...good, node: 'exit 1' }, 'browser');
  assert.is(heard.code, 1);
  assert.match(heard.text, /apt-get install chromium/);
  assert.match(heard.text, /--no-e2e/);
});
