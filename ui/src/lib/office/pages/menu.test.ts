// The menu hides what the office refuses, and nothing else: a module's pages here are a module's records there.
import { assert, suite } from '../../../../../appliance/test/kit.ts';
import { type Kind, kinds } from '../../../../../appliance/src/protocol/office/kinds.ts';
import { moduleOfKind } from '../../../../../appliance/src/protocol/office/modules.ts';
import { moduleOf } from './menu.ts';

const test = suite('menu');

test('a page belongs to the module its records belong to', () => {
  for (const kind of Object.keys(kinds) as Kind[])
    assert.is(moduleOf(`/office/${kinds[kind].path}`), moduleOfKind[kind], kind);
  assert.is(moduleOf('/office/stock'), 'stock');
  assert.is(moduleOf('/office'), undefined);
});
