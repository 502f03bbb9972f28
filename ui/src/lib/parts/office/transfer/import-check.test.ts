// Which files can be brought in, and how many lines would be taken.
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import { isTable, takeable } from './import-check.ts';

const test = suite('import');

test('a table is known by its name or its kind', () => {
  assert.ok(isTable({ name: 'Products.CSV', type: '' }));
  assert.ok(isTable({ name: 'export', type: 'text/csv' }));
  assert.ok(isTable({ name: 'a.csv', type: 'application/vnd.ms-excel' }));
  assert.not(
    isTable({ name: 'a.xlsx', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }),
  );
});

test('lines without a change or with an error are not taken', () => {
  assert.is(takeable({ rows: 10, added: 3, changed: 2, unchanged: 4, errors: [], errorTotal: 1 }), 5);
});
