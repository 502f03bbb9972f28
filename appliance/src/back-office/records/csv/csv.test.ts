// Export and import over the real store: what goes out comes back as no change, and what is wrong is told by line with nothing written.
import fc from 'fast-check';
import { assert, countingIds, suite } from '../../../../test/kit.ts';
import {
  type OpenRecords,
  openRecords,
  product,
  withShop,
} from '../../../../test/back-office/open-records.ts';
import { type Body, type Kind, kinds } from '../../../protocol/office/kinds.ts';
import { prepareCountry } from '../standard/prepare-country.ts';
import { writeStandard } from '../standard/write-standard.ts';
import { exportCsv } from './export.ts';
import { importCsv, type ImportOutcome } from './import.ts';

const test = suite('csv');

type Around = Pick<OpenRecords, 'records'>;

async function exported({ records }: Around, kind: Kind, delimiter: ',' | ';' | '\t' = ','): Promise<string> {
  const ids = (await records.all(kind)).map(({ id }) => id);
  let text = '';
  for await (const piece of exportCsv(records, { kind, ids }, { delimiter })) text += piece;
  return text;
}

function imported(
  { records, dryRun = false }: Around & { readonly dryRun?: boolean },
  kind: Kind,
  text: string | Uint8Array,
): Promise<ImportOutcome> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return importCsv({ records, ids: countingIds(7) }, { kind, bytes, dryRun }, 'ann');
}

function problemsOf(outcome: ImportOutcome): unknown[] {
  return outcome.ok ? [] : outcome.problems.map(({ line, column, code }) => [line, column, code]);
}

async function sameAfter(around: Around, kind: Kind): Promise<void> {
  const before = await around.records.lastNumber();
  for (const delimiter of [',', ';', '\t'] as const) {
    const outcome = await imported(around, kind, await exported(around, kind, delimiter));
    assert.ok(outcome.ok, `${kind} ${JSON.stringify(outcome)}`);
    assert.equal([outcome.value.created, outcome.value.changed], [0, 0], kind);
  }
  assert.is(await around.records.lastNumber(), before);
}

test('of a whole office, every kind comes back as no change', { timeoutMs: 60_000 }, async () => {
  const open = await openRecords();
  try {
    const { records } = open;
    await writeStandard(records, 'en');
    for (const country of ['CZ', 'NO'])
      assert.accepted(await prepareCountry(records, { country, shopName: `Shop ${country}` }, 'ann'));
    const region = (await records.all('price-region'))[0]!.id;
    const put = async (kind: Kind, body: object): Promise<string> => {
      const made = await records.create(kind, body as Body<Kind>, 'ann');
      assert.accepted(made);
      return made.value.id;
    };
    const category = await put('category', { name: 'Mat', parent: null });
    const food = await put('product', { name: 'A', sku: 'a', category, vatClass: 'food' });
    await put('modifier-group', { name: 'Size', options: [{ name: 'L', prices: { [region]: -50 } }] });
    await put('campaign', {
      name: '3 for 2',
      kind: { type: 'n-for-m', take: 3, pay: 2, products: [food], categories: [category], excluded: [] },
      validFrom: '2026-01-01',
    });
    const cells = [{ product: food }, { folder: 'more' }, { function: 'return' }, null];
    const folder = { colour: null, picture: null };
    await put('template', {
      name: 'T',
      rows: 2,
      columns: 2,
      folders: {
        home: { ...folder, name: 'Home', parent: null, cells },
        more: { ...folder, name: 'More', parent: 'home', cells: [null, null, null, null] },
      },
    });
    const salePoint = (await records.all('sale-point'))[0]!.id;
    const user = { number: '007', firstName: 'Å', lastName: 'B', language: 'nb', officeRole: 'manager' };
    await put('user', { ...user, email: 'a@b.no', salePoints: [{ salePoint, role: 'staff' }] });
    for (const kind of Object.keys(kinds) as Kind[]) await sameAfter({ records }, kind);
    const roles = await exported({ records }, 'role');
    assert.match(roles, /grants:sale\.sell/);
    assert.match(
      await exported({ records }, 'campaign'),
      /""products"":\[""a""\],""categories"":\[""Mat""\]/,
    );
  } finally {
    await open.close();
  }
});

