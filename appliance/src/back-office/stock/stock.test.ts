// Stock from real journals on real records: what was sold is gone, what came back is there, what the office adjusts is booked once, and nobody
// sees or changes a store that is not theirs.
import fc from 'fast-check';
import { assert, propertyRuns, suite } from '../../../test/kit.ts';
import { folding } from '../../../test/back-office/folding.ts';
import { MemoryArchive } from '../../../test/back-office/memory-archive.ts';
import { MemoryRecords } from '../../../test/back-office/memory-records.ts';
import { looseEntry, outcomeOf, played } from '../../../test/back-office/sealed-journal.ts';
import { type WholeOffice, wholeOffice } from '../../../test/back-office/whole-office.ts';
import { moves } from '../../../test/register-moves.ts';
import { shops } from '../../../test/register-shops.ts';
import { nextId, openRegister, payByCard, sampleProduct, scan } from '../../../test/sample-register.ts';
import { minor } from '../../domain/money/money.ts';
import { pieces, thousandths } from '../../domain/quantity/quantity.ts';
import { officeRegister } from '../../domain/journal/entry.ts';
import type { StockAdjustment } from '../../protocol/office/figures.ts';
import type { Scope } from '../api/session-port.ts';
import { adjusted, stockFold } from './stock-fold.ts';

const test = suite('stock');
const friday = Date.UTC(2024, 2, 1, 8);

test(
  'a store has what was adjusted less what was sold, and each of it is a movement',
  { timeoutMs: 120_000 },
  async () => {
    const runs = Math.ceil(propertyRuns / 8);
    let returned = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...shops),
        moves(2),
        fc.array(fc.integer()),
        async (settings, list, amounts) => {
          const records = new MemoryRecords();
          records.shop('oslo', { registers: ['B1'], currency: settings.currency.code });
          const around = await folding(new MemoryArchive(), records);
          const { entries, sales } = played({ register: 'B1', settings, from: friday, stepMs: 60_000 }, list);
          around.archive.put('B1', entries);
          const booked = amounts.map((quantity, index) => ({
            product: index % 2 === 0 ? 'bread' : 'soda',
            quantity,
          }));
          booked.forEach((line, index) => {
            const content = {
              adjustment: `a-${index}`,
              store: 'store-oslo',
              reason: 'r',
              note: '',
              lines: [line],
            };
            around.archive.put(officeRegister, [
              looseEntry({ seq: index + 1, at: friday, type: adjusted.type, content }),
            ]);
          });
          await (await around.start([stockFold], { batch: 13 })).settled();
          const expected = new Map<string, number>();
          const move = (product: string, quantity: number): void => {
            expected.set(product, (expected.get(product) ?? 0) + quantity);
          };
          for (const { product, quantity } of booked) move(product, quantity);
          for (const line of sales.flatMap(({ lines }) => lines)) {
            if (line.product.kind === undefined || line.product.kind === 'goods')
              move(line.product.id, -line.quantity);
            if (line.returnOf !== undefined) returned += 1;
          }
          const rows = async (sql: string) =>
            new Map(
              (await around.database.all(sql)).map((row) => [
                String(row['product']),
                Number(row['quantity']),
              ]),
            );
          assert.equal(sorted(await rows('SELECT product, quantity FROM stock_level')), sorted(expected));
          assert.equal(
            sorted(
              await rows('SELECT product, sum(quantity) AS quantity FROM stock_movement GROUP BY product'),
            ),
            sorted(expected),
          );
          await around.close();
        },
      ),
      { numRuns: runs },
    );
    assert.ok(returned > 0);
  },
);

const sorted = (map: ReadonlyMap<string, number>) => [...map].sort();

const all: Scope = 'all';
const only = (...stores: readonly string[]): Scope => ({
  salePoints: new Set(),
  stores: new Set(stores),
  shops: new Set(),
});

interface Reasons {
  readonly found: string;
  readonly broken: string;
  readonly corrected: string;
  readonly sale: string;
}

