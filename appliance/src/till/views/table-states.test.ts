// What a table shows: nothing while it is free, and the sum of all who sit there otherwise.
import { assert, suite } from '../../../test/kit.ts';
import { actorWith, currentTabOf, openRegister, sampleProduct, scan } from '../../../test/sample-register.ts';
import { minor } from '../../domain/money/money.ts';
import { pieces } from '../../domain/quantity/quantity.ts';
import { tableStates } from './table-states.ts';
import type { TabElsewhere } from '../tabs/kept-tabs.ts';
import { TabViews } from './tab-view.ts';

const test = suite('table states');
const coffee = sampleProduct({ id: 'coffee', price: minor(4_000) });
const table = { id: 'room.t1', name: '1' };

function statesOf(
  register: ReturnType<typeof openRegister>,
  operator = 'anna',
  elsewhere: readonly TabElsewhere[] = [],
) {
  return tableStates({
    state: register.state,
    shop: { settings: register.settings },
    operator: { id: operator },
    staffNames: new Map([['anna', 'Anna']]),
    tabViews: new TabViews(() => undefined),
    elsewhere,
  });
}

test('free tables are not told, and tabs at no table are at none', () => {
  const register = openRegister();
  register.run(scan(coffee));
  assert.equal(statesOf(register), {});
});

test('one table, two bills: one sum, the tab at hand first, and billed only when all of it is', () => {
  const register = openRegister();
  register.run({ type: 'open-tab', tabId: 'one', table, guests: 3 });
  register.run(scan(coffee, { lineId: 'coffee', quantity: pieces(3) }));
  register.run({
    type: 'split-lines',
    tabId: 'two',
    lines: [{ line: 'coffee', quantity: 1_000 }],
  });
  register.run({ type: 'recall-tab', tab: 'two', hold: true });
  register.run({ type: 'print-bill' });
  const state = statesOf(register)['room.t1'];
  assert.equal(state?.tabs, ['two', 'one']);
  assert.equal([state?.total, state?.guests, state?.billed, state?.mine], [12_000, 3, false, true]);
  register.run({ type: 'recall-tab', tab: 'one', hold: true });
  register.run({ type: 'print-bill' });
  assert.ok(statesOf(register)['room.t1']?.billed);
  register.run(scan(coffee, { lineId: 'more' }));
  assert.not.ok(statesOf(register)['room.t1']?.billed, 'what came later is not on the bill');
});

test('whose it is: names where they are known, and mine only for who has it', () => {
  const register = openRegister();
  register.run({ type: 'open-tab', tabId: 'one', table });
  register.run(scan(coffee));
  register.run({ type: 'transfer-tab', to: 'olav' });
  const state = statesOf(register)['room.t1'];
  assert.equal([state?.owners, state?.mine], [['olav'], false]);
  register.run({ type: 'recall-tab', tab: 'one' }, actorWith('allowed', 'olav'));
  assert.ok(statesOf(register, 'olav')['room.t1']?.mine);
});

test('a tab of another register sits at its table, too, beside the own ones and in their sum', () => {
  const register = openRegister();
  register.run({ type: 'open-tab', tabId: 'one', table, guests: 2 });
  register.run(scan(coffee));
  const content = { ...currentTabOf(register), id: 'other', owner: 'olav' };
  const there: TabElsewhere = { register: 'B2', state: 'waiting', to: null, content };
  const state = statesOf(register, 'anna', [there])['room.t1'];
  assert.equal([state?.tabs, state?.elsewhere], [['one'], ['B2:other']]);
  assert.equal([state?.total, state?.guests, state?.owners], [8_000, 4, ['Anna', 'olav']]);
  register.run({ type: 'void-tab', reason: 'x' });
  assert.equal(statesOf(register, 'anna', [there])['room.t1']?.tabs, []);
});