test('keys stand where records have ids, and a semicolon brings a comma', () =>
  withShop(async (around) => {
    assert.match(await exported(around, 'category'), /\r\nØl,Drikke,/);
    assert.match(await exported(around, 'user'), /^\ufeffnumber,firstName,/);
    const rates = await exported(around, 'vat-rate', ';');
    assert.match(rates, /"\[\{""validFrom"":""2005-01-01"",""rate"":2500\}\]"/);
    const priced = product(around.shop, { sku: '1', prices: { [around.shop.region]: 1_990 } });
    assert.accepted(await around.records.create('product', priced, 'ann'));
    assert.match(await exported(around, 'product', ';'), /;19,90;/);
    assert.match(await exported(around, 'product'), /,19\.90,/);
  }));

const word = fc.string({
  unit: fc.constantFrom('a', 'Ø', '"', ',', ';', '|', '\\', "'", '=', '+', '\n', ' ', '€', '😀'),
  minLength: 1,
  maxLength: 12,
});
const named = word.map((text) => `x${text}`);
const amount = fc.integer({ min: 0, max: 1_000_000_000 });

test('whatever products hold, they come back as no change', { timeoutMs: 60_000 }, () =>
  withShop(async (around) => {
    const { records, shop } = around;
    const deposit = await records.create(
      'product',
      product(shop, { sku: 'deposit', kind: 'deposit' }),
      'ann',
    );
    const supplier = await records.create(
      'supplier',
      { name: 'A|B', currency: 'NOK' } as Body<'supplier'>,
      'ann',
    );
    assert.accepted(deposit);
    assert.accepted(supplier);
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            name: named,
            shortName: word,
            cost: fc.option(amount),
            price: fc.option(amount),
            station: fc.option(named),
            category: fc.constantFrom(shop.beer, shop.bread),
            deposit: fc.constantFrom(null, deposit.value.id),
            allergens: fc.subarray(['gluten', 'milk', 'nuts'] as const),
            variant: fc.boolean(),
            suppliers: fc.array(fc.record({ sku: word, cost: fc.option(amount), packSize: amount }), {
              maxLength: 2,
            }),
            tare: fc.option(fc.integer({ min: 0, max: 1_000 })),
            active: fc.boolean(),
          }),
          { minLength: 1, maxLength: 8 },
        ),
        async (drafts) => {
          const edits = drafts.map(({ price, suppliers, variant, ...draft }) => {
            count += 1;
            return {
              body: product(shop, {
                ...draft,
                sku: `=${String(count)}`,
                prices: price === null ? {} : { [shop.region]: price },
                variant: variant
                  ? { of: deposit.value.id, colour: String(count), size: draft.shortName }
                  : null,
                suppliers: suppliers.map((each) => ({ ...each, supplier: supplier.value.id })),
              }),
            };
          });
          const made = await records.changeMany('product', edits, 'ann');
          assert.ok(made.ok, JSON.stringify(made));
          await sameAfter(around, 'product');
        },
      ),
      { numRuns: 15 },
    );
  }),
);

test('twenty products in a table of four columns, with what is not told left to the office', () =>
  withShop(async (around) => {
    const { records, shop } = around;
    const rows = Array.from(
      { length: 20 },
      (_none, index) => `Vare ${index};V${index};Drikke > øl;Food;${index},90`,
    );
    const text = ['Name;SKU;Category;VatClass;Price:norge', ...rows, ''].join('\r\n');
    const tried = await imported({ ...around, dryRun: true }, 'product', text);
    assert.equal(tried, { ok: true, value: { rows: 20, created: 20, changed: 0, unchanged: 0 } });
    assert.is(await records.byKey('product', 'V1'), undefined);
    assert.equal(await imported(around, 'product', text), tried);
    const third = await records.byKey('product', 'v3');
    assert.equal(
      [third?.body.prices, third?.body.category, third?.body.unit],
      [{ [shop.region]: 390 }, shop.beer, 'piece'],
    );
    assert.equal((await imported(around, 'product', text)).ok && (await imported(around, 'product', text)), {
      ok: true,
      value: { rows: 20, created: 0, changed: 0, unchanged: 20 },
    });
  }));

