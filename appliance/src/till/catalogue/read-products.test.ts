// Products from CSV: good rows become items, bad ones are told by line, and one bad row costs no other.
import { Readable } from 'node:stream';
import { assert, suite } from '../../../test/kit.ts';
import { generatedPrice } from './generated-price.ts';
import { type ReadOptions, readProducts } from './read-products.ts';

const test = suite('read products');
const standard: ReadOptions = {
  exponent: 2,
  vatClasses: new Set(['food', 'standard']),
  vatClass: 'food',
  category: 'imported',
  missingPrice: 'generate',
};

interface ReadFile {
  readonly items: Record<number, Record<string, unknown>>;
  readonly problems: Record<number, string>;
}

async function read(content: string, options: Partial<ReadOptions> = {}): Promise<ReadFile> {
  const file: ReadFile = { items: {}, problems: {} };
  for await (const row of readProducts(Readable.from([Buffer.from(content)]), { ...standard, ...options })) {
    if ('item' in row) file.items[row.line] = { ...row.item.product, codes: row.item.codes };
    else file.problems[row.line] = row.problem;
  }
  return file;
}

test('a GTIN and a name are enough', async () => {
  const { items, problems } = await read('gtin,name\n4006381333931,  Pencil   HB \n');
  assert.equal(problems, {});
  assert.equal(items[2], {
    id: 'gtin-04006381333931',
    sku: '04006381333931',
    name: 'Pencil HB',
    category: 'imported',
    vatClass: 'food',
    unit: 'piece',
    active: true,
    price: generatedPrice('04006381333931', 2),
    codes: [{ code: '04006381333931', kind: 'gtin' }],
  });
});

test('every column that is known is taken, in any order and case', async () => {
  const { items, problems } = await read(
    'Unit,PRICE,name,colour,vat_class,gtin,sku,category\nkg,12.5,Apples,red,standard,4006381333931,A-1,fruit\n',
  );
  assert.equal(problems, {});
  const { price, vatClass, unit, sku, category } = items[2] ?? {};
  assert.equal([price, vatClass, unit, sku, category], [1_250, 'standard', 'kg', 'A-1', 'fruit']);
});

test('prices are read to the decimals of the currency, and none finer', async () => {
  const rows = (prices: readonly string[]): string =>
    `gtin,name,price\n${prices.map((price, index) => `${gtins[index] ?? ''},N,"${price}"`).join('\n')}`;
  const prices = ['0', '7', '7.5', '7,05', '999999999', '7.555', '-1', '1e3', '7.', '.5', '1 000', '∞'];
  const kroner = await read(rows(prices));
  assert.equal(
    Object.values(kroner.items).map(({ price }) => price),
    [0, 700, 750, 705, 99_999_999_900],
  );
  assert.is(Object.keys(kroner.problems).length, 7);
  const yen = await read(rows(['7', '7.5']), { exponent: 0 });
  assert.equal(
    Object.values(yen.items).map(({ price }) => price),
    [7],
  );
  const dinars = await read(rows(['7.555']), { exponent: 3 });
  assert.is(dinars.items[2]?.['price'], 7_555);
});

test('without a price one is made up, or asked for at the till', async () => {
  const text = 'gtin,name,price\n4006381333931,Pencil,\n';
  assert.is((await read(text)).items[2]?.['price'], generatedPrice('04006381333931', 2));
  assert.not.ok('price' in ((await read(text, { missingPrice: 'ask' })).items[2] ?? {}));
});

test('bad rows are told, the rest is kept', async () => {
  const rows = [
    'gtin,name,vat_class,unit',
    '4006381333931,Good,,',
    '4006381333932,Wrong check digit,,',
    'abc,No digits,,',
    ',No GTIN,,',
    '5901234123457,,,',
    `5901234123457,${'x'.repeat(201)},,`,
    '5901234123457,Class,luxury,',
    '5901234123457,Unit,,barrel',
    '5901234123457,Too,many,piece,cells',
    '5901234123457,"A quote, "out" of place",,',
    '5901234123457,"Open,,',
    '04006381333931,The same again,,',
    '5901234123457',
    '5901234123457,Also good,food,litre',
  ];
  const { items, problems } = await read(rows.join('\n'));
  assert.equal(Object.keys(items), ['2', '15']);
  assert.equal(problems, {
    3: 'gtin "4006381333932": barcode.check-digit',
    4: 'gtin "abc": barcode.malformed',
    5: 'gtin "": barcode.length',
    6: 'name is empty',
    7: 'name is longer than 200 characters',
    8: 'vat_class "luxury" is none of food, standard',
    9: 'unit "barrel" is none of piece, kg, litre, metre',
    10: '5 cells under 4 columns',
    11: 'cannot be read: a quote is out of place',
    12: 'cannot be read: a quote is not closed',
    13: 'the same GTIN stands on line 2',
    14: 'name is empty',
  });
});

test('a file that is empty or has another header is told once', async () => {
  assert.equal((await read('')).problems, { 1: 'the file is empty' });
  for (const header of ['gtin;name', 'ean,name', 'gtin', '"gtin', '\0\0'])
    assert.equal((await read(`${header}\n4006381333931,N\n`)).problems, {
      1: 'the header needs the columns gtin and name',
    });
  assert.equal(await read('gtin,name\n'), { items: {}, problems: {} });
});

test('made-up prices are the same for ever', () => {
  assert.equal(
    ['whole milk', 'citrus fruit', ''].map((text) =>
      [2, 0, 3].map((exponent) => generatedPrice(text, exponent)),
    ),
    [
      [5_450, 55, 54_500],
      [2_850, 29, 28_500],
      [generatedPrice('', 2), Math.round(generatedPrice('', 2) / 100), generatedPrice('', 2) * 10],
    ],
  );
});

const gtins = Array.from({ length: 20 }, (_, index) => withCheckDigit(String(700_000_000_000 + index)));

function withCheckDigit(twelve: string): string {
  const sum = [...twelve].reduce((all, digit, index) => all + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return `${twelve}${(10 - (sum % 10)) % 10}`;
}
