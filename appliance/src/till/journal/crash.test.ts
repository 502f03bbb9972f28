// A process is killed in the middle of committing, again and again: nothing that was acknowledged is lost, and the chain is whole.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { assert, longRun, note, repositoryRoot, seed, seeded, suite, tempDir } from '../../../test/kit.ts';
import { openJournal } from '../../../test/journal/open-journal.ts';
import type { Problem } from '../../domain/journal/problem.ts';
import { auditJournal } from './audit.ts';

const test = suite('crash');
const committer = join(repositoryRoot, 'appliance/test/journal/committer.ts');
const chance = seeded();

/** Runs a committer, kills it this long after its first promise, and gives its last promise. */
function killed(folder: string, afterMs: number): Promise<number> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', committer, folder, String(chance.int(1, 1_000_000))],
    {
      cwd: repositoryRoot,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (said === '') setTimeout(() => child.kill('SIGKILL'), afterMs);
    said += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const promises = [...said.matchAll(/^ack (\d+)\n/gm)];
      if (signal === 'SIGKILL') resolve(Number(promises.at(-1)?.[1]));
      else reject(new Error(`the committer ended by itself with ${String(code)}`));
    });
  });
}

const rounds = longRun ? 200 : 5;

test('killed at any moment, nothing acknowledged is lost', { timeoutMs: rounds * 12_000 }, async () => {
  const folder = tempDir('crash');
  let promised = 0;
  for (let round = 0; round < rounds; round += 1) {
    promised = await killed(folder, chance.int(0, 250));
    const { database, store } = await openJournal(folder);
    const { seq } = await store.head('B1');
    assert.ok(
      seq >= promised,
      `entry ${String(promised)} was promised, ${String(seq)} is the last (seed ${String(seed)})`,
    );
    // At most the one commit that was on its way when the process died.
    assert.ok(seq <= promised + 6);
    assert.is.not(await store.answer(`B1-command-${String(promised)}`), undefined);
    const problems: Problem[] = [];
    const [audit] = await auditJournal(database, { onProblem: (problem) => problems.push(problem) });
    assert.equal(problems, []);
    assert.is(audit?.entries, seq);
    const jobs = await database.get(
      'SELECT count(*) AS jobs, (SELECT count(*) FROM sale) AS sales FROM print_job',
    );
    assert.is(jobs?.['jobs'], jobs?.['sales']);
    await database.close();
  }
  note(`journal: ${String(rounds)} kills while committing, ${String(promised)} entries, none lost`);
});
