// Points at the office: a balance is the sum of what the journals tell, corrections are booked once, and two tills never use the same points.
import { assert, suite } from '../../../test/kit.ts';
import { folding } from '../../../test/back-office/folding.ts';
import { MemoryArchive } from '../../../test/back-office/memory-archive.ts';
import { MemoryRecords } from '../../../test/back-office/memory-records.ts';
import { looseEntry } from '../../../test/back-office/sealed-journal.ts';
import { wholeOffice } from '../../../test/back-office/whole-office.ts';
import { createQueries } from '../../platform/query/queries.ts';
import { pointsForTab } from '../answers/points-for-tab.ts';
import { keepPoints, keptOf } from './kept-points.ts';
import { Points } from './points.ts';
import { pointsFold } from './points-fold.ts';
import type { PointsTables } from './tables.ts';

const test = suite('points at the office');
const friday = Date.UTC(2024, 2, 1, 8);
const day = 24 * 60 * 60 * 1_000;

type Move = readonly [customer: string, kind: string, points: number];
const sale = (receipt: number, moves: readonly Move[], redeemed = false) => ({
  sale: {
    receipt,
    tab: { id: `tab-${String(receipt)}` },
    points: {
      moves: moves.map(([customer, kind, points]) => ({ customer, kind, points })),
      ...(redeemed ? { redeemed: { points: 1, amount: 1 } } : {}),
    },
  },
});
const entry = (seq: number, type: string, content: object) =>
  looseEntry({ seq, at: friday + seq, type, content });

async function folded(...entries: ReturnType<typeof looseEntry>[]) {
  const records = new MemoryRecords();
  records.shop('oslo', { registers: ['B1'], currency: 'NOK' });
  const around = await folding(new MemoryArchive(), records);
  around.archive.put('B1', entries);
  const folds = await around.start([pointsFold]);
  await folds.settled();
  return { around, folds, queries: createQueries<PointsTables>(around.database) };
}

test('a balance is the sum of its moves; a sale without points and a tab nobody’s points were for move nothing', async () => {
  const { around, folds, queries } = await folded(
    entry(1, 'sale.completed', sale(1, [['kari', 'earned', 200]])),
    entry(
      2,
      'sale.completed',
      sale(
        2,
        [
          ['kari', 'redeemed', -150],
          ['kari', 'earned', 30],
          ['olav', 'taken-back', -5],
        ],
        true,
      ),
    ),
    entry(3, 'sale.completed', { sale: { receipt: 3, tab: { id: 'plain' } } }),
    entry(4, 'tab.voided', { tab: 'empty', reason: '', value: 0 }),
    entry(5, 'tab.voided', { tab: 'gone', reason: '', value: 0, pointsFreed: 'kari' }),
  );
  assert.equal(folds.state().troubles, []);
  assert.equal(await queries.selectFrom('points_balance').selectAll().orderBy('customer').execute(), [
    { customer: 'kari', points: 80 },
    { customer: 'olav', points: -5 },
  ]);
  const ended = await queries.selectFrom('points_tab').select('tab').orderBy('tab').execute();
  assert.equal(
    ended.map(({ tab }) => tab),
    ['gone', 'tab-2'],
  );
  await around.close();
});

test('what does not fit is not guessed', async () => {
  for (const [type, content] of [
    ['sale.completed', { sale: { receipt: 'one' } }],
    ['tab.voided', { reason: '' }],
    ['points.corrected', { customer: 'kari' }],
  ] as const) {
    const { around, folds } = await folded(entry(1, type, content));
    assert.equal(
      folds.state().troubles.map(({ code }) => code),
      ['content-invalid'],
    );
    await around.close();
  }
});

test('a tab keeps what it asked for until it is sold, given up, asks again, or a day has passed', async () => {
  const { around, folds, queries } = await folded(
    entry(1, 'sale.completed', sale(1, [['kari', 'earned', 100]])),
  );
  const keep = async (tab: string, points: number, now = friday) =>
    keepPoints(queries, { customer: 'kari', tab, points, now });
  assert.is(await keep('a', 70), 100);
  assert.is(await keep('a', 70), 100);
  assert.is(await keep('b', 0), 30);
  assert.is(await keep('b', 31), 30, 'and nothing is kept');
  assert.is(await keep('b', 30), 30);
  assert.is(await keep('c', 1), 0);
  assert.is(await keep('b', 0), 30);
  assert.is(await keptOf(queries, 'kari'), 70);
  around.archive.put('B1', [
    entry(2, 'sale.completed', { ...sale(2, [['kari', 'redeemed', -70]], true) }),
    entry(3, 'tab.voided', { tab: 'x', reason: '', value: 0, pointsFreed: 'kari' }),
  ]);
  await folds.settled();
  assert.is(await keep('tab-2', 0), -40, 'the tab that was sold is another');
  assert.is(await keep('a', 0), 30);
  await keep('x', 10);
  assert.is(await keep('y', 0), 30, 'a tab that has ended keeps nothing');
  await keep('z', 10);
  assert.is(await keep('y', 0), 20);
  assert.is(await keep('y', 0, friday + day), 30);
  await around.close();
});

test('corrections are booked once, with their reason; the ledger is told by pages, newest first', async () => {
  const office = await wholeOffice();
  const { database, records, journal, archive, folds, clock, state } = office;
  const queries = createQueries<PointsTables>(database);
  const made = await records.create(
    'customer',
    {
      name: 'Kari',
      number: '1',
      email: null,
      phone: '',
      organisationNumber: '',
      addressLines: [],
      language: null,
      groups: [],
      creditLimit: null,
      note: '',
      active: true,
    },
    'tester',
  );
  assert.accepted(made);
  const customer = made.value.id;
  const points = new Points({ queries, records, journal, archive, folds, state });
  const correct = (id: string, many: number) => ({ id, customer, points: many, note: ' because ' });
  const first = await points.correct(correct('first-one', 50), 'alex');
  assert.accepted(first);
  const again = await points.correct(correct('first-one', 50), 'alex');
  assert.equal(again, first);
  assert.accepted(await points.correct(correct('second-one', -20), 'alex'));
  assert.refused(await points.correct(correct('third-one', 0), 'alex'), 'request.malformed');
  assert.refused(
    await points.correct({ ...correct('fourth-one', 1), customer: 'nobody' }, 'alex'),
    'record.unknown',
  );
  assert.refused(await points.ledger('nobody', {}), 'record.unknown');
  const page = await points.ledger(customer, { limit: 1 });
  assert.accepted(page);
  const { balance, kept, moves, next } = page.value;
  assert.equal([balance, kept, moves[0]?.points, moves[0]?.note], [30, 0, -20, 'because']);
  const rest = await points.ledger(customer, { limit: 1, before: next ?? '' });
  assert.accepted(rest);
  assert.equal([rest.value.moves[0]?.points, rest.value.next], [50, null]);
  const all: number[] = [];
  for await (const some of points.moves(customer)) all.push(...some.map((each) => each.points));
  assert.equal(all, [-20, 50]);
  const answers = pointsForTab({ queries, records, now: () => clock.now() });
  assert.equal(await answers('B1', { customer, tab: 't', points: 10 }), { ok: true, value: { balance: 30 } });
  assert.refused(await answers('B1', { customer: 'nobody', tab: 't', points: 0 }), 'customer.unknown');
  const then = await points.ledger(customer, {});
  assert.accepted(then);
  assert.is(then.value.kept, 10);
  await office.close();
});
