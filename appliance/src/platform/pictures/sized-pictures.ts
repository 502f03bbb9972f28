// The three sizes a picture is kept in: two squares for tiles and lists, one whole for looking at. WebP, upright, sRGB, nothing of the
// camera's notes (place, owner, device) left.
import { withPicture, type Refused, type Sharp } from './decode.ts';

export const pictureSizes = [96, 320, 1_024] as const;
export type PictureSize = (typeof pictureSizes)[number];
export type SizedPictures = Readonly<Record<PictureSize, Uint8Array>>;

const quality = 82;

/** WebP files by size in pixels; of an animation the first frame. The same bytes give the same files. */
export async function sizedPictures(
  bytes: Uint8Array,
): Promise<Refused | { readonly ok: true; readonly pictures: SizedPictures }> {
  const outcome = await withPicture(bytes, async ({ open }) => ({
    96: await square(open(), 96),
    320: await square(open(), 320),
    1_024: await whole(open(), 1_024),
  }));
  return outcome.ok ? { ok: true, pictures: outcome.value } : outcome;
}

function square(picture: Sharp, side: number): Promise<Uint8Array> {
  return picture.resize(side, side, { fit: 'cover' }).webp({ quality }).toBuffer();
}

function whole(picture: Sharp, side: number): Promise<Uint8Array> {
  return picture.resize(side, side, { fit: 'inside', withoutEnlargement: true }).webp({ quality }).toBuffer();
}
