// A tab that two registers went on with, from their journals: what it is at each of them and what it came to, who sees it, and that somebody
// looked at it; what becomes of it afterwards is shown again.
import { type TwoRegisters, twoRegisters } from '../../../test/back-office/two-registers.ts';
import { assert, suite } from '../../../test/kit.ts';
import { anna, cash, sampleProduct, type SampleRegister, scan } from '../../../test/sample-register.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import { minor } from '../../domain/money/money.ts';
import { findTab } from '../../domain/register/tabs.ts';
import type { Tab } from '../../domain/tab/tab.ts';
import { createQueries } from '../../platform/query/queries.ts';
import { disputeOf } from './disputed-tabs.ts';
import { Disputes } from './disputes.ts';
import type { TabTables } from './tab-tables.ts';

const test = suite('disputed tabs at the office');
const sharing = { ...sampleSettings(), sharedTabs: { leaseMs: 30_000 } };
const coffee = sampleProduct({ id: 'coffee', price: minor(3_500) });
const kari = { user: 'kari', scope: 'all' } as const;

interface Two extends TwoRegisters {
  readonly disputes: Disputes;
  readonly away: Set<string>;
}

/** Kari's tab of one coffee waits at B1, and is taken over by B2 without asking. */
async function taken(): Promise<Two> {
  const around = await twoRegisters(sharing);
  const { b1, b2, office } = around;
  b1.run({ type: 'open-tab', tabId: 'tab', name: 'Kari', table: { id: 't4', name: '4' } });
  b1.run(scan(coffee, { lineId: 'one' }));
  b1.run({ type: 'park-tab' });
  const content = tabOf(b1);
  b2.run({ type: 'take-over-tab', from: 'B1', content, recall: true, unconfirmed: true });
  const away = new Set<string>();
  const { database, records, journal, folds } = office;
  const queries = createQueries<TabTables>(database);
  const tabs = { isAway: (register: string): boolean => away.has(register) };
  return { ...around, away, disputes: new Disputes({ queries, records, tabs, journal, folds }) };
}

function tabOf(register: SampleRegister): Tab {
  const tab = findTab(register.state, 'tab');
  if (tab === undefined) throw new Error('no tab');
  return tab;
}

test('what was taken over unasked is not heard of, open twice, paid at one, paid at both', async () => {
  const { b1, b2, arrive, disputes, away, office } = await taken();
  const is = async (): Promise<readonly string[]> =>
    (await disputes.list('all', {})).tabs.map((tab) => tab.is);
  away.add('B1');
  await arrive('B1', 'B2');
  assert.equal(await is(), ['not-heard']);
  away.clear();
  assert.equal(await is(), ['open-twice']);
  b2.run(cash(3_500));
  await arrive('B2');
  assert.equal(await is(), ['paid-and-open']);
  b1.run({ type: 'recall-tab', tab: 'tab' });
  b1.run(scan(coffee, { lineId: 'two' }));
  b1.run({ type: 'park-tab' });
  await arrive('B1');
  const [open] = (await disputes.list('all', {})).tabs;
  assert.equal(
    open?.sides.map(({ register, state, value, lines }) => [register, state, value, lines?.[0]?.quantity]),
    [
      ['B1', 'waiting', 7_000, 2_000],
      ['B2', 'sold', null, undefined],
    ],
  );
  b1.run({ type: 'recall-tab', tab: 'tab' });
  b1.run(cash(7_000));
  await arrive('B1');
  const [paid] = (await disputes.list('all', {})).tabs;
  assert.equal([paid?.is, paid?.table, paid?.user, paid?.currency], ['paid-twice', '4', anna.user, 'NOK']);
  assert.equal(
    paid?.sides.map(({ receipts }) =>
      receipts.map(({ receipt, sale }) => [receipt, sale?.user, sale?.total]),
    ),
    [[[1, anna.user, 7_000]], [[1, anna.user, 3_500]]],
  );
  await office.close();
});

test('given up or voided at one of them, it is settled', async () => {
  const { b1, arrive, disputes, office } = await taken();
  b1.run({ type: 'give-up-tab', tab: 'tab', to: 'B2', revision: 1, changed: true });
  await arrive('B1', 'B2');
  assert.equal(await disputes.list('all', { reviewed: true }), { tabs: [] });
  assert.refused(
    await disputes.review({ tab: 'tab', is: 'open-twice', receipts: 0, note: 'x' }, kari),
    'shared-tabs.unknown',
  );
  await office.close();
});

test('somebody looked at it: kept with who, when and what they wrote, until something else becomes of it', async () => {
  const { b1, b2, arrive, disputes, office } = await taken();
  await arrive('B1', 'B2');
  const seen = { tab: 'tab', is: 'open-twice', receipts: 0, note: ' B1 voids it ' } as const;
  b2.run(cash(3_500));
  await arrive('B2');
  assert.refused(await disputes.review(seen, kari), 'shared-tabs.changed');
  assert.accepted(await disputes.review({ ...seen, is: 'paid-and-open', receipts: 1 }, kari));
  assert.equal(await disputes.list('all', {}), { tabs: [] });
  const [looked] = (await disputes.list('all', { reviewed: true })).tabs;
  assert.equal([looked?.review?.user, looked?.review?.note], ['kari', 'B1 voids it']);
  assert.is(looked?.review?.at, office.clock.now());
  b1.run({ type: 'recall-tab', tab: 'tab' });
  b1.run(cash(3_500));
  await arrive('B1');
  assert.equal(
    (await disputes.list('all', {})).tabs.map(({ is, review }) => [is, review]),
    [['paid-twice', null]],
  );
  await office.close();
});

test('as a file: a line for each register, what was paid or what it came to; nothing of shops that are not theirs', async () => {
  const { b2, arrive, disputes, office } = await taken();
  b2.run(cash(3_500));
  await arrive('B1', 'B2');
  const [lines = []] = [...((await disputes.csv('all', {})).rows as Iterable<readonly unknown[][]>)];
  assert.equal(
    lines.map((row) => [row[4], ...row.slice(9, 11), ...row.slice(12)]),
    [
      ['paid-and-open', 'B1', 'waiting', '', '35.00', 'NOK', ''],
      ['paid-and-open', 'B2', 'sold', 1, '35.00', 'NOK', ''],
    ],
  );
  const nobody = { salePoints: new Set<string>(), shops: new Set<string>(), stores: new Set<string>() };
  assert.equal(await disputes.list(nobody, {}), { tabs: [] });
  await office.close();
});

test('merged into another tab, it is paid with that one', () => {
  const sides = [
    { register: 'B1', state: 'merged' },
    { register: 'B2', state: 'at-hand' },
  ] as const;
  assert.is(disputeOf({ sides, sold: 0, away: undefined }), 'paid-and-open');
  assert.is(disputeOf({ sides, sold: 1, away: undefined }), 'paid-twice');
  assert.is(disputeOf({ sides: sides.slice(1), sold: 0, away: undefined }), undefined);
});
