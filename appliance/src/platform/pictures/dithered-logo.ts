// A picture as a receipt printer can print it: dots that are black or not. Atkinson's dithering spreads only three quarters of each
// error, so that white paper stays white and dark letters stay solid, which is what a logo wants of a thermal head.
import { withPicture, type Refused } from './decode.ts';

/** 1 bit a dot, row by row, 8 dots a byte, most significant first, 1 = black; each row begins a byte, what is over is white. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly rows: Uint8Array;
}

export interface DitheredLogo extends Raster {
  /** The same dots as a picture, one pixel a dot: what the paper will show. */
  readonly previewPng: Uint8Array;
}

export const logoHeightDotsMax = 400;
const widthDotsMax = 2_048;
const threshold = 128;

/**
 * The picture fitted into `widthDots` (of the paper) and `heightDotsMax`; a smaller one is not enlarged. Transparent parts are paper.
 * @param widthDots 8 to 2048, e.g. 576 for paper of 80 mm at 203 dpi
 */
export async function ditheredLogo(
  bytes: Uint8Array,
  widthDots: number,
  heightDotsMax: number = logoHeightDotsMax,
): Promise<Refused | { readonly ok: true; readonly logo: DitheredLogo }> {
  for (const dots of [widthDots, heightDotsMax]) {
    if (!Number.isInteger(dots) || dots < 8 || dots > widthDotsMax) throw new RangeError('dots of a logo');
  }
  const outcome = await withPicture(bytes, async ({ open, width, height, images }) => {
    const share = Math.min(1, widthDots / width, heightDotsMax / height);
    const size = {
      width: Math.max(1, Math.round(width * share)),
      height: Math.max(1, Math.round(height * share)),
    };
    const fitted = await open()
      .resize({ ...size, fit: images.ResizeFit.Fill })
      .png();
    const paper = new Uint8Array(size.width * size.height * 4).fill(255);
    const shown = await images.Transformer.fromRgbaPixels(paper, size.width, size.height)
      .overlay(fitted, 0, 0)
      .rawPixels();
    const raster = dither({ ...size, pixels: greyOf(shown) });
    const previewPng = await images.Transformer.fromRgbaPixels(rgbaOf(raster), size.width, size.height).png();
    return { ...raster, previewPng };
  });
  return outcome.ok ? { ok: true, logo: outcome.value } : outcome;
}

interface Grey {
  readonly width: number;
  readonly height: number;
  /** 0 black to 255 white. */
  readonly pixels: Uint8Array;
}

// Each of these neighbours gets an eighth of the error (x, y).
const neighbours = [
  [1, 0],
  [2, 0],
  [-1, 1],
  [0, 1],
  [1, 1],
  [0, 2],
] as const;

/** Whole numbers only: the same picture gives the same dots on every machine. */
export function dither({ width, height, pixels }: Grey): Raster {
  const rowBytes = Math.ceil(width / 8);
  const rows = new Uint8Array(rowBytes * height);
  const levels = Int16Array.from(pixels);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const level = levels[y * width + x] ?? 255;
      const black = level < threshold;
      if (black) rows[y * rowBytes + (x >> 3)] = (rows[y * rowBytes + (x >> 3)] ?? 0) | (0x80 >> (x & 7));
      const share = (level - (black ? 0 : 255)) >> 3;
      for (const [right, down] of neighbours) {
        if (x + right < 0 || x + right >= width || y + down >= height) continue;
        const at = (y + down) * width + x + right;
        levels[at] = (levels[at] ?? 0) + share;
      }
    }
  }
  return { width, height, rows };
}

/** Luma of RGBA pixels (ITU-R BT.601), in whole numbers. */
function greyOf(rgba: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: rgba.length / 4 }, (_none, index) => {
    const [red = 255, green = 255, blue = 255] = rgba.subarray(index * 4, index * 4 + 3);
    return (red * 299 + green * 587 + blue * 114 + 500) / 1_000;
  });
}

function rgbaOf({ width, height, rows }: Raster): Uint8Array {
  const rowBytes = Math.ceil(width / 8);
  const rgba = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const black = ((rows[y * rowBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
      if (black) rgba.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return rgba;
}
