// The three sizes a picture is kept in: two squares for tiles and lists, one whole for looking at. WebP, upright, sRGB, nothing of the
// camera's notes (place, owner, device) left.
import { withPicture, type Opened, type Refused } from './decode.ts';

export const pictureSizes = [96, 320, 1_024] as const;
export type PictureSize = (typeof pictureSizes)[number];
export type SizedPictures = Readonly<Record<PictureSize, Uint8Array>>;

const quality = 82;

/** WebP files by size in pixels; of an animation the first frame. The same bytes give the same files. */
export async function sizedPictures(
  bytes: Uint8Array,
): Promise<Refused | { readonly ok: true; readonly pictures: SizedPictures }> {
  const outcome = await withPicture(bytes, async (picture) => ({
    96: await square(picture, 96),
    320: await square(picture, 320),
    1_024: await whole(picture, 1_024),
  }));
  return outcome.ok ? { ok: true, pictures: outcome.value } : outcome;
}

/** Cut in a step of its own before it is made smaller: a picture of one row would otherwise become a wall of pixels on the way. */
async function square({ open, width, height, images }: Opened, side: number): Promise<Uint8Array> {
  const edge = Math.min(width, height);
  const cut = await open()
    .crop(Math.floor((width - edge) / 2), Math.floor((height - edge) / 2), edge, edge)
    .png();
  return new images.Transformer(cut)
    .resize({ width: side, height: side, fit: images.ResizeFit.Fill })
    .webp(quality);
}

function whole({ open, width, height, images }: Opened, side: number): Promise<Uint8Array> {
  if (width <= side && height <= side) return open().webp(quality);
  return open().resize({ width: side, height: side, fit: images.ResizeFit.Inside }).webp(quality);
}