async function reasons({ records }: WholeOffice): Promise<Reasons> {
  type Direction = 'positive' | 'negative' | 'neutral';
  const make = async (name: string, direction: Direction, system: 'sale' | null = null) => {
    const body = { name, direction, system, active: true };
    const made = await records.create('reason-code', body, system === null ? 'tester' : 'system');
    assert.accepted(made);
    return made.value.id;
  };
  return {
    found: await make('Found', 'positive'),
    broken: await make('Broken', 'negative'),
    corrected: await make('Corrected', 'neutral'),
    sale: await make('Sale', 'negative', 'sale'),
  };
}

let adjustmentIds = 0;
function adjustment(
  { store, reason }: { readonly store: string; readonly reason: string },
  ...lines: StockAdjustment['lines']
): StockAdjustment {
  adjustmentIds += 1;
  return { id: `adjustment-${adjustmentIds}`, store, reason, note: ' after the storm ', lines };
}

test('what is sold and given back, adjusted and asked for, on real records and journals', async () => {
  const office = await wholeOffice();
  const { stock, shop } = office;
  const milk = await office.product('milk', { name: 'Milk' });
  const flour = await office.product('flour', { name: 'Flour', unit: 'kg' });
  const pant = await office.product('pant', { name: 'Deposit', kind: 'deposit' });
  const { found } = await reasons(office);
  const booked = await stock.adjust(
    adjustment(
      { store: shop.store, reason: found },
      { product: milk, quantity: 10_000 },
      { product: flour, quantity: 25_000 },
    ),
    { user: 'kari', scope: all },
  );
  assert.accepted(booked);
  assert.equal(booked.value, {
    seq: 1,
    levels: [
      { product: milk, quantity: 10_000 },
      { product: flour, quantity: 25_000 },
    ],
  });
  const register = openRegister();
  const sold = (id: string, unit: 'piece' | 'kg' = 'piece') =>
    sampleProduct({ id, unit, price: minor(2_000), vatClass: 'food' });
  register.run(scan(sold(milk), { quantity: pieces(3) }));
  register.run(scan(sold(flour, 'kg'), { quantity: thousandths(1_250), source: 'scale' }));
  register.run(scan({ ...sold(pant), kind: 'deposit' }));
  payByCard(register);
  const [sale] = register.recorded.flatMap(({ event }) =>
    event.type === 'sale.completed' ? [event.payload.sale] : [],
  );
  if (sale === undefined) throw new Error('no sale');
  const back = { tabId: nextId(), lineId: nextId(), line: sale.lines[0]?.id ?? '', quantity: pieces(1) };
  register.run({ type: 'add-return', original: { sale, returned: {} }, ...back });
  payByCard(register);
  await office.arrive('B1', outcomeOf(register, { from: friday + 1_000, stepMs: 1_000 }).entries);

  const ofMilk = await stock.ofProduct(milk, all);
  assert.accepted(ofMilk);
  assert.equal(ofMilk.value, {
    product: milk,
    state: { building: false, behind: 0, stopped: [] },
    stores: [{ store: shop.store, name: 'Lager', quantity: 8_000 }],
    total: 8_000,
  });
  const list = await stock.list({ scope: all, query: { sort: 'name', direction: 'up' } });
  assert.accepted(list);
  assert.equal(
    list.value.products.map(({ name, quantities, total }) => [name, quantities, total]),
    [
      ['Flour', { [shop.store]: 23_750 }, 23_750],
      ['Milk', { [shop.store]: 8_000 }, 8_000],
    ],
  );
  const found1 = await stock.list({ scope: all, query: { search: 'mil', store: shop.store } });
  assert.accepted(found1);
  assert.equal([found1.value.total, found1.value.products[0]?.total], [1, 8_000]);
  const asked = await stock.list({ scope: all, query: { products: `${milk},nothing` } });
  assert.accepted(asked);
  assert.equal(
    asked.value.products.map(({ product, total }) => [product, total]),
    [[milk, 8_000]],
  );

  const first = await stock.movements(milk, { scope: all, query: { limit: 2 } });
  assert.accepted(first);
  const next = await stock.movements(milk, {
    scope: all,
    query: { limit: 2, before: first.value.next ?? '' },
  });
  assert.accepted(next);
  assert.equal(
    [...first.value.moves, ...next.value.moves].map(
      ({ kind, quantity, receipt, register: where, user, reasonName, note, storeName }) =>
        [kind, quantity, receipt, where, user, reasonName, note, storeName].join(' | '),
    ),
    [
      'return | 1000 | 2 | B1 | anna |  |  | Lager',
      'sale | -3000 | 1 | B1 | anna |  |  | Lager',
      'adjustment | 10000 |  | OFFICE | kari | Found | after the storm | Lager',
    ],
  );
  assert.is(next.value.next, null);
  await office.close();
});