test('columns that are not there leave their fields, empty cells empty them', () =>
  withShop(async (around) => {
    const { records, shop } = around;
    const body = product(shop, {
      sku: '1',
      station: 'Bar',
      prices: { [shop.region]: 500 },
      cost: 300,
      plu: '4011',
    });
    assert.accepted(await records.create('product', body, 'ann'));
    assert.ok((await imported(around, 'product', 'sku,name,station,price:Norge\n1,New,,')).ok);
    const now = await records.byKey('product', '1');
    assert.equal(
      [now?.body.name, now?.body.station, now?.body.prices, now?.body.cost, now?.body.plu],
      ['New', null, {}, 300, '4011'],
    );
    assert.equal(problemsOf(await imported(around, 'product', 'sku,name\n1,')), [
      [2, 'name', 'record.malformed'],
    ]);
  }));

test('what is wrong is told by line and column, all of it, and nothing is written', () =>
  withShop(async (around) => {
    const before = await around.records.lastNumber();
    const text = [
      'sku,name,category,vatClass,price:Norge,active,suppliers',
      '1,Good,Brød,Food,10.00,yes,',
      '2,Bad number,Brød,Food,ten,perhaps,',
      '"3","Two\nlines",Brød,Food,1.234,yes,[',
      '1,Again,Brød,Food,1,yes,',
      ' ',
      '5,Long,Brød,Food,1,yes,,more',
      '6,Nowhere to be found,Sjokolade,Food,much,yes,',
    ].join('\n');
    assert.equal(problemsOf(await imported(around, 'product', text)), [
      [3, 'price:Norge', 'csv.number'],
      [3, 'active', 'csv.yes-or-no'],
      [4, 'price:Norge', 'csv.number'],
      [4, 'suppliers', 'csv.json'],
      [6, 'sku', 'csv.key-twice'],
      [8, null, 'csv.cells'],
      [9, 'price:Norge', 'csv.number'],
      [9, 'category', 'reference.unknown'],
    ]);
    const lost = 'sku,name,category,vatClass\n1,a,Nowhere > Else,Food\n2,b,Brød,Nothing\n3,c,Øl,Food';
    assert.equal(problemsOf(await imported(around, 'product', lost)), [
      [2, 'category', 'reference.unknown'],
      [3, 'vatClass', 'reference.unknown'],
      [4, 'category', 'reference.unknown'],
    ]);
    const ruled =
      'sku,name,category,vatClass,codes\n1,a,Brød,Food,7038010000011\n2,,Brød,Food,\n,c,Brød,Food,';
    assert.equal(problemsOf(await imported(around, 'product', ruled)), [
      [2, 'codes', 'product.code-check-digit'],
      [3, 'name', 'record.malformed'],
      [4, 'sku', 'record.malformed'],
    ]);
    const mixed =
      'sku,name,category,vatClass,active\n1,a,Brød,Food,perhaps\n2,,Brød,Food,yes\n3,c,Brød,Food,yes\n4,d,Brød,,yes';
    assert.equal(problemsOf(await imported(around, 'product', mixed)), [
      [2, 'active', 'csv.yes-or-no'],
      [3, 'name', 'record.malformed'],
      [5, 'vatClass', 'record.malformed'],
    ]);
    const below = 'name,parent,active\nNy,,perhaps\nUnder,Ny,yes\nTil,Ny > Under,yes';
    assert.equal(problemsOf(await imported(around, 'category', below)), [[2, 'active', 'csv.yes-or-no']]);
    assert.is(await around.records.lastNumber(), before);
  }));

test('the only price region need not be named', () =>
  withShop(async (around) => {
    const { records, shop } = around;
    const rows = 'SKU,Name,Category,VATclass,Price\n1,Loaf,Brød,Food,39.00';
    assert.ok((await imported(around, 'product', rows)).ok);
    assert.equal((await records.byKey('product', '1'))?.body.prices, { [shop.region]: 3_900 });
    const both = 'sku,name,price,price:Norge\n1,Loaf,40,41';
    assert.equal(problemsOf(await imported(around, 'product', both)), [
      [1, 'price:Norge', 'csv.column-twice'],
    ]);
    const second = { name: 'Česko', country: 'CZ', currency: 'CZK', prices: 'gross', vat: [], active: true };
    assert.accepted(await records.create('price-region', second as Body<'price-region'>, 'ann'));
    assert.equal(problemsOf(await imported(around, 'product', rows)), [[1, 'Price', 'csv.column-unknown']]);
  }));

