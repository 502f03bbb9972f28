// Files to replay: both forms told apart, each word one product by a rule that never changes, bad rows told by line.
import { Readable } from 'node:stream';
import { assert, suite } from '../../test/kit.ts';
import { type ReplayFile, readSales } from './read-sales.ts';

const test = suite('read sales');
const read = async (text: string, exponent = 2): Promise<ReplayFile> =>
  readSales(Readable.from([Buffer.from(text)]), exponent);
const shown = ({ sales }: ReplayFile): unknown =>
  sales.map(({ name, lines }) => [name, ...lines.map(({ product, pieces }) => `${pieces} ${product.word}`)]);

test('baskets: one a line, one piece a word', async () => {
  const file = await read('milk,bread,milk\r\n\n beer , ,cheese\n');
  assert.is(file.form, 'baskets');
  assert.equal(shown(file), [
    ['1', '1 milk', '1 bread', '1 milk'],
    ['3', '1 beer', '1 cheese'],
  ]);
  assert.equal(
    file.products.map(({ word }) => word),
    ['milk', 'bread', 'beer', 'cheese'],
  );
});

test('orders: lines of one number are one sale, wherever they stand', async () => {
  const file = await read(
    'order,placed_at,item,quantity,unit_price\n7,2015-09-01T14:42,Naan,2,1.5\n8,2015-09-01T14:43,Naan,1,1.95\n7,2015-09-01T14:42,"Rice, plain",1,3\n',
  );
  assert.is(file.form, 'orders');
  assert.equal(shown(file), [
    ['7', '2 Naan @150', '1 Rice, plain @300'],
    ['8', '1 Naan @195'],
  ]);
  assert.equal(
    file.products.map(({ price }) => price),
    [150, 195, 300],
  );
});

test('the same word is the same product, price and VAT in every file', async () => {
  const [one, other] = [
    await read('whole milk,citrus fruit\n'),
    await read('citrus fruit,soda\nwhole milk\n'),
  ];
  for (const { word, price, vatClass } of one.products) {
    const again = other.products.find((product) => product.word === word);
    assert.equal([again?.price, again?.vatClass], [price, vatClass], word);
  }
  assert.equal(
    one.products.map(({ price, vatClass }) => [price, vatClass]),
    [
      [5_450, 'standard'],
      [2_850, 'food'],
    ],
  );
});

test('rows that cannot be sold are told by line, the others are sold', async () => {
  const file = await read(
    [
      'order,placed_at,item,quantity,unit_price',
      '1,t,Good,1,1.00',
      '1,t,,1,1.00',
      '1,t,None,0,1.00',
      '1,t,Half,1.5,1.00',
      '1,t,Minus,-1,1.00',
      '1,t,Fine,1,1.001',
      '1,t,Free text,1,cheap',
      '1,t,Cut',
      ',t,No order,1,1.00',
      '1,t,"Open,1,1.00',
      '1,t,Also good,9999,0',
    ].join('\n'),
  );
  assert.equal(shown(file), [['1', '1 Good @100', '9999 Also good @0']]);
  assert.equal(
    file.problems.map(({ line }) => line),
    [3, 4, 5, 6, 7, 8, 9, 10, 11],
  );
});

test('currencies without and with three decimals', async () => {
  const text = 'order,placed_at,item,quantity,unit_price\n1,t,A,1,7\n1,t,B,1,7.5\n1,t,C,1,7.505\n';
  assert.equal(
    (await read(text, 0)).products.map(({ price }) => price),
    [7],
  );
  assert.equal(
    (await read(text, 3)).products.map(({ price }) => price),
    [7_000, 7_500, 7_505],
  );
});

test('an empty file is no sale', async () => {
  for (const text of ['', '\n\n', 'order,placed_at,item,quantity,unit_price\n'])
    assert.equal((await read(text)).sales, []);
});
