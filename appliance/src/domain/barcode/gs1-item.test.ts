// From elements to what a till needs: item, quantity, price, batch, days.
import { assert, suite } from '../../../test/kit.ts';
import { parseElementString } from './gs1.ts';
import { itemOf } from './gs1-item.ts';

const test = suite('gs1 item');

const today = '2026-06-15';
const gs = '\x1d';

function item(data: string): ReturnType<typeof itemOf> {
  const elements = parseElementString(data, today);
  assert.accepted(elements);
  return itemOf(elements.value, today);
}

const gtin = '09506000134352';

test('weights keep their decimal point, whichever it is', () => {
  const weights: readonly (readonly [string, number])[] = [
    ['3100000002', 2000],
    ['3101000012', 1200],
    ['3102000123', 1230],
    ['3103000195', 195],
    ['3104001950', 195],
    ['3105019500', 195],
    ['3103999999', 999_999],
    ['3100999999', 999_999_000],
  ];
  for (const [element, thousandths] of weights) {
    assert.equal(
      item(`01${gtin}${element}`),
      { ok: true, value: { gtin, quantities: { kg: thousandths } } },
      element,
    );
  }
});

test('a weight finer than a gram is refused, never rounded', () => {
  assert.refused(item(`01${gtin}3104001951`), 'barcode.measure-precision');
});

test('lengths, volumes and counts', () => {
  assert.equal(item(`01${gtin}3112000250`), { ok: true, value: { gtin, quantities: { metre: 2500 } } });
  assert.equal(item(`01${gtin}3153000750`), { ok: true, value: { gtin, quantities: { litre: 750 } } });
  assert.equal(item(`01${gtin}3012`), { ok: true, value: { gtin, quantities: { piece: 12_000 } } });
  assert.equal(item(`01${gtin}31030001953012`), {
    ok: true,
    value: { gtin, quantities: { kg: 195, piece: 12_000 } },
  });
});

test('prices with and without currency, and per unit', () => {
  const read = item(`01${gtin}310300019539221234${gs}3952004990`);
  assert.equal(read, {
    ok: true,
    value: {
      gtin,
      quantities: { kg: 195 },
      price: { value: 1234, decimals: 2 },
      unitPrice: { value: 4990, decimals: 2 },
    },
  });
  assert.equal(item(`01${gtin}393257801234`), {
    ok: true,
    value: { gtin, price: { value: 1234, decimals: 2, currency: 'NOK' } },
  });
  assert.equal(item(`01${gtin}3930999123`), {
    ok: true,
    value: { gtin, price: { value: 123, decimals: 0, currency: '999' } },
  });
});

test('batch, serial number, variant and every day', () => {
  assert.equal(item(`01${gtin}112601011326010215260200162602031726020410L1${gs}21S1${gs}22V1`), {
    ok: true,
    value: {
      gtin,
      produced: '2026-01-01',
      packed: '2026-01-02',
      bestBefore: '2026-02-28',
      sellBy: '2026-02-03',
      expiry: '2026-02-04',
      lot: 'L1',
      serial: 'S1',
      variant: 'V1',
    },
  });
  assert.equal(item(`01${gtin}70032602041800`), { ok: true, value: { gtin, expiry: '2026-02-04' } });
});

test('what a till has no use for is left out', () => {
  assert.equal(item(`01${gtin}422578${gs}3202000500${gs}240AB`), { ok: true, value: { gtin } });
});

test('pallets, coupons and people are no items', () => {
  for (const data of ['00123456789012345675', `02${gtin}3712`, '2559501101531000', '4149501101531000']) {
    assert.equal(item(data), { ok: true, value: undefined }, data);
  }
});

test('a GTIN of zeros is refused', () => {
  assert.refused(item('0100000000000000'), 'barcode.malformed');
});
