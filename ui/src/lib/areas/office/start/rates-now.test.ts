// Rates of VAT as they are today: the past and the future of each are not told, and no figure twice.
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import { ratesNow } from './rates-now.ts';

const test = suite('rates now');

function rate(country: string, values: readonly (readonly [string, number])[], active = true) {
  const dated = values.map(([validFrom, each]) => ({ validFrom, rate: each }));
  const body = { name: country, country, values: dated, code: '1', predefined: true, active };
  return { id: country, kind: 'vat-rate' as const, revision: 1, changedAt: 0, body };
}

test('the latest that has begun, of this country, each once', () => {
  const rates = [
    rate('NO', [
      ['2030-01-01', 2_600],
      ['2005-01-01', 2_500],
      ['1970-01-01', 2_400],
    ]),
    rate('NO', [['1970-01-01', 0]]),
    rate('NO', [['1970-01-01', 0]]),
    rate('NO', [['2030-01-01', 1_000]]),
    rate('NO', [['1970-01-01', 1_700]], false),
    rate('SE', [['1970-01-01', 600]]),
  ];
  assert.equal(ratesNow(rates, { country: 'NO', today: '2026-11-22' }), [2_500, 0]);
  assert.equal(ratesNow(rates, { country: 'NO', today: '2030-01-01' }), [2_600, 1_000, 0]);
});