test('at most 200 problems are told', () =>
  withShop(async (around) => {
    const rows = Array.from({ length: 500 }, (_none, index) => `${index},n,Nowhere,Food`);
    const outcome = await imported(around, 'product', ['sku,name,category,vatClass', ...rows].join('\n'));
    assert.is(problemsOf(outcome).length, 200);
  }));

test('wrong headers and files that are none', () =>
  withShop(async (around) => {
    const file = async (text: string | Uint8Array) => problemsOf(await imported(around, 'product', text));
    assert.equal(await file('name,sku,colr,name\na,b,c,d'), [
      [1, 'colr', 'csv.column-unknown'],
      [1, 'name', 'csv.column-twice'],
    ]);
    assert.equal(await file('name\na'), [[1, 'sku', 'csv.column-missing']]);
    assert.equal(await file('name,sku,price:Atlantis\na,b,1'), [[1, 'price:Atlantis', 'csv.column-unknown']]);
    assert.equal(await file(''), [[1, null, 'csv.empty']]);
    assert.equal(await file('\n\n'), [[1, null, 'csv.empty']]);
    assert.equal(await file('sku,name\n1,"open'), [[2, null, 'csv.unreadable']]);
    assert.equal(await file(new Uint8Array(20_000_001)), [[1, null, 'csv.too-large']]);
    assert.equal(await file(`sku,name\n${'1,a\n'.repeat(100_001)}`), [[1, null, 'csv.too-many-rows']]);
    assert.is((await file(Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0, 0, 0xfe]))).length > 0, true);
  }));

test('rows of one file may refer to each other in any order', () =>
  withShop(async (around) => {
    const { records } = around;
    const tree = 'name,parent\nIPA,Drikke > Øl > Sterk\nSterk,Drikke > Øl\nNy,\nUnder,Ny';
    const outcome = await imported(around, 'category', tree);
    assert.ok(outcome.ok, JSON.stringify(outcome));
    assert.is((await records.byKey('category', 'Drikke > Øl > Sterk > IPA'))?.body.name, 'IPA');
    assert.is((await records.byKey('category', 'Ny > Under'))?.body.name, 'Under');
    const parts =
      'sku,name,category,vatClass,deposit,kind\ncola,Cola,Ny,Food,pant,\npant,Pant,Ny,Food,,deposit';
    assert.ok((await imported(around, 'product', parts)).ok);
    const pant = await records.byKey('product', 'pant');
    assert.is((await records.byKey('product', 'cola'))?.body.deposit, pant?.id);
  }));

test('Windows-1252 with semicolons and commas, as an old spreadsheet writes it', () =>
  withShop(async (around) => {
    const text = 'name;sku;category;vatClass;cost\r\nBlåbær;1;Brød;Food;1 234,5\r\n';
    assert.ok((await imported(around, 'product', Buffer.from(text, 'latin1'))).ok);
    const found = await around.records.byKey('product', '1');
    assert.equal([found?.body.name, found?.body.cost], ['Blåbær', 123_450]);
  }));

test('20,000 rows go in, and again as no change', { timeoutMs: 120_000 }, () =>
  withShop(async (around) => {
    const rows = Array.from(
      { length: 20_000 },
      (_none, index) => `Vare ${index},S${index},Drikke > Øl,Food,${index}.50`,
    );
    const text = ['name,sku,category,vatClass,price:Norge', ...rows].join('\n');
    let turns = 0;
    const letOthersTurn = around.records.letOthersTurn.bind(around.records);
    around.records.letOthersTurn = () => {
      turns += 1;
      return letOthersTurn();
    };
    const outcome = await imported(around, 'product', text);
    // Read, looked up, numbered, made into edits: each time the rest of the program has its turns.
    assert.ok(turns >= (4 * 20_000) / 250, `${String(turns)} turns`);
    assert.equal(outcome, { ok: true, value: { rows: 20_000, created: 20_000, changed: 0, unchanged: 0 } });
    const again = await imported({ ...around, dryRun: true }, 'product', text);
    assert.is(again.ok && again.value.unchanged, 20_000);
  }),
);
