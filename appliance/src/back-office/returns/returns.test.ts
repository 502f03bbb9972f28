// What came back of which receipt, from the journals of two registers: what is left of a sale for a till that asks, what does not fit what was
// sold, who sees it, and that somebody looked at it.
import { type TwoRegisters, twoRegisters } from '../../../test/back-office/two-registers.ts';
import { assert, suite } from '../../../test/kit.ts';
import {
  lastSaleOf,
  nextId,
  payByCard,
  sampleProduct,
  type SampleRegister,
  scan,
} from '../../../test/sample-register.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import { minor } from '../../domain/money/money.ts';
import { pieces } from '../../domain/quantity/quantity.ts';
import type { RegisterCommand } from '../../domain/register/commands.ts';
import { saleOfReceipt } from '../answers/sale-of-receipt.ts';
import { figureQueries } from '../figures/tables.ts';
import { Returns } from './returns.ts';
import { returnQueries } from './tables.ts';

const test = suite('returns at the office');
const settings = sampleSettings();
const selling = { ...settings, limits: { ...settings.limits, unverifiedReturnMax: minor(100_000) } };
const mug = sampleProduct({ id: 'mug', price: minor(4_990) });

interface Two extends TwoRegisters {
  readonly returns: Returns;
  readonly ask: ReturnType<typeof saleOfReceipt>;
}

async function two(): Promise<Two> {
  const around = await twoRegisters(selling);
  const { database, records, clock, journal, folds, state } = around.office;
  const queries = returnQueries(database);
  const figures = figureQueries(database);
  return {
    ...around,
    returns: new Returns({ queries, figures, records, clock, journal, folds, state }),
    ask: saleOfReceipt({ queries, records, isWhole: () => true }),
  };
}

const ids = (): { readonly tabId: string; readonly lineId: string } => ({
  tabId: nextId('tab'),
  lineId: nextId('line'),
});

function sells(register: SampleRegister, quantity: number): void {
  register.run(scan(mug, { lineId: 'sold', quantity: pieces(quantity) }));
  payByCard(register);
}

function unverified(price: number, quantity = 1, receipt = 1): RegisterCommand {
  return {
    type: 'return-without-receipt',
    ...ids(),
    product: mug,
    quantity: pieces(quantity),
    price: minor(price),
    reason: 'faulty',
    unverified: { register: 'B1', receipt },
  };
}

test('a till is told what came back elsewhere, by line, and unverified goods on the lines they name', async () => {
  const { office, ask, b1, b2, arrive } = await two();
  sells(b1, 3);
  const sale = lastSaleOf(b1);
  b2.run({
    type: 'add-return',
    ...ids(),
    original: { sale, returned: {} },
    register: 'B1',
    line: 'sold',
    quantity: pieces(1),
  });
  b2.run(unverified(1_000));
  payByCard(b2);
  await arrive('B1', 'B2');
  const here = await ask('B1', { register: 'B1', receipt: 1 });
  assert.accepted(here);
  assert.equal(here.value.returned, { sold: { quantity: 2_000, gross: 9_980, vat: 1_996 } });
  assert.equal([here.value.sale.receipt, here.value.currency], [1, 'NOK']);
  // Who asks knows its own; what it took unverified it did not put on a line.
  const there = await ask('B2', { register: 'B1', receipt: 1 });
  assert.accepted(there);
  assert.equal(there.value.returned, { sold: { quantity: 1_000, gross: 4_990, vat: 998 } });
  assert.refused(await ask('B2', { register: 'B1', receipt: 2 }), 'receipt.not-arrived');
  assert.refused(await ask('B2', { register: 'X9', receipt: 1 }), 'receipt.unknown');
  await office.close();
});

test('an office that is counting says nothing', async () => {
  const { office, b1, arrive } = await two();
  sells(b1, 1);
  await arrive('B1');
  const { records, database } = office;
  const ask = saleOfReceipt({ queries: returnQueries(database), records, isWhole: () => false });
  assert.refused(await ask('B2', { register: 'B1', receipt: 1 }), 'office.no-answer');
  await office.close();
});

test('more than sold, for more than paid, of no receipt: each by its name, until somebody looked', async () => {
  const { office, returns, b1, b2, arrive } = await two();
  const doubts = async (query = {}) =>
    (await returns.doubtful('all', query)).returns.map(({ receipt, doubt }) => `${receipt} ${doubt}`);
  sells(b1, 1);
  b2.run(unverified(1_000));
  payByCard(b2);
  await arrive('B2');
  // Its journal is still to come: nobody is doubted for that.
  assert.equal(await doubts(), []);
  await arrive('B1');
  assert.equal(await doubts(), []);
  b2.run(unverified(4_000));
  payByCard(b2);
  await arrive('B2');
  assert.equal(await doubts(), ['1 more-than-sold']);
  const review = { register: 'B1', receipt: 1, product: 'mug', note: 'A mistake.' };
  const kari = { user: 'kari', scope: 'all' } as const;
  assert.refused(await returns.review({ ...review, quantity: 1_000 }, kari), 'returns.changed');
  assert.refused(await returns.review({ ...review, receipt: 9, quantity: 1 }, kari), 'returns.unknown');
  assert.accepted(await returns.review({ ...review, quantity: 2_000 }, kari));
  assert.equal([await doubts(), await doubts({ reviewed: true })], [[], ['1 more-than-sold']]);
  b2.run(unverified(1_000));
  payByCard(b2);
  await arrive('B2');
  assert.equal(await doubts(), ['1 more-than-sold']);

  b1.run(scan({ ...mug, price: minor(2_000) }));
  payByCard(b1);
  b2.run(unverified(4_000, 1, 2));
  payByCard(b2);
  await arrive('B1', 'B2');
  assert.equal((await doubts()).sort(), ['1 more-than-sold', '2 more-than-paid']);
  b2.run({ ...unverified(1_000), unverified: { register: 'X9', receipt: 4 } } as RegisterCommand);
  payByCard(b2);
  await arrive('B2');
  assert.is((await doubts())[0], '4 receipt-unknown');
  const nobody = { salePoints: new Set<string>(), shops: new Set<string>(), stores: new Set<string>() };
  assert.equal((await returns.doubtful(nobody, {})).returns, []);
  const [lines = []] = [...((await returns.csv('all', {})).rows as Iterable<readonly unknown[][]>)];
  assert.is(lines.length, 3 + 1 + 1);
  assert.equal(lines[0]?.slice(0, 7), ['X9', 4, 'mug', '', '', 'receipt-unknown', 'B2']);
  await office.close();
});
