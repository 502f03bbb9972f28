// Uploaded pictures, honest and hostile: what comes out is small, upright and bare; what must not come in is refused with its reason.
import { deflateSync, crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { assert, suite } from '../../../test/kit.ts';
import { isFault } from '../fault.ts';
import { pictureBytesMax } from './decode.ts';
import { ditheredLogo } from './dithered-logo.ts';
import { pictureType } from './picture-type.ts';
import { sizedPictures } from './sized-pictures.ts';

const plain = (width: number, height: number, background = '#cc3300') =>
  sharp({ create: { width, height, channels: 3, background } });

/** Left half red, right half blue. */
const halves = (width: number, height: number) =>
  plain(width, height, '#ff0000').composite([
    {
      input: { create: { width: width / 2, height, channels: 3, background: '#0000ff' } },
      left: width / 2,
      top: 0,
    },
  ]);

async function sizes(bytes: Uint8Array) {
  const outcome = await sizedPictures(bytes);
  assert.accepted(outcome);
  return outcome.pictures;
}

async function pixel(bytes: Uint8Array, x: number, y: number): Promise<readonly number[]> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const at = (y * info.width + x) * info.channels;
  return [...data.subarray(at, at + 3)];
}

const near = (one: readonly number[], other: readonly number[]): boolean =>
  one.every((value, index) => Math.abs(value - (other[index] ?? 0)) < 40);

/** A PNG whose header claims any size over almost no data. */
function bomb(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(zlibCrc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1_000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const test = suite('pictures');

for (const type of ['jpeg', 'png', 'webp'] as const) {
  test(`a ${type} becomes two squares and a whole, as WebP`, async () => {
    const made = await sizes(await halves(1_600, 800).toFormat(type).toBuffer());
    for (const [size, width, height] of [
      [96, 96, 96],
      [320, 320, 320],
      [1_024, 1_024, 512],
    ] as const) {
      const { format, width: w, height: h } = await sharp(made[size]).metadata();
      assert.equal([format, w, h], ['webp', width, height]);
    }
    assert.ok(near(await pixel(made[320], 20, 160), [255, 0, 0]));
    assert.ok(near(await pixel(made[320], 300, 160), [0, 0, 255]));
    assert.ok(made[96].byteLength < made[1_024].byteLength);
  });
}

test('a picture turned by its camera comes out upright, and without what the camera noted', async () => {
  const turned = await halves(400, 200)
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD0: { Artist: 'Ann Secret' } })
    .jpeg()
    .toBuffer();
  assert.ok(turned.includes('Ann Secret'), 'the sample holds what is to be removed');
  assert.is((await sharp(turned).metadata()).orientation, 6);
  const made = await sizes(turned);
  const header = await sharp(made[1_024]).metadata();
  assert.equal([header.width, header.height], [200, 400]);
  // Turned clockwise: what was left is on top.
  assert.ok(near(await pixel(made[1_024], 100, 20), [255, 0, 0]));
  assert.ok(near(await pixel(made[1_024], 100, 380), [0, 0, 255]));
  for (const picture of Object.values(made)) {
    assert.not.ok(Buffer.from(picture).includes('Ann Secret'));
    const { exif: notes, icc, xmp, orientation } = await sharp(picture).metadata();
    assert.equal([notes, icc, xmp, orientation], [undefined, undefined, undefined, undefined]);
  }
});

test('one pixel, one row and a thousand columns pass, and are not blown up', async () => {
  const one = await sizes(await plain(1, 1).png().toBuffer());
  assert.equal((await sharp(one[96]).metadata()).width, 96);
  assert.equal((await sharp(one[1_024]).metadata()).width, 1);
  const row = await sizes(await plain(3_000, 1).png().toBuffer());
  assert.equal((await sharp(row[1_024]).metadata()).height, 1);
});

