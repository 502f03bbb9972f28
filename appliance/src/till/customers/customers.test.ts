// Finding a customer on the box: by name, number, telephone and e-mail as somebody says or types them; a few hits, and nothing of how to reach anybody.
import { openJournal, type OpenJournal } from '../../../test/journal/open-journal.ts';
import { assert, suite } from '../../../test/kit.ts';
import { putCustomers, removeCustomers } from './customer-rows.ts';
import { Customers } from './customers.ts';

const test = suite('customers on the box');
let journal: OpenJournal;
let customers: Customers;

test.beforeEach(async () => {
  journal = await openJournal();
  customers = new Customers(journal.database);
  await journal.database.transaction(async (tx) =>
    putCustomers(tx, [
      {
        id: 'kari',
        name: 'Kari Nordmann',
        number: '1001',
        phone: '+47 912 34 567',
        email: 'kari@fjord.example',
        groups: ['club'],
      },
      { id: 'ase', name: 'Åse Ødegård', number: '1002', phone: '004798765432', groups: [] },
      { id: 'firm', name: 'Nordlys AS', number: 'F-7', email: 'post@nordlys.example', groups: [] },
      { id: 'jan', name: 'Jan "Janka" Novák', number: '1003', phone: '(020) 123 4567', groups: [] },
    ]),
  );
});
test.afterEach(async () => journal.database.close());

const found = async (text: string, limit = 9): Promise<string[]> =>
  (await customers.search(text, limit)).map(({ id }) => id).sort();

test('by the beginning of any word of the name, with or without accents, in any order', async () => {
  assert.equal(await found('nord'), ['firm', 'kari']);
  assert.equal(await found('nordmann ka'), ['kari']);
  assert.equal([await found('ase'), await found('ÅSE'), await found('novak')], [['ase'], ['ase'], ['jan']]);
  assert.equal(await found('ordmann'), [], 'not by the middle of it');
});

test('by number, e-mail, and telephone however it is written, with the country or without', async () => {
  assert.equal(
    [await found('1001'), (await found('f-7'))[0], await found('100')],
    [['kari'], 'firm', ['ase', 'jan', 'kari']],
  );
  assert.equal([await found('kari@fjord'), await found('nordlys.example')], [['kari'], ['firm']]);
  for (const said of ['91234567', '912 34', '+47 912 34 567', '0047 912', '4791234567'])
    assert.equal(await found(said), ['kari'], said);
  assert.equal(
    [await found('+47 987'), await found('987-654'), await found('020 123')],
    [['ase'], ['ase'], ['jan']],
  );
});

test('a hit is id, number, name and groups; as many as wanted; signs have no meaning of their own', async () => {
  assert.equal(await customers.search('kari', 9), [
    { id: 'kari', name: 'Kari Nordmann', number: '1001', groups: ['club'] },
  ]);
  assert.is((await customers.search('100', 2)).length, 2);
  for (const odd of ['', '   ', '"', '*', '+', '()', '" OR 1', "'; DROP TABLE customer"])
    assert.equal(await found(odd), [], odd);
  assert.equal(await found('"janka"'), ['jan']);
});

test('names of who was asked for are at hand, follow what the feed brings, and go with who is taken out', async () => {
  assert.is(customers.nameOf('kari'), undefined);
  await customers.byId('kari');
  assert.is(customers.nameOf('kari'), undefined, 'only of who is put on a tab');
  await customers.named('kari');
  assert.equal(customers.nameOf('kari'), { name: 'Kari Nordmann', number: '1001' });
  await journal.database.transaction(async (tx) => {
    await putCustomers(tx, [{ id: 'kari', name: 'Kari Hansen', number: '1001', groups: [] }]);
    await removeCustomers(tx, ['ase']);
  });
  await customers.rename(['ase', 'firm']);
  assert.equal(
    ['kari', 'ase', 'firm'].map((id) => customers.nameOf(id)?.name),
    ['Kari Hansen', undefined, 'Nordlys AS'],
  );
  assert.equal([await found('nordmann'), await found('91234567'), await found('odegard')], [[], [], []]);
  await journal.database.transaction(async (tx) => removeCustomers(tx, ['kari']));
  await customers.rename();
  assert.is(customers.nameOf('kari'), undefined);
});

test('who is taken out leaves nothing in the tables', async () => {
  await journal.database.transaction(async (tx) =>
    removeCustomers(tx, ['kari', 'ase', 'firm', 'jan', 'nobody']),
  );
  assert.is(await customers.count(), 0);
  const data = await journal.database.all('SELECT block FROM customer_search_data');
  const bytes = Buffer.concat(data.map(({ block }) => block as unknown as Buffer)).toString('latin1');
  for (const word of ['kari', 'nordmann', 'fjord', '91234567']) assert.not.ok(bytes.includes(word), word);
});
