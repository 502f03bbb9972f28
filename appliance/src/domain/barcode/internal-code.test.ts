// The shop's own codes: written, read back, and told from everything else.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import {
  type InternalCode,
  formatInternalCode,
  isInternalPrefix,
  looksInternal,
  parseInternalCode,
} from './internal-code.ts';

const test = suite('internal code');

test('receipts and badges', () => {
  assert.equal(parseInternalCode('CT-R-T1-1234-H'), {
    ok: true,
    value: { purpose: 'receipt', register: 'T1', number: 1234 },
  });
  assert.equal(parseInternalCode('CT-R-oslo-2-77-A'), {
    ok: true,
    value: { purpose: 'receipt', register: 'oslo-2', number: 77 },
  });
  assert.equal(parseInternalCode('CT-S-8fK2'), { ok: true, value: { purpose: 'staff', badge: '8fK2' } });
  assert.equal(parseInternalCode('KIOSK-S-1', 'KIOSK'), {
    ok: true,
    value: { purpose: 'staff', badge: '1' },
  });
});

test('gift cards', () => {
  const text = formatInternalCode({ purpose: 'gift-card', card: '0123456789ABCD' });
  assert.match(text, /^CT-G-0123456789ABCD-[0-9A-Z]$/);
  assert.equal(parseInternalCode(text), {
    ok: true,
    value: { purpose: 'gift-card', card: '0123456789ABCD' },
  });
  assert.refused(parseInternalCode(text.replace('01', '10')), 'barcode.bad-internal-code');
});

test('containers', () => {
  const text = formatInternalCode({ purpose: 'tare', grams: 350 });
  assert.match(text, /^CT-T-350-[0-9A-Z]$/);
  assert.equal(parseInternalCode(text), { ok: true, value: { purpose: 'tare', grams: 350 } });
  assert.refused(parseInternalCode(text.replace('350', '530')), 'barcode.bad-internal-code');
  assert.throws(() => formatInternalCode({ purpose: 'tare', grams: 0 }));
  assert.throws(() => formatInternalCode({ purpose: 'tare', grams: 100_000 }));
});

test('what is not whole is refused', () => {
  for (const text of [
    'CT-',
    'CT-R-',
    'CT-R-T1',
    'CT-R-T1-',
    'CT-R-T1-1234',
    'CT-R-T1-1234-',
    'CT-R-T1-1234-K',
    'CT-R-T1-1243-H',
    'CT-R-T1-0-U',
    'CT-R-T1-012',
    'CT-R--1',
    'CT-X-1',
    'CT-S-',
    'CT-S-a b',
    'XX-S-1',
    'ct-S-1',
  ]) {
    assert.equal(parseInternalCode(text), {
      ok: false,
      refusal: { code: 'barcode.bad-internal-code', data: { text } },
    });
  }
  assert.refused(parseInternalCode(`CT-S-${'a'.repeat(33)}`), 'barcode.bad-internal-code');
  assert.refused(parseInternalCode(`CT-R-T1-${'9'.repeat(16)}`), 'barcode.bad-internal-code');
});

test('told by the prefix', () => {
  assert.ok(looksInternal('CT-anything', 'CT'));
  assert.not.ok(looksInternal('CTX', 'CT'));
  assert.not.ok(looksInternal('xCT-R-1-1', 'CT'));
});

test('a prefix is 2 to 6 capitals and digits and no number', () => {
  for (const prefix of ['CT', 'K9', 'KIOSK1']) assert.ok(isInternalPrefix(prefix), prefix);
  for (const prefix of ['', 'C', '9K', 'ct', 'TOOLONG', 'C-T', 'Å1'])
    assert.not.ok(isInternalPrefix(prefix), prefix);
});

test('a code that could not be read back is not printed', () => {
  assert.throws(() => formatInternalCode({ purpose: 'staff', badge: 'a b' }), /not a printable code/);
  assert.throws(
    () => formatInternalCode({ purpose: 'receipt', register: 'T1', number: 0 }),
    /not a printable code/,
  );
  assert.throws(() => formatInternalCode({ purpose: 'staff', badge: 'a' }, 'x'), /not a printable code/);
});

const name = fc.stringMatching(/^[A-Za-z0-9_.-]{1,32}$/);
const code: fc.Arbitrary<InternalCode> = fc.oneof(
  fc.record({
    purpose: fc.constant('receipt' as const),
    register: name,
    number: fc.integer({ min: 1, max: 999_999_999_999_999 }),
  }),
  fc.record({ purpose: fc.constant('staff' as const), badge: name }),
  fc.record({ purpose: fc.constant('gift-card' as const), card: fc.stringMatching(/^[0-9A-Z]{14}$/) }),
);

test('property: what is printed is read back', () => {
  fc.assert(
    fc.property(code, fc.constantFrom('CT', 'K9', 'KIOSK1'), (printed, prefix) => {
      assert.equal(parseInternalCode(formatInternalCode(printed, prefix), prefix), {
        ok: true,
        value: { ...printed },
      });
    }),
  );
});
