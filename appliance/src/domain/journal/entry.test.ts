// What an entry is about, so that the entries of a tab or a shift are found without reading payloads; and what a chain begins with.
import { cash, lastSaleOf, openRegister, sampleProduct, scan } from '../../../test/sample-register.ts';
import { assert, suite } from '../../../test/kit.ts';
import { minor } from '../money/money.ts';
import { firstPrev, isSigned, officeRegister, subjectOf } from './entry.ts';

const test = suite('journal entry');

test('an entry is about its tab, else its shift, else its register', () => {
  const register = openRegister();
  register.run(scan(sampleProduct({ id: 'milk', price: minor(2_500) })));
  register.run(cash(2_500));
  const sale = lastSaleOf(register);
  const about = register.recorded.map(({ event }) => [event.type, subjectOf(event, 7)]);
  assert.ok(about.length > 3);
  for (const [type, subject] of about) {
    assert.is(
      subject,
      type?.startsWith('shift.') === true || type === 'drawer.opened' ? 'shift:7' : `tab:${sale.tab.id}`,
      type,
    );
  }
  assert.is(subjectOf({ type: 'daemon.started', payload: { version: '1' } }, null), 'register');
  const started = { workingTime: 'w1', user: 'anna', start: 1 };
  assert.is(subjectOf({ type: 'working-time.started', payload: started }, 7), 'working-time:w1');
});

test('a chain begins with zeros, and only sales and closes are signed', () => {
  assert.match(firstPrev, /^0{64}$/);
  const signed = ['sale.completed', 'shift.closed', 'shift.x-reported', 'line.added'].filter((type) =>
    isSigned({ register: 'B1', type }),
  );
  assert.equal(signed, ['sale.completed', 'shift.closed']);
  assert.ok(isSigned({ register: officeRegister, type: 'stock.adjusted' }));
});
