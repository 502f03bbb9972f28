// What came back of which receipt, from the journals of two registers: what is left of a sale for a till that asks, what does not fit what was
// sold, who sees it, and that somebody looked at it.
import { outcomeOf } from '../../../test/back-office/sealed-journal.ts';
import { type WholeOffice, wholeOffice } from '../../../test/back-office/whole-office.ts';
import { assert, suite } from '../../../test/kit.ts';
import {
  lastSaleOf,
  nextId,
  payByCard,
  sampleProduct,
  sampleRegister,
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
const friday = Date.UTC(2024, 2, 1, 8);
const settings = sampleSettings();
const selling = { ...settings, limits: { ...settings.limits, unverifiedReturnMax: minor(100_000) } };
const mug = sampleProduct({ id: 'mug', price: minor(4_990) });

interface Two {
  readonly office: WholeOffice;
  readonly returns: Returns;
  readonly ask: ReturnType<typeof saleOfReceipt>;
  readonly b1: SampleRegister;
  readonly b2: SampleRegister;
  /** Everything both registers did so far is at the office. */
  readonly arrive: (...names: readonly string[]) => Promise<void>;
}

async function two(): Promise<Two> {
  const office = await wholeOffice();
  const [register] = await office.records.all('register');
  if (register === undefined) throw new Error('no register');
  const another = { ...register.body, name: 'B2' };
  assert.accepted(await office.records.create('register', another, 'tester'));
  const queries = returnQueries(office.database);
  const { records, clock, journal, folds, state } = office;
  const figures = figureQueries(office.database);
  const open = (name: string): SampleRegister => {
    const register = sampleRegister(selling, name);
    register.run({ type: 'open-shift', opening: [{ currency: 'NOK', amount: minor(0) }] });
    return register;
  };
  const registers = { B1: open('B1'), B2: open('B2') };
  const taken = new Map<string, number>();
  return {
    office,
    returns: new Returns({ queries, figures, records, clock, journal, folds, state }),
    ask: saleOfReceipt({ queries, records, isWhole: () => true }),
    b1: registers.B1,
    b2: registers.B2,
    arrive: async (...names) => {
      for (const name of names) {
        const { entries } = outcomeOf(registers[name as 'B1' | 'B2'], {
          name,
          from: friday,
          stepMs: 1_000,
        });
        await office.arrive(name, entries.slice(taken.get(name) ?? 0));
        taken.set(name, entries.length);
      }
    },
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
