// Exactly one Z, whatever happens while a shift is closed: somebody closes twice, the printer is dead, the plug is pulled around the commit.
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { openSnapshot } from '../../../src/platform/database/read-only.ts';
import type { ShiftReport } from '../../../src/domain/shift/report.ts';
import type { Page, PageReply } from '../../../src/replay/page.ts';
import { auditJournal } from '../../../src/till/journal/audit.ts';
import { databaseName } from '../../../src/till/journal/files.ts';
import { Box } from '../../daemon-process.ts';
import { assert, longRun, note, seed, seeded, suite } from '../../kit.ts';
import { paperPrinter } from '../receipts-on-paper.ts';

const test = suite('seed 004: exactly one Z');
const limits = { timeoutMs: 60_000 };
const kills = longRun ? 200 : 24;
/** Milliseconds after the command was sent within which the plug is pulled: before, while and after it becomes durable. */
const pullWithinMs = 15;
const till = { env: { COUNTERTOP_ROLES: 'till' } };

let ids = 0;
const nextId = (): string => `one-z-${String((ids += 1)).padStart(8, '0')}`;
const nok = (amount: number) => [{ currency: 'NOK', amount }];

async function does(
  page: Page,
  ...[name, body]: Parameters<Page['command']> extends [string, ...infer Rest] ? Rest : never
) {
  const reply = await page.command(nextId(), name, body);
  assert.ok(reply.ok, `${name}: ${JSON.stringify(reply)}`);
}

async function archive(page: Page): Promise<readonly ShiftReport[]> {
  const reply = await page.query(nextId(), 'z-reports', { limit: 100 });
  assert.ok(reply.ok);
  return reply.value as readonly ShiftReport[];
}

const numbersOf = (reports: readonly ShiftReport[]): readonly (number | undefined)[] =>
  reports.map(({ zNumber }) => zNumber).reverse();

/** Z-reports that wait for the printer, once there are any. */
async function waitingZ(page: Page): Promise<readonly string[]> {
  for (;;) {
    const waiting = Object.values(page.view.printing).filter(({ kind }) => kind === 'z-report');
    if (waiting.length > 0) return waiting.map(({ subject }) => subject);
    await pause(20);
  }
}

const codeOf = (reply: PageReply): string => (reply.ok ? 'ok' : reply.failure.code);

test('a second close is refused, and a repeat of the first gets the first answer', limits, async () => {
  const box = await Box.started(till);
  const page = await box.page('ingrid');
  await does(page, 'open-shift', { opening: nok(50_000) });
  const id = nextId();
  const close = { counted: nok(50_000), print: false };
  const [first, second] = await Promise.all([
    page.command(id, 'close-shift', close),
    page.command(nextId(), 'close-shift', close),
  ]);
  assert.equal([codeOf(first), codeOf(second)], ['ok', 'shift.not-open']);
  assert.equal(await page.command(id, 'close-shift', { ...close, counted: nok(1) }), first);
  assert.equal(numbersOf(await archive(page)), [1]);
  page.close();
  await box.stop();
});

test('a close with a dead printer gives one Z, and a job that waits for the printer', limits, async () => {
  const printer = await paperPrinter(1);
  const { device } = printer;
  await printer.close();
  const box = await Box.started({ ...till, devices: [device] });
  const page = await box.page('ingrid');
  await does(page, 'open-shift', { opening: nok(50_000) });
  await does(page, 'close-shift', { counted: nok(50_000), print: true });
  assert.is(page.view.shift, null);
  assert.equal(await waitingZ(page), ['z-report:1']);
  assert.equal(numbersOf(await archive(page)), [1]);
  await box.kill();
  await box.start();
  await page.query(nextId(), 'z-reports', { limit: 1 });
  assert.equal(await waitingZ(page), ['z-report:1'], 'also after the plug was pulled');
  page.close();
  await box.stop();
});

test(
  `the plug is pulled ${kills} times in the middle of closing: each shift ends with exactly one Z`,
  { timeoutMs: 3_500_000 },
  async () => {
    const chance = seeded(seed);
    const box = await Box.started(till);
    const page = await box.page('ingrid', 120_000);
    let [before, after] = [0, 0];
    for (let round = 1; round <= kills; round += 1) {
      await does(page, 'open-shift', { opening: nok(50_000) });
      await does(page, 'move-cash', { direction: 'in', currency: 'NOK', amount: round, note: 'round' });
      const id = nextId();
      const closing = page.command(id, 'close-shift', {
        counted: nok(50_000 + round),
        print: chance.happens(0.5),
      });
      await pause(chance.fraction() * pullWithinMs);
      await box.kill();
      const closed = await closes(box);
      if (closed === round) after += 1;
      else before += 1;
      assert.ok(closed === round || closed === round - 1, `${closed} closes after ${round}`);
      await box.start();
      // The page asks again with the same id until it is answered.
      const reply = await closing;
      assert.equal(reply, { ok: true, value: { zNumber: round } });
      assert.is(page.view.shift, null);
      assert.is(await closes(box), round);
    }
    const reports = await archive(page);
    assert.equal(
      numbersOf(reports),
      Array.from({ length: kills }, (_none, index) => index + 1),
    );
    assert.ok(reports.every(({ cash }) => cash.every(({ difference }) => difference === 0)));
    assert.equal(box.troubles, []);
    page.close();
    await box.stop();
    note(
      `closing: ${kills} times the plug was pulled (seed ${seed}), ${before} times before the Z was on disk, ${after} times after`,
    );
  },
);

/** Closes in the journal, which is sound. */
async function closes(box: Box): Promise<number> {
  const snapshot = await openSnapshot(join(box.folder, databaseName));
  try {
    await auditJournal(snapshot, { onProblem: (problem) => assert.unreachable(JSON.stringify(problem)) });
    const row = await snapshot.get("SELECT count(*) AS closes FROM entry WHERE type = 'shift.closed'");
    return Number(row?.['closes']);
  } finally {
    await snapshot.close();
  }
}
