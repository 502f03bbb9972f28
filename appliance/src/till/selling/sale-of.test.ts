// A sale that goods come back of: one's own as far as this register knows, with what the office knows besides; another's as the office answers.
import { assert, suite } from '../../../test/kit.ts';
import { lastSaleOf, openRegister, payByCard, sampleProduct, scan } from '../../../test/sample-register.ts';
import { minor } from '../../domain/money/money.ts';
import { thousandths } from '../../domain/quantity/quantity.ts';
import type { AskOutcome } from '../../sync/box/asks.ts';
import { askOffice } from '../office/ask-office.ts';
import { saleOf } from './sale-of.ts';

const test = suite('sale of a receipt');

const register = openRegister();
register.run(scan(sampleProduct({ id: 'mug', price: minor(4_990) }), { lineId: 'sold' }));
payByCard(register);
const sale = lastSaleOf(register);
const some = (quantity: number, gross: number, vat: number) => ({
  quantity: thousandths(quantity),
  gross: minor(gross),
  vat: minor(vat),
});

function found(outcome: AskOutcome): ReturnType<typeof saleOf> {
  return saleOf({
    own: 'B1',
    store: {
      returnable: async (of, receipt) =>
        of === 'B1' && receipt === 1 ? { sale, returned: { sold: some(1_000, 100, 20) } } : undefined,
      returned: async () => ({ sold: some(2_000, 200, 40) }),
    },
    askOffice: askOffice(async () => outcome),
    currency: () => 'NOK',
  });
}

const elsewhere = { sold: some(500, 50, 10), other: some(1, 2, 0) };
const answered = (currency: string | null): AskOutcome => ({
  outcome: 'answered',
  answer: { ok: true, value: { sale, currency, returned: elsewhere } },
});

test('one’s own, with what came back elsewhere where the office says so', async () => {
  const both = await (await found(answered('NOK'))('B1', 1))();
  assert.accepted(both);
  assert.equal(both.value.returned, { sold: some(1_500, 150, 30), other: some(1, 2, 0) });
  for (const outcome of ['not-linked', 'no-answer', 'too-old', 'busy'] as const) {
    const alone = await (await found({ outcome })('B1', 1))();
    assert.accepted(alone);
    assert.equal(alone.value.returned, { sold: some(1_000, 100, 20) }, outcome);
  }
  assert.refused(await (await found(answered('NOK'))('B1', 2))(), 'receipt.unknown');
});

test('another’s as the office has it, with what came back here; not in another currency', async () => {
  for (const currency of ['NOK', null]) {
    const theirs = await (await found(answered(currency))('B2', 7))();
    assert.accepted(theirs);
    assert.equal(theirs.value.returned, { sold: some(2_500, 250, 50), other: some(1, 2, 0) });
    assert.is(theirs.value.sale.receipt, 1);
  }
  const foreign = await (await found(answered('SEK'))('G1', 7))();
  assert.refused(foreign, 'receipt.other-currency');
  assert.equal(foreign.refusal.data, { register: 'G1', receipt: 7, currency: 'SEK' });
});

test('another’s without an answer is refused as the asking was; an answer that is none is not believed', async () => {
  assert.refused(await (await found({ outcome: 'not-linked' })('B2', 7))(), 'office.out-of-reach');
  const unknown: AskOutcome = {
    outcome: 'answered',
    answer: { ok: false, refusal: { code: 'receipt.not-arrived', data: { register: 'B2', receipt: 7 } } },
  };
  assert.refused(await (await found(unknown)('B2', 7))(), 'receipt.not-arrived');
  const odd: AskOutcome = { outcome: 'answered', answer: { ok: true, value: { sale: {}, returned: {} } } };
  assert.refused(await (await found(odd)('B2', 7))(), 'office.other-version');
});
