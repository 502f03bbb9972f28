// Showing, correcting and erasing what is kept of a person, as it is typed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, suite, tempDir } from '../../test/kit.ts';
import { person, personExit } from './person.ts';

const test = suite('countertop person');

interface Said {
  readonly code: number;
  readonly out: readonly string[];
  readonly err: readonly string[];
}

async function run(folder: string, ...args: readonly string[]): Promise<Said> {
  const out: string[] = [];
  const err: string[] = [];
  const stdout = (line: string): void => void out.push(line);
  const stderr = (line: string): void => void err.push(line);
  return {
    code: await person(args, { stdout, stderr, env: { COUNTERTOP_DATA: 'data' }, cwd: folder }),
    out,
    err,
  };
}

test('a person is kept, shown, corrected and erased', async () => {
  const folder = tempDir('person');
  assert.equal(await run(folder, 'show', 'c1'), { code: personExit.nobody, out: [], err: [] });
  assert.is((await run(folder, 'set', 'c1', '{"name":"SECRET"}')).code, personExit.done);
  assert.is((await run(folder, 'set', 'c1', '{"name":"SECRET","city":"Bergen"}')).code, personExit.done);
  const shown = await run(folder, 'show', 'c1');
  assert.equal(
    [shown.code, shown.out],
    [personExit.done, ['{"id":"c1","data":{"name":"SECRET","city":"Bergen"}}']],
  );
  assert.is((await run(folder, 'erase', 'c1')).code, personExit.done);
  const files = readdirSync(join(folder, 'data')).map((name) => readFileSync(join(folder, 'data', name)));
  assert.not.ok(files.some((content) => content.includes('SECRET')));
  assert.is((await run(folder, 'erase', 'c1')).code, personExit.nobody);
  const gone = await run(folder, 'show', 'c1');
  assert.is(gone.code, personExit.nobody);
  assert.match(gone.out[0] ?? '', /"erasedAt":\d+/);
  const again = await run(folder, 'set', 'c1', '{"name":"again"}');
  assert.is(again.code, personExit.failed);
  assert.match(again.err[0] ?? '', /storage\.constraint.*erased/);
});

test('what is not understood is answered with the usage', async () => {
  const folder = tempDir('person');
  const wrong = [
    [],
    ['show'],
    ['show', 'a b'],
    ['show', 'c1', 'x'],
    ['mend', 'c1'],
    ['set', 'c1'],
    ['set', 'c1', '[]'],
    ['set', 'c1', '{'],
    ['erase', 'c1', 'c2', 'c3'],
  ];
  for (const args of wrong) {
    const { code, err } = await run(folder, ...args);
    assert.is(code, personExit.failed, args.join(' '));
    assert.match(err[0] ?? '', /countertop person erase/);
  }
  assert.equal(readdirSync(folder), []);
});
