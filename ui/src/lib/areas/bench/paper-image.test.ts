// Dots of a printed picture land where the printer would burn them.
import { assert, suite } from '../../../../../appliance/test/kit.ts';
import { imageDots } from './paper-image.ts';

const test = suite('bench: printed pictures');
const base64 = (...bytes: number[]): string => Buffer.from(bytes).toString('base64');
const black = (dots: Uint8ClampedArray): number[] =>
  [...dots.keys()].filter((index) => index % 4 === 3 && dots[index] === 255).map((index) => (index - 3) / 4);

test('most significant bit first, rows padded to bytes', () => {
  const dots = imageDots({
    widthDots: 10,
    heightDots: 2,
    bits: base64(0b10000001, 0b01000000, 0b00000000, 0b10000000),
  });
  assert.is(dots.length, 10 * 2 * 4);
  assert.equal(black(dots), [0, 7, 9, 18]);
});

test('padding bits are no dots', () => {
  assert.equal(black(imageDots({ widthDots: 4, heightDots: 1, bits: base64(0xff) })), [0, 1, 2, 3]);
});

test('data that ends early leaves white paper', () => {
  assert.equal(black(imageDots({ widthDots: 8, heightDots: 3, bits: base64(0x80) })), [0]);
});
