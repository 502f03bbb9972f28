// The border between list and details: never so far that one of them cannot be read.
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import { heldWidth, widthByKey } from './split.ts';

const test = suite('two panes');
const limits = { whole: 1200, min: 320, otherMin: 400 };

test('is held between both', () => {
  assert.is(heldWidth(500, limits), 500);
  assert.is(heldWidth(10, limits), 320);
  assert.is(heldWidth(5000, limits), 800);
  assert.is(heldWidth(500, { ...limits, whole: 600 }), 320, 'the list keeps its least where both do not fit');
});

test('moves by keys', () => {
  assert.is(widthByKey('ArrowLeft', 500, limits), 476);
  assert.is(widthByKey('ArrowRight', 790, limits), 800);
  assert.is(widthByKey('Home', 500, limits), 320);
  assert.is(widthByKey('End', 500, limits), 800);
  assert.is(widthByKey('a', 500, limits), undefined);
});
