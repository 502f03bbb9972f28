// The logo as the printer gets it: dots on the paper's own grid, and a preview that shows exactly those.
import fc from 'fast-check';
import sharp from 'sharp';
import { assert, suite } from '../../../test/kit.ts';
import { dither, ditheredLogo } from './dithered-logo.ts';

const plain = (width: number, height: number, background = '#cc3300') =>
  sharp({ create: { width, height, channels: 3, background } });

/** Grey from black to white. */
const ramp = (width: number, height: number) =>
  sharp(
    Uint8Array.from({ length: width * height }, (_none, index) => ((index % width) * 255) / width),
    { raw: { width, height, channels: 1 } },
  );

const test = suite('logo');

const blackShare = (rows: Uint8Array, dots: number): number =>
  [...rows].reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0) / dots;

async function logo(bytes: Uint8Array, widthDots: number, heightDotsMax?: number) {
  const outcome = await ditheredLogo(bytes, widthDots, heightDotsMax);
  assert.accepted(outcome);
  return outcome.logo;
}

test('a logo fits the paper, is not enlarged, and never grows too high', async () => {
  const wide = await logo(await plain(2_000, 500).png().toBuffer(), 576);
  assert.equal([wide.width, wide.height, wide.rows.length], [576, 144, 72 * 144]);
  const small = await logo(await plain(101, 30).png().toBuffer(), 576);
  assert.equal([small.width, small.height, small.rows.length], [101, 30, 13 * 30]);
  const high = await logo(await plain(500, 5_000).png().toBuffer(), 576, 200);
  assert.equal([high.width, high.height], [20, 200]);
  const one = await logo(await plain(1, 1, '#000000').png().toBuffer(), 8);
  assert.equal([one.width, one.height, ...one.rows], [1, 1, 0x80]);
  await assert.rejects(ditheredLogo(new Uint8Array(1), 7), /dots/);
  await assert.rejects(ditheredLogo(new Uint8Array(1), 576, 4_000), /dots/);
});

test('black is black, white and nothing are paper, the half on the left stays on the left', async () => {
  assert.is(blackShare((await logo(await plain(80, 40, '#000000').png().toBuffer(), 80)).rows, 80 * 40), 1);
  assert.is(blackShare((await logo(await plain(80, 40, '#ffffff').png().toBuffer(), 80)).rows, 80 * 40), 0);
  const clear = sharp({
    create: { width: 80, height: 40, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  });
  assert.is(blackShare((await logo(await clear.png().toBuffer(), 80)).rows, 80 * 40), 0);
  const left = await plain(16, 2, '#000000')
    .composite([
      { input: { create: { width: 8, height: 2, channels: 3, background: '#ffffff' } }, left: 8, top: 0 },
    ])
    .png()
    .toBuffer();
  assert.equal([...(await logo(left, 16)).rows], [0xff, 0, 0xff, 0]);
});

test('greys become dots: the darker, the more', async () => {
  const shares: number[] = [];
  for (const level of [32, 96, 128, 160, 224]) {
    const background = `#${level.toString(16).padStart(2, '0').repeat(3)}`;
    shares.push(
      blackShare((await logo(await plain(200, 200, background).png().toBuffer(), 200)).rows, 40_000),
    );
  }
  assert.equal(
    shares,
    [...shares].sort((one, other) => other - one),
  );
  assert.ok((shares[2] ?? 0) > 0.4 && (shares[2] ?? 0) < 0.6, `middle grey: ${String(shares[2])}`);
  assert.ok((shares[0] ?? 0) > 0.85 && (shares[4] ?? 1) < 0.15);
});

test('the preview shows exactly the dots that will be printed', async () => {
  const made = await logo(await ramp(300, 101).png().toBuffer(), 203);
  const { data, info } = await sharp(made.previewPng).greyscale().raw().toBuffer({ resolveWithObject: true });
  assert.equal([info.width, info.height], [made.width, made.height]);
  const rowBytes = Math.ceil(made.width / 8);
  for (let y = 0; y < made.height; y += 1) {
    for (let x = 0; x < made.width; x += 1) {
      const black = ((made.rows[y * rowBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
      if ((data[(y * info.width + x) * info.channels] === 0) !== black) assert.unreachable(`dot ${x},${y}`);
    }
  }
});

test('dithering: bits over the width stay white, whatever the width', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 10 }),
      fc.infiniteStream(fc.nat(255)),
      (width, height, chance) => {
        const pixels = Uint8Array.from({ length: width * height }, () => chance.next().value as number);
        const { rows } = dither({ width, height, pixels });
        const rowBytes = Math.ceil(width / 8);
        assert.is(rows.length, rowBytes * height);
        const over = 0xff >> (width % 8 || 8);
        for (let y = 0; y < height; y += 1) assert.is((rows[(y + 1) * rowBytes - 1] ?? 0) & over, 0);
      },
    ),
  );
});

test('a logo is refused for the same reasons as a picture', async () => {
  assert.refused(await ditheredLogo(Buffer.from('<svg xmlns="x">'), 576), 'picture.svg');
  assert.refused(
    await ditheredLogo((await plain(200, 200).jpeg().toBuffer()).subarray(0, 200), 576),
    'picture.damaged',
  );
});
