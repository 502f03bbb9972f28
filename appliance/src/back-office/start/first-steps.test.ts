// The way to the first sale, step by step: each is counted when it is truly taken, and not before.
import { behindDoor } from '../../../test/back-office/behind-door.ts';
import { bread, friday } from '../../../test/back-office/figures-office.ts';
import { outcomeOf } from '../../../test/back-office/sealed-journal.ts';
import { wholeOffice } from '../../../test/back-office/whole-office.ts';
import { assert, suite } from '../../../test/kit.ts';
import { cash, openRegister, scan } from '../../../test/sample-register.ts';
import type { Body } from '../../protocol/office/kinds.ts';
import { figureQueries } from '../figures/tables.ts';
import { firstSteps, firstStepsRoutes } from './first-steps.ts';

const test = suite('first steps');

function person(more: Partial<Body<'user'>>): Body<'user'> {
  return {
    number: '1',
    firstName: 'Kari',
    lastName: 'Boller',
    language: 'nb',
    email: null,
    pinLogin: true,
    selfCheckout: false,
    colour: null,
    salePoints: [],
    stores: [],
    defaultStore: null,
    officeRole: null,
    active: true,
    ...more,
  };
}

function template(more: Partial<Body<'template'>>): Body<'template'> {
  const cells = Array.from({ length: 4 }, () => null);
  return {
    name: 'Counter',
    rows: 2,
    columns: 2,
    folders: { home: { name: 'Home', parent: null, colour: null, picture: null, cells } },
    shown: [],
    active: true,
    ...more,
  };
}

test('who sells needs a sale point and a POS password; a template somebody who sees it', async () => {
  const office = await wholeOffice();
  const { records, shop, database } = office;
  const hashes = new Map<string, string>();
  const paired = new Set<string>();
  const parts = {
    records,
    posHashes: async (users: readonly string[]) =>
      new Map([...hashes].filter(([user]) => users.includes(user))),
    paired: async () => paired,
    queries: figureQueries(database),
  };
  const begun = await firstSteps(parts);
  assert.equal(
    [begun.shops, begun.templates, begun.sellers, begun.registers, begun.sold],
    [1, 0, 0, 0, false],
  );
  const salePoints = [{ salePoint: shop.counter, role: shop.role }];
  const made = await records.create('user', person({ salePoints }), 'tester');
  const nowhere = await records.create('user', person({ number: '2' }), 'tester');
  assert.accepted(made);
  assert.accepted(nowhere);
  hashes.set(nowhere.value.id, 'hash');
  assert.is((await firstSteps(parts)).sellers, 0);
  hashes.set(made.value.id, 'hash');
  assert.accepted(await records.create('template', template({}), 'tester'));
  assert.equal(Object.values(await firstSteps(parts)).slice(2, 4), [0, 1]);
  const shown = [{ shops: [], weekdays: [], from: '00:00', until: '00:00' }];
  assert.accepted(await records.create('template', template({ name: 'Bar', shown }), 'tester'));
  await office.product('one');
  paired.add('B1');
  const register = openRegister();
  register.run(scan(bread));
  register.run(cash(10_000));
  await office.arrive('B1', outcomeOf(register, { from: friday + 1_000, stepMs: 1_000 }).entries);
  assert.equal(await firstSteps(parts), {
    shops: 1,
    products: begun.products + 1,
    templates: 1,
    sellers: 1,
    registers: 1,
    sold: true,
  });
  await office.close();
});

test('it is told to who may look at the shops', async () => {
  const office = await wholeOffice();
  const { server, as, ask } = await behindDoor((door) => [
    firstStepsRoutes({
      door,
      records: office.records,
      posHashes: async () => new Map(),
      paired: async () => new Set(),
      queries: figureQueries(office.database),
    }),
  ]);
  as({ rights: { sales: 'edit', users: 'edit' } });
  assert.is((await ask('GET', '/api/first-steps')).code, 'right.needed');
  as({ rights: { shops: 'read' } });
  assert.is((await ask('GET', '/api/first-steps')).status, 200);
  await server.close();
  await office.close();
});