test('transparency stays, CMYK becomes what a screen shows', async () => {
  const clear = await sharp({
    create: { width: 50, height: 50, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  })
    .png()
    .toBuffer();
  assert.is((await sharp((await sizes(clear))[320]).metadata()).hasAlpha, true);
  const print = await plain(50, 50, '#ff0000').toColourspace('cmyk').jpeg().toBuffer();
  assert.is((await sharp(print).metadata()).space, 'cmyk');
  const made = await sizes(print);
  assert.is((await sharp(made[320]).metadata()).space, 'srgb');
});

test('of an animation the first frame is taken', async () => {
  const frames = sharp(
    [await plain(60, 60, '#ff0000').png().toBuffer(), await plain(60, 60, '#0000ff').png().toBuffer()],
    {
      join: { animated: true },
    },
  );
  for (const bytes of [await frames.clone().webp().toBuffer()]) {
    assert.is((await sharp(bytes).metadata()).pages, 2);
    const made = await sizes(bytes);
    assert.is((await sharp(made[320]).metadata()).pages ?? 1, 1);
    assert.ok(near(await pixel(made[320], 100, 100), [255, 0, 0]));
  }
});

test('the same picture gives the same files', async () => {
  const bytes = await halves(200, 100).jpeg().toBuffer();
  assert.equal(await sizes(bytes), await sizes(bytes));
});

test('an SVG is refused as such, in every dress', async () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>alert(1)</script></svg>';
  const dressed = [
    svg,
    `\ufeff<?xml version="1.0"?>\n<!-- a --><!DOCTYPE svg>\n${svg}`,
    Buffer.from(`\ufeff${svg}`, 'utf16le'),
    Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3]),
    '<SVG\n>',
  ];
  for (const bytes of dressed) assert.refused(await sizedPictures(Buffer.from(bytes)), 'picture.svg');
});

test('what is no picture, or one of another kind, is refused', async () => {
  const others = [
    Buffer.from('%PDF-1.7 and more than sixteen bytes'),
    Buffer.from('BM and more than sixteen bytes of it'),
    Buffer.from('<!doctype html><p>hello, this is a page'),
    Buffer.alloc(64),
    Buffer.from('GIF'),
    await plain(8, 8).tiff().toBuffer(),
    await plain(64, 64).avif().toBuffer(),
    await plain(8, 8).gif().toBuffer(),
  ];
  for (const bytes of others) assert.refused(await sizedPictures(bytes), 'picture.type');
  assert.refused(await sizedPictures(new Uint8Array()), 'picture.empty');
});

test('too many bytes are refused before anything looks at them', async () => {
  const jpeg = await plain(8, 8).jpeg().toBuffer();
  const padded = Buffer.concat([jpeg, Buffer.alloc(pictureBytesMax)]);
  assert.refused(await sizedPictures(padded), 'picture.too-large');
  await sizes(padded.subarray(0, pictureBytesMax));
});

test('a bomb is refused by its header', async () => {
  const huge = bomb(60_000, 60_000);
  assert.ok(huge.length < 200);
  const outcome = await sizedPictures(huge);
  assert.refused(outcome, 'picture.too-many-pixels');
  assert.ok('pixels' in outcome.refusal && outcome.refusal.pixels === 3_600_000_000);
  assert.refused(await ditheredLogo(huge, 576), 'picture.too-many-pixels');
  assert.refused(await sizedPictures(bomb(7_072, 7_072)), 'picture.too-many-pixels');
  assert.refused(await sizedPictures(bomb(100, 100)), 'picture.damaged');
});

test('a picture that ends too early is refused, wherever it ends', async () => {
  const noise = sharp({
    create: {
      width: 200,
      height: 200,
      channels: 3,
      background: 'red',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  });
  for (const type of ['jpeg', 'png', 'webp'] as const) {
    const bytes = await noise.clone().toFormat(type).toBuffer();
    await sizes(bytes);
    for (const share of [0.02, 0.3, 0.6, 0.9]) {
      const cut = bytes.subarray(0, Math.max(20, Math.floor(bytes.length * share)));
      assert.refused(await sizedPictures(cut), 'picture.damaged');
    }
  }
});

test(
  'bytes that were changed anywhere give pictures or a refusal, and nothing else',
  { timeoutMs: 60_000 },
  async () => {
    const samples = await Promise.all(
      (['jpeg', 'png', 'webp'] as const).map((type) => halves(40, 20).toFormat(type).toBuffer()),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...samples),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 20 }),
        async (sample, changes) => {
          const bytes = Buffer.from(sample);
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          const outcome = await sizedPictures(bytes);
          if (!outcome.ok) assert.match(outcome.refusal.code, /^picture\./);
        },
      ),
      { numRuns: 60 },
    );
  },
);

test('a kind that the bytes only claim is not decoded as another', async () => {
  const png = await plain(8, 8).png().toBuffer();
  const claimed = Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBP', 'latin1'), png.subarray(12)]);
  assert.is(pictureType(claimed), 'webp');
  assert.refused(await sizedPictures(claimed), 'picture.damaged');
});

test('when too many wait, more are turned away as busy', async () => {
  const bytes = await plain(8, 8).png().toBuffer();
  const outcomes = await Promise.allSettled(Array.from({ length: 30 }, () => sizedPictures(bytes)));
  const turned = outcomes.filter((one) => one.status === 'rejected');
  assert.is(turned.length, 10);
  assert.ok(turned.every((one) => isFault(one.reason, 'storage.busy')));
});
