// Rounds: what is new is sent once, to where its category goes; what is struck afterwards is taken back at once, whatever becomes of the tab.
import { assert, suite } from '../../../test/kit.ts';
import {
  cash,
  currentTabOf,
  lastSaleOf,
  openRegister,
  sampleProduct,
  type SampleRegister,
  scan,
} from '../../../test/sample-register.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import { minor } from '../money/money.ts';
import { pieces } from '../quantity/quantity.ts';
import type { SellingSettings } from '../shop/settings.ts';
import type { RegisterEvent } from './events.ts';

const test = suite('rounds');

const soup = sampleProduct({
  id: 'soup',
  name: 'Soup',
  price: minor(9000),
  category: 'starters',
  categories: ['starters', 'kitchen'],
});
const beer = sampleProduct({
  id: 'beer',
  name: 'Beer',
  price: minor(8000),
  category: 'bar',
  deposit: 'pant',
});
const pant = sampleProduct({ id: 'pant', price: minor(200), vatClass: 'deposit', kind: 'deposit' });
const shop: SellingSettings = { ...sampleSettings(), rounds: { printers: { kitchen: 'kitchen' } } };

function atTable(settings: SellingSettings = shop): SampleRegister {
  const register = openRegister(settings);
  register.run({ type: 'open-tab', tabId: 'tab', name: 'Kari', table: { id: 't1', name: '1' }, guests: 2 });
  register.run(scan(soup, { lineId: 'soup', quantity: pieces(2) }));
  register.run(scan(beer, { lineId: 'beer', deposit: pant }));
  return register;
}

function roundsOf(events: readonly RegisterEvent[]) {
  return events.flatMap((event) => (event.type === 'round.sent' ? [event.payload] : []));
}

/** `[number, line, quantity]` of each line sent. */
function said(events: readonly RegisterEvent[]) {
  return roundsOf(events).flatMap(({ number, lines }) =>
    lines.map(({ id, quantity }) => [number, id, quantity]),
  );
}

test('a line says what its course was called; one beyond the names has none', () => {
  const register = atTable({ ...shop, rounds: { printers: {}, courses: ['Starters'] } });
  register.run({ type: 'set-course', lines: ['soup'], course: 1 });
  register.run({ type: 'set-course', lines: ['beer'], course: 2 });
  const [round] = roundsOf(register.run({ type: 'send-round' }));
  assert.equal(
    round?.lines.map(({ course, courseName }) => [course, courseName]),
    [
      [1, 'Starters'],
      [2, undefined],
    ],
  );
});

test('what is new goes out once, each to its printer; a deposit does not', () => {
  const register = atTable();
  register.run({ type: 'set-course', lines: ['soup'], course: 1 });
  register.run({ type: 'set-seat', lines: ['soup'], seat: 2 });
  register.run({ type: 'note-line', line: 'soup', note: 'no salt' });
  assert.equal(register.run({ type: 'send-round' }), [
    {
      type: 'round.sent',
      payload: {
        tab: 'tab',
        number: 1,
        head: { number: 'B1-001-0001', name: 'Kari', table: { id: 't1', name: '1' }, guests: 2 },
        lines: [
          {
            id: 'soup',
            name: 'Soup',
            quantity: pieces(2),
            unit: 'piece',
            note: 'no salt',
            seat: 2,
            course: 1,
            printer: 'kitchen',
          },
          { id: 'beer', name: 'Beer', quantity: pieces(1), unit: 'piece' },
        ],
      },
    },
  ]);
  assert.is(currentTabOf(register).rounds, 1);
  assert.refused(register.ask({ type: 'send-round' }), 'round.nothing-to-send');
});

test('a category whose name every object knows goes nowhere of its own', () => {
  const register = openRegister(shop);
  register.run(
    scan(sampleProduct({ id: 'odd', price: minor(100), category: 'constructor' }), { lineId: 'odd' }),
  );
  assert.not.ok('printer' in (roundsOf(register.run({ type: 'send-round' }))[0]?.lines[0] ?? {}));
});

test('one course at a time', () => {
  const register = atTable();
  register.run({ type: 'set-course', lines: ['soup'], course: 2 });
  assert.refused(register.ask({ type: 'send-round', course: 1 }), 'round.nothing-to-send');
  assert.equal(said(register.run({ type: 'send-round', course: 2 })), [[1, 'soup', 2_000]]);
  assert.equal(said(register.run({ type: 'send-round' })), [[2, 'beer', 1_000]]);
});

test('one more of what was sent is a line of its own; a higher quantity sends what is more', () => {
  const register = atTable();
  register.run({ type: 'send-round' });
  register.run(scan(beer, { lineId: 'again', deposit: pant }));
  register.run({ type: 'change-quantity', line: 'soup', quantity: pieces(3) });
  assert.equal(said(register.run({ type: 'send-round' })), [
    [2, 'soup', 1_000],
    [2, 'again', 1_000],
  ]);
  assert.is(currentTabOf(register).lines[0]?.sent?.quantity, pieces(3));
});

