// Sizes of symbols, against the tables of their standards.
import { assert, suite } from '../../../../../test/kit.ts';
import { code128ModuleDots, code128Units, isEan13, qrFits, qrModules } from './symbol-size.ts';

const test = suite('symbol size');

test('QR: versions of level M', () => {
  assert.is(qrModules(14), 21);
  assert.is(qrModules(15), 25);
  assert.is(qrModules(2_331), 177);
  assert.throws(() => qrModules(2_332), /no QR code/);
  assert.throws(() => qrModules(0), /no QR code/);
});

test('QR: three dots a module at least, quiet zone included', () => {
  assert.ok(qrFits(14, 87));
  assert.not.ok(qrFits(14, 86));
  assert.not.ok(qrFits(0, 576));
  assert.not.ok(qrFits(2_332, 5_000));
});

test('Code 128: the widest module that fits', () => {
  assert.is(code128ModuleDots('CT-R-B1-123', 576), 3);
  assert.is(code128ModuleDots('CT-R-B1-1234', 384), 2);
  assert.is(code128ModuleDots('CT-R-LONG-REGISTER-1234', 384), undefined);
  assert.is(code128ModuleDots('Æ', 576), undefined);
  assert.is(code128ModuleDots('', 576), undefined);
  assert.equal(code128Units('A{1'), [0x7b, 0x42, 0x41, 0x7b, 0x7b, 0x31]);
});

test('EAN-13: thirteen digits with their check digit', () => {
  assert.ok(isEan13('7038010009457'));
  assert.not.ok(isEan13('7038010009458'));
  assert.not.ok(isEan13('703801000945'));
  assert.not.ok(isEan13('703801000945x'));
});
