// The face of the wire: types and the version. Anything else that ran would be carried into every page.
import { assert, suite } from '../kit.ts';
import * as face from '../../src/protocol/index.ts';

const test = suite('face of the protocol');

test('a page gets the version and types, no schema and no rule', () => {
  assert.equal(Object.keys(face), ['protocolVersion']);
});