test('a line that is struck or made smaller is taken back at once, as far as it was sent', () => {
  const register = atTable();
  register.run({ type: 'send-round' });
  const sentAt = currentTabOf(register).lines[0]?.sent?.at;
  register.run({ type: 'change-quantity', line: 'soup', quantity: pieces(4) });
  assert.equal(said(register.run({ type: 'change-quantity', line: 'soup', quantity: pieces(2) })), []);
  assert.equal(said(register.run({ type: 'change-quantity', line: 'soup', quantity: pieces(1) })), [
    [1, 'soup', -1_000],
  ]);
  assert.equal(currentTabOf(register).lines[0]?.sent, { quantity: pieces(1), at: sentAt });
  assert.equal(said(register.run({ type: 'void-line', line: 'soup', reason: 'cold' })), [
    [1, 'soup', -1_000],
  ]);
  assert.not.ok('sent' in (currentTabOf(register).lines[0] ?? {}));
  const beerGone = register.run({ type: 'void-tab', reason: 'left' });
  assert.equal(
    beerGone.map(({ type }) => type),
    ['round.sent', 'tab.voided'],
    'before the tab is no more',
  );
  assert.equal(said(beerGone), [[1, 'beer', -1_000]], 'what is struck already is not taken back twice');
});

test('what was never sent needs no taking back', () => {
  const register = atTable();
  assert.equal(said(register.run({ type: 'void-line', line: 'soup', reason: '' })), []);
  register.run({ type: 'send-round' });
  register.run({ type: 'void-line', line: 'beer', reason: '' });
  assert.equal(said(register.run({ type: 'void-tab', reason: '' })), []);
});

test('a shop that sends none sends none, and takes back what it had sent', () => {
  const register = atTable();
  register.run({ type: 'send-round' });
  register.use(sampleSettings());
  assert.refused(register.ask({ type: 'send-round' }), 'round.nothing-to-send');
  const [back] = roundsOf(register.run({ type: 'void-line', line: 'soup', reason: '' }));
  assert.equal(back?.lines, [{ id: 'soup', name: 'Soup', quantity: pieces(-2), unit: 'piece' }]);
  assert.refused(openRegister(shop).ask({ type: 'send-round' }), 'tab.none');
});

test('divided and put together again, each part knows what was sent of it', () => {
  const register = atTable();
  register.run({ type: 'send-round' });
  register.run({ type: 'change-quantity', line: 'soup', quantity: pieces(3) });
  register.run({ type: 'split-lines', tabId: 'part', lines: [{ line: 'soup', quantity: 1_000 }] });
  assert.is(register.state.tabs['part']?.lines[0]?.sent?.quantity, pieces(1));
  assert.is(register.state.tabs['part']?.rounds, 1);
  assert.equal(said(register.run({ type: 'send-round' })), [[2, 'soup', 1_000]]);
  register.run({ type: 'merge-tab', tab: 'part' });
  assert.is(currentTabOf(register).rounds, 2);
  assert.refused(register.ask({ type: 'send-round' }), 'round.nothing-to-send');
  assert.equal(said(register.run({ type: 'void-tab', reason: '' })), [
    [2, 'soup', -2_000],
    [2, 'beer', -1_000],
    [2, 'part:0', -1_000],
  ]);
});

test('a part that takes all that was sent leaves none', () => {
  const register = atTable();
  register.run({ type: 'send-round' });
  register.run({ type: 'change-quantity', line: 'soup', quantity: pieces(4) });
  register.run({ type: 'split-lines', tabId: 'part', lines: [{ line: 'soup', quantity: 2_000 }] });
  assert.not.ok('sent' in (currentTabOf(register).lines[0] ?? {}));
  assert.is(register.state.tabs['part']?.lines[0]?.sent?.quantity, pieces(2));
});

test('nothing of it is on the receipt, and entries about lines that are gone are read', () => {
  const register = atTable();
  register.run({ type: 'send-round' });
  const [round] = roundsOf(register.recorded.map(({ event }) => event));
  if (round === undefined) throw new Error('no round');
  register.happen({ type: 'round.sent', payload: { ...round, lines: [{ ...round.lines[1]!, id: 'gone' }] } });
  const back = { ...round.lines[0]!, quantity: pieces(-2) };
  for (let time = 0; time < 2; time += 1)
    register.happen({ type: 'round.sent', payload: { ...round, lines: [back] } });
  assert.not.ok('sent' in (currentTabOf(register).lines[0] ?? {}));
  register.run(cash(100_000));
  assert.not.ok(lastSaleOf(register).lines.some((line) => 'sent' in line));
});
