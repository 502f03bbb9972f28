// Opens an uploaded picture for work on it: its kind, its size and its pixels are checked first. Decoding runs one picture at a time on
// one thread, as the same small machine is selling meanwhile.
import type * as SharpPackage from 'sharp';
import { WorkQueue } from '../database/work-queue.ts';
import { pictureType, type PictureType } from './picture-type.ts';

export type Sharp = SharpPackage.Sharp;

export type PictureRefusal =
  | { readonly code: 'picture.empty' }
  /** An SVG can hold programs and addresses; a picture exported as PNG shows the same. */
  | { readonly code: 'picture.svg' }
  | { readonly code: 'picture.type'; readonly accepted: readonly PictureType[] }
  | { readonly code: 'picture.too-large'; readonly bytes: number; readonly maxBytes: number }
  | { readonly code: 'picture.too-many-pixels'; readonly pixels: number; readonly maxPixels: number }
  /** It ends too early, or its content does not fit its kind. */
  | { readonly code: 'picture.damaged' };

export type Refused = { readonly ok: false; readonly refusal: PictureRefusal };

/** A picture that passed; `open` begins one piece of work on its first frame, upright. */
interface Decodable {
  readonly ok: true;
  readonly open: () => Sharp;
}

export const pictureBytesMax = 10_000_000;
export const picturePixelsMax = 50_000_000;
const accepted: readonly PictureType[] = ['jpeg', 'png', 'webp', 'gif'];
const workSecondsMax = 30;
const waitingMax = 20;

const queue = new WorkQueue(waitingMax);
let loading: Promise<typeof SharpPackage.default> | undefined;

/** Runs the work on the picture, or says why it is not taken. Throws Fault `storage.busy` when 20 others wait already. */
export function withPicture<T>(
  bytes: Uint8Array,
  work: (picture: { readonly open: () => Sharp; readonly sharp: typeof SharpPackage.default }) => Promise<T>,
): Promise<Refused | { readonly ok: true; readonly value: T }> {
  return queue.run(async () => {
    const type = quickCheck(bytes);
    if (typeof type !== 'string') return { ok: false, refusal: type };
    const sharp = await loadSharp();
    const checked = await check(sharp, bytes, type);
    if (!checked.ok) return checked;
    try {
      return { ok: true, value: await work({ open: checked.open, sharp }) };
    } catch (error) {
      if (isBug(error)) throw error;
      // The decoder has begun and met something it cannot go on with.
      return damaged;
    }
  });
}

const damaged: Refused = { ok: false, refusal: { code: 'picture.damaged' } };

function quickCheck(bytes: Uint8Array): PictureType | PictureRefusal {
  if (bytes.byteLength === 0) return { code: 'picture.empty' };
  if (bytes.byteLength > pictureBytesMax) {
    return { code: 'picture.too-large', bytes: bytes.byteLength, maxBytes: pictureBytesMax };
  }
  const type = pictureType(bytes);
  if (type === 'svg') return { code: 'picture.svg' };
  return type ?? { code: 'picture.type', accepted };
}

async function check(
  sharp: typeof SharpPackage.default,
  bytes: Uint8Array,
  type: PictureType,
): Promise<Refused | Decodable> {
  // The header alone, without its pixels: so that a bomb is told by its size.
  const header = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined);
  if (header?.format !== type) return damaged;
  const pixels = header.width * header.height;
  if (pixels > picturePixelsMax) {
    return {
      ok: false,
      refusal: { code: 'picture.too-many-pixels', pixels, maxPixels: picturePixelsMax },
    };
  }
  const options = {
    limitInputPixels: picturePixelsMax,
    failOn: 'error',
    pages: 1,
    autoOrient: true,
  } as const;
  return { ok: true, open: () => sharp(bytes, options).timeout({ seconds: workSecondsMax }) };
}

/** A mistake in our own call, not in the picture. */
function isBug(error: unknown): boolean {
  return error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
}

/** Loaded with the first picture: a till that never sees one does not pay for the library. */
function loadSharp(): Promise<typeof SharpPackage.default> {
  loading ??= import('sharp').then(({ default: sharp }) => {
    sharp.concurrency(1);
    sharp.cache(false);
    // Of all formats the library can read, only these are reachable, whatever their bytes claim to be.
    sharp.block({ operation: ['VipsForeignLoad'] });
    sharp.unblock({
      operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadNsgif'],
    });
    return sharp;
  });
  return loading;
}