test('an adjustment is refused where it does not fit, and then nothing is written', async () => {
  const office = await wholeOffice();
  const { stock, shop } = office;
  const milk = await office.product('milk');
  const pant = await office.product('pant', { kind: 'deposit' });
  const { found, broken, corrected, sale } = await reasons(office);
  const { store } = shop;
  const ask = async (wanted: StockAdjustment, scope: Scope = all) =>
    stock.adjust(wanted, { user: 'kari', scope });
  const up = { product: milk, quantity: 1_000 };
  const down = { product: milk, quantity: -1_000 };
  assert.refused(await ask(adjustment({ store, reason: found }, down)), 'stock.reason-direction');
  assert.refused(await ask(adjustment({ store, reason: broken }, up)), 'stock.reason-direction');
  assert.refused(await ask(adjustment({ store, reason: sale }, down)), 'stock.reason-system');
  assert.refused(
    await ask(adjustment({ store, reason: found }, { ...up, quantity: 0 })),
    'request.malformed',
  );
  assert.refused(await ask(adjustment({ store, reason: found }, up, up)), 'stock.product-twice');
  assert.refused(await ask(adjustment({ store, reason: found }, { ...up, product: pant })), 'stock.no-goods');
  assert.refused(
    await ask(adjustment({ store, reason: found }, { ...up, product: 'none' })),
    'record.unknown',
  );
  assert.refused(await ask(adjustment({ store, reason: 'none' }, up)), 'record.unknown');
  assert.refused(await ask(adjustment({ store: 'none', reason: found }, up)), 'record.unknown');
  assert.refused(await ask(adjustment({ store, reason: found }, up), only('another')), 'stock.store-closed');
  assert.is((await office.archive.head(officeRegister)).seq, 0);
  assert.accepted(await ask(adjustment({ store, reason: corrected }, down), only(store)));
  assert.accepted(await ask(adjustment({ store, reason: broken }, down)));
  assert.refused(await stock.list({ scope: only('another'), query: { store } }), 'stock.store-closed');
  assert.refused(await stock.movements(milk, { scope: only(), query: { store } }), 'stock.store-closed');
  assert.refused(await stock.movements('none', { scope: all, query: {} }), 'record.unknown');
  assert.refused(await stock.ofProduct('none', all), 'record.unknown');
  const seen = await stock.ofProduct(milk, only());
  const moved = await stock.movements(milk, { scope: only(), query: {} });
  assert.accepted(seen);
  assert.accepted(moved);
  assert.equal([seen.value.stores, seen.value.total, moved.value.moves], [[], 0, []]);
  await office.close();
});

test('asked for again, at once or later, an adjustment is booked once', async () => {
  const office = await wholeOffice();
  const milk = await office.product('milk');
  const { found } = await reasons(office);
  const wanted = adjustment({ store: office.shop.store, reason: found }, { product: milk, quantity: 2_000 });
  const who = { user: 'kari', scope: all };
  const answers = await Promise.all([1, 2, 3].map(async () => office.stock.adjust(wanted, who)));
  const later = await office.stock.adjust(wanted, who);
  for (const answer of [...answers, later]) {
    assert.accepted(answer);
    assert.equal(answer.value, { seq: 1, levels: [{ product: milk, quantity: 2_000 }] });
  }
  assert.is((await office.archive.head(officeRegister)).seq, 1);
  await office.close();
});
