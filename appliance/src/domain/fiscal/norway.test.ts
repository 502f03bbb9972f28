// The text that is signed, against the samples that Skatteetaten publishes.
import { createHmac } from 'node:crypto';
import { assert, suite } from '../../../test/kit.ts';
import { minor } from '../money/money.ts';
import { signedText } from './norway.ts';

const test = suite('fiscal, Norway');

test('the official sample for RSA', () => {
  const text = signedText({
    previous: undefined,
    at: '2014-01-24 23:59:59',
    number: '123456789',
    amountIn: minor(125_000),
    amountEx: minor(100_000),
    exponent: 2,
  });
  assert.is(text, '0;2014-01-24;23:59:59;123456789;1250.00;1000.00');
});

test('W20: the official sample for HMAC, signed with its published key', () => {
  const text = signedText({
    previous: undefined,
    at: '2016-11-24 10:39:00',
    number: '2',
    amountIn: minor(100),
    amountEx: minor(96),
    exponent: 2,
  });
  assert.is(text, '0;2016-11-24;10:39:00;2;1.00;0.96');
  const signature = createHmac('sha1', 'SkatteetatenSign').update(text).digest('base64');
  assert.is(signature, 'iHh68DWCU3G42eL/7vOGUMSkvMM=');
});

test('what is given back is negative; the signature before stands first; any currency has two decimals', () => {
  const facts = { previous: 'abc=', at: '2026-11-22 18:00:01', number: 'T4' };
  const amounts = { amountIn: minor(-1_640), amountEx: minor(-5) };
  assert.is(signedText({ ...facts, ...amounts, exponent: 2 }), 'abc=;2026-11-22;18:00:01;T4;-16.40;-0.05');
  assert.is(signedText({ ...facts, ...amounts, exponent: 0 }), 'abc=;2026-11-22;18:00:01;T4;-1640.00;-5.00');
});
