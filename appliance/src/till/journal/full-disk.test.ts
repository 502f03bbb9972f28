// The disk is full: a commit is refused with its own code, what stands stays whole, and it goes on when there is room again.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, lacks, note, suite, tempDir } from '../../../test/kit.ts';
import { openJournal, type OpenJournal } from '../../../test/journal/open-journal.ts';
import { sampleJournal, type SampleJournal } from '../../../test/journal/sample-journal.ts';
import type { Problem } from '../../domain/journal/problem.ts';
import { nodeDisk } from '../../platform/disk/node-disk.ts';
import { createReserve } from '../../platform/disk/reserve.ts';
import { isFault } from '../../platform/fault.ts';
import { auditJournal } from './audit.ts';
import type { CommitParts } from './store.ts';

const test = suite('full disk');

async function trusted(open: OpenJournal): Promise<SampleJournal> {
  const sample = sampleJournal();
  await open.database.write('INSERT INTO box_key VALUES (?, ?, 0)', [
    sample.signer.key,
    sample.signer.publicKey,
  ]);
  return sample;
}

/** Commits until there is no room; gives the commit that was refused. */
async function fill({ store }: OpenJournal, sample: SampleJournal): Promise<CommitParts> {
  for (;;) {
    const parts = sample.head.seq % 5 === 4 ? sample.sale() : sample.line('x'.repeat(300));
    try {
      await store.commit(parts);
    } catch (error) {
      assert.ok(isFault(error, 'storage.full'), String(error));
      return parts;
    }
  }
}

async function wholeUpTo({ store, database }: OpenJournal, refused: CommitParts): Promise<void> {
  const last = (refused.entries[0]?.seq ?? 0) - 1;
  assert.is((await store.head('B1')).seq, last);
  const problems: Problem[] = [];
  const [audit] = await auditJournal(database, { onProblem: (problem) => problems.push(problem) });
  assert.equal(problems, []);
  assert.is(audit?.entries, last);
}

test('a database that may not grow refuses, and goes on when it may', async () => {
  const open = await openJournal();
  const sample = await trusted(open);
  const limit = (pages: number): Promise<unknown> =>
    open.database.transaction(async (tx) => tx.get(`PRAGMA max_page_count = ${String(pages)}`));
  await limit(90);
  const refused = await fill(open, sample);
  assert.ok(sample.head.seq > 20);
  await wholeUpTo(open, refused);
  // Refused again, with nothing broken by trying.
  await assert.rejects(open.store.commit(refused), (error) => isFault(error, 'storage.full'));
  await assert.rejects(
    open.database.transaction(async (tx) =>
      tx.run("INSERT INTO answer VALUES ('big', 'B1', ?, 0)", ['x'.repeat(100_000)]),
    ),
    (error) => isFault(error, 'storage.full'),
  );
  await limit(10_000);
  await open.store.commit(refused);
  await open.store.commit(sample.close());
  await wholeUpTo(open, sample.line());
  await open.database.close();
});

test(
  'a real full disk: refused, whole, and the reserve is enough to close the shift',
  { timeoutMs: 60_000 },
  async () => {
    const folder = tempDir('full');
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', folder]).status !== 0) {
      lacks('mounting a small disk (needs root): the full disk was played by a page limit only');
      return;
    }
    try {
      const reserve = createReserve(nodeDisk, {
        path: join(folder, 'reserve'),
        folder,
        bytes: 512 * 1_024,
        spareBytes: 0,
      });
      const open = await openJournal(folder);
      assert.ok(await reserve.hold());
      const sample = await trusted(open);
      const refused = await fill(open, sample);
      assert.ok(sample.head.seq > 50);
      await wholeUpTo(open, refused);
      await assert.rejects(nodeDisk.write(join(folder, 'export'), new Uint8Array(200_000)), (error) =>
        isFault(error, 'storage.full'),
      );
      await reserve.release();
      // The log holds a page once for every change of it; moved into the database it gives back more than the reserve.
      assert.ok(await open.database.checkpoint());
      await open.store.commit(refused);
      for (let more = 0; more < 30; more += 1) await open.store.commit(sample.sale());
      await open.store.commit(sample.close());
      note(`full disk: ${String(refused.entries[0]?.seq ?? 0)} entries on 3 MB, 32 more from the reserve`);
      await wholeUpTo(open, sample.line());
      // Full to the last byte, the daemon still starts, reads and stops.
      fillUp(join(folder, 'other'));
      await open.database.close();
      const again = await openJournal(folder);
      assert.is((await again.store.head('B1')).seq, sample.head.seq - 1);
      await again.database.close();
    } finally {
      // Lazily: a test that failed may have left files open.
      spawnSync('umount', ['-l', folder]);
    }
  },
);

function fillUp(path: string): void {
  const block = new Uint8Array(4_096);
  for (let count = 0; ; count += 1) {
    try {
      writeFileSync(`${path}-${String(count)}`, block);
    } catch {
      return;
    }
  }
}
