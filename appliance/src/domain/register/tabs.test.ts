// The tabs of a register.
import { assert, suite } from '../../../test/kit.ts';
import { openRegister, sampleProduct, scan } from '../../../test/sample-register.ts';
import { minor } from '../money/money.ts';
import { currentTab, findTab, withoutTab } from './tabs.ts';

const test = suite('tabs');

test('taking away another tab leaves the current one current', () => {
  const register = openRegister();
  const coffee = sampleProduct({ id: 'coffee', price: minor(3500) });
  register.run(scan(coffee, { tabId: 'parked' }));
  register.run({ type: 'park-tab' });
  assert.is(currentTab(register.state), undefined);
  register.run(scan(coffee, { tabId: 'current' }));
  const without = withoutTab(register.state, 'parked');
  assert.equal(
    [Object.keys(without.tabs), currentTab(without)?.id, findTab(without, 'parked')],
    [['current'], 'current', undefined],
  );
  assert.equal([withoutTab(without, 'current').tabs, withoutTab(without, 'current').current], [{}, null]);
});
