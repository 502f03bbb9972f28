// The door for what pages send: the name first, then that name's schema, with the place of what is wrong.
import { assert, suite } from '../../../test/kit.ts';
import { commandSchemas, querySchemas } from '../../protocol/commands.ts';
import { checkedCommand, checkedQuery } from './checked.ts';

const test = suite('checked');

test('names nobody knows, those of every object among them', () => {
  for (const name of ['', 'sell', 'Log-in', '__proto__', 'constructor', 'toString', 'sales'])
    assert.refused(checkedCommand({ name, body: {} }), 'command.unknown');
  for (const name of ['open-drawer', '__proto__', 'hasOwnProperty'])
    assert.refused(checkedQuery({ name, body: {} }), 'command.unknown');
});

test('no command and no query takes what is no object, or more than it knows', () => {
  for (const [names, check] of [
    [Object.keys(commandSchemas), checkedCommand],
    [Object.keys(querySchemas), checkedQuery],
  ] as const) {
    for (const name of names) {
      for (const body of [undefined, null, 7, 'text', [], { surely: 'not a member' }])
        assert.refused(check({ name, body }), 'command.malformed');
    }
  }
});

test('what is wrong is told with its place', () => {
  const wrong = checkedCommand({
    name: 'open-shift',
    body: {
      opening: [
        { currency: 'NOK', amount: 1 },
        { currency: 'nok', amount: 1 },
      ],
    },
  });
  assert.refused(wrong, 'command.malformed');
  assert.equal(wrong.refusal.data, {
    name: 'open-shift',
    at: '/opening/1/currency',
    problem: "Expected string to match '^[A-Z]{3}$'",
  });
});

test('what is right is given on as it is', () => {
  const body = { product: 'milk', quantity: 2_000 };
  assert.equal(checkedCommand({ name: 'add-product', body }), {
    ok: true,
    value: { name: 'add-product', body },
  });
  assert.ok(checkedQuery({ name: 'shift-report', body: {} }).ok);
});

test('amounts that are no whole numbers, or too large to add up, are refused', () => {
  for (const tendered of [0.5, -1, Number.NaN, Infinity, 1e12 + 1, '5', null]) {
    assert.refused(
      checkedCommand({ name: 'take-payment', body: { tender: 'cash', tendered } }),
      'command.malformed',
    );
  }
});
