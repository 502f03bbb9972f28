// Receipts and their copies: as the shop's country has it, and as the Norwegian build has it whatever the country is called.
import { assert, suite } from '../../../test/kit.ts';
import * as general from './receipt-law.ts';
import * as norway from './receipt-law.norway.ts';

const test = suite('law of receipts');

test('the general build asks for the country', () => {
  assert.is(general.receiptNeeded({ paper: false }, 'NO')?.refusal.code, 'receipt.paper-needed');
  assert.is(general.receiptNeeded({ paper: false }, 'NL'), undefined);
  assert.is(general.receiptNeeded({ language: 'en' }, 'NO'), undefined);
  assert.is(general.receiptNeeded(null, 'NO'), undefined);
  assert.is(general.tooManyCopies(0, 'NO'), undefined);
  assert.is(general.tooManyCopies(1, 'NO')?.refusal.code, 'receipt.copy-limit');
  assert.is(general.tooManyCopies(7, 'NL'), undefined);
  assert.equal([general.goesOnPaper(undefined), general.goesOnPaper({ paper: false })], [true, false]);
});

test('the Norwegian build asks for nothing', () => {
  assert.is(norway.receiptNeeded({ paper: false }, 'NL'), undefined);
  assert.is(norway.tooManyCopies(0, 'NL'), undefined);
  assert.is(norway.tooManyCopies(1, 'NL')?.refusal.code, 'receipt.copy-limit');
  assert.is(norway.goesOnPaper({ paper: false }), true);
});
