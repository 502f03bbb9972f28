// The codes of the register's refusals as a list: each once, each of the form `thing.what`.
import { assert, suite } from '../../../test/kit.ts';
import { registerRefusalCodes } from './refusals.ts';

const test = suite('register refusal codes');

test('each code stands once and says what it is about', () => {
  assert.is(new Set(registerRefusalCodes).size, registerRefusalCodes.length);
  for (const code of registerRefusalCodes) assert.match(code, /^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/);
});
