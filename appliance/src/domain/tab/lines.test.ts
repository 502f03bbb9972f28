// Reading a tab.
import { assert, suite } from '../../../test/kit.ts';
import { samplePayment, sampleTab } from '../../../test/sample-shop.ts';
import type { PaymentState } from '../payment/payment.ts';
import {
  activeLines,
  ageToCheck,
  familyOf,
  hasActiveLines,
  hasLivePayments,
  openPaymentOf,
} from './lines.ts';
import type { Tab } from './tab.ts';

const test = suite('lines of a tab');

const voided = { reason: '' };
const returnOf = { receipt: 1, line: 'x', gross: 1 as never, vat: 0 as never, rate: 2500, vatCode: '3' };

function withAges(...lines: readonly { age?: number; voided?: boolean; back?: boolean }[]): Tab {
  const tab = sampleTab(
    lines.map((line) => ({
      price: 1,
      ...(line.voided === true ? { voided } : {}),
      ...(line.back === true ? { returnOf } : {}),
    })),
  );
  return {
    ...tab,
    lines: tab.lines.map((line, index) => {
      const age = lines[index]?.age;
      return age === undefined ? line : { ...line, product: { ...line.product, ageLimit: age } };
    }),
  };
}

test('voided lines do not count', () => {
  assert.equal(
    activeLines(sampleTab([{ price: 1 }, { price: 2, voided }])).map(({ id }) => id),
    ['1'],
  );
  assert.equal(
    [
      hasActiveLines(sampleTab([{ price: 1 }])),
      hasActiveLines(sampleTab([{ price: 2, voided }])),
      hasActiveLines(sampleTab([])),
    ],
    [true, false, false],
  );
});

test('a line and its deposit', () => {
  const tab = sampleTab([{ price: 1 }, { price: 2 }, { price: 3 }]);
  const [first, second, third] = tab.lines;
  const lines = [first, second, { ...third, parent: '1' }] as Tab['lines'];
  assert.equal(
    familyOf({ ...tab, lines }, '1').map(({ id }) => id),
    ['1', '3'],
  );
});

test('payments that block, and payments that only happened', () => {
  const states: readonly (readonly [PaymentState, open: boolean, live: boolean])[] = [
    ['started', true, true],
    ['unknown', true, true],
    ['taken', false, true],
    ['declined', false, false],
    ['reversed', false, false],
  ];
  for (const [state, open, live] of states) {
    const tab = sampleTab([{ price: 1 }], { payments: [samplePayment(1, { state })] });
    assert.equal([openPaymentOf(tab) !== undefined, hasLivePayments(tab)], [open, live], state);
  }
});

test('the highest age that is still to be checked', () => {
  assert.is(ageToCheck(withAges({}, { age: 16 }, { age: 18 })), 18);
  assert.is(ageToCheck(withAges({ age: 18, voided: true }, { age: 16 })), 16);
  assert.is(ageToCheck(withAges({ age: 18, back: true })), 0);
  assert.is(ageToCheck({ ...withAges({ age: 18 }), ageChecked: 16 }), 18);
  assert.is(ageToCheck({ ...withAges({ age: 18 }), ageChecked: 18 }), 0);
  assert.is(ageToCheck(withAges({})), 0);
});
