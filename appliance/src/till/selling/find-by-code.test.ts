// From a code to what it means in this shop: products by any of their codes, weights and prices on labels, own receipts, and plain refusals.
import { assert, suite } from '../../../test/kit.ts';
import { openJournal, type OpenJournal } from '../../../test/journal/open-journal.ts';
import { sampleProduct } from '../../../test/sample-register.ts';
import { demoShop } from '../../demo/shop.ts';
import type { Product } from '../../domain/catalogue/product.ts';
import { minor } from '../../domain/money/money.ts';
import { Catalogue } from '../catalogue/catalogue.ts';
import type { CodeKind } from '../catalogue/catalogue-item.ts';
import { type Found, findByCode } from './find-by-code.ts';

const test = suite('find by code');
const shop = demoShop();
let journal: OpenJournal;
let catalogue: Catalogue;

const item = (product: Product, ...codes: (readonly [string, CodeKind])[]) => ({
  product,
  codes: codes.map(([code, kind]) => ({ code, kind })),
});
const apples = sampleProduct({ id: 'apples', unit: 'kg', price: minor(2_990) });

test.before(async () => {
  journal = await openJournal();
  catalogue = new Catalogue(journal.database);
  await catalogue.put([
    item(sampleProduct({ id: 'milk', price: minor(2_490) }), ['07038010000119', 'gtin']),
    item(sampleProduct({ id: 'small', price: minor(100) }), ['00000096385074', 'gtin']),
    item(apples, ['4011', 'plu'], ['02300123000009', 'variable-measure']),
    item(sampleProduct({ id: 'organic', unit: 'kg', price: minor(3_990) }), ['94011', 'plu']),
    item(sampleProduct({ id: 'fish', unit: 'kg', price: minor(19_900) }), [
      `0${ean13('200004560000')}`,
      'variable-measure',
    ]),
    item(sampleProduct({ id: 'alias' }), ['SOFTIS', 'gtin']),
  ]);
});
test.after(async () => journal.database.close());

const find = async (code: string) => findByCode(code, { catalogue, shop, now: Date.UTC(2024, 2, 1) });

async function product(code: string): Promise<Extract<Found, { kind: 'product' }>> {
  const found = await find(code);
  assert.accepted(found);
  assert.is(found.value.kind, 'product', code);
  return found.value as Extract<Found, { kind: 'product' }>;
}

/** Thirteen digits with the check digit that fits. */
function ean13(twelve: string): string {
  const sum = [...twelve].reduce((all, digit, index) => all + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return `${twelve}${(10 - (sum % 10)) % 10}`;
}

test('the same product by every way its number is written', async () => {
  for (const code of [
    '7038010000119',
    '07038010000119',
    ']E07038010000119',
    ']C10107038010000119',
    'https://id.gs1.org/01/07038010000119',
  ]) {
    assert.is((await product(code)).product.id, 'milk', code);
  }
  assert.is((await product('96385074')).product.id, 'small');
});

test('produce by its number, organic before the same without', async () => {
  assert.is((await product('4011')).product.id, 'apples');
  assert.is((await product('94011')).product.id, 'organic');
  assert.is((await product('94011')).quantity, undefined);
});

test('a label with a weight gives the weight, one with a price the price', async () => {
  const weighed = await product(ean13('230012301234'));
  assert.equal([weighed.product.id, weighed.quantity, weighed.labelPrice], ['apples', 1_234, undefined]);
  const priced = await product(ean13('200004568950'));
  assert.equal([priced.product.id, priced.quantity, priced.labelPrice], ['fish', undefined, 8_950]);
});

test('our own receipt is told from a product', async () => {
  const found = await find('CT-R-B1-42-I');
  assert.accepted(found);
  assert.equal(found.value, { kind: 'receipt', register: 'B1', receipt: 42 });
  assert.refused(await find('CT-R-B1-42-J'), 'code.malformed');
  assert.refused(await find('CT-S-anna'), 'code.unknown');
});

test('what the shop has as an alias is found as it stands', async () => {
  assert.is((await product('SOFTIS')).product.id, 'alias');
});

test('codes nobody knows, mistyped ones, and none at all', async () => {
  for (const [code, refusal] of [
    ['5901234123457', 'code.unknown'],
    ['7038010000118', 'code.check-digit'],
    ['4999', 'code.unknown'],
    ['x'.repeat(401), 'code.malformed'],
    ['hello', 'code.unknown'],
    ["' OR 1=1 --", 'code.unknown'],
  ] as const) {
    assert.refused(await find(code), refusal);
  }
});
