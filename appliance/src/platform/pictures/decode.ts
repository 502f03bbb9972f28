// Opens an uploaded picture for work on it: its kind, its size and its pixels are checked first. Decoding runs one picture at
// a time, as the same small machine is selling meanwhile.
import type * as Images from '@napi-rs/image';
import { WorkQueue } from '../database/work-queue.ts';
import { pictureType, type PictureType } from './picture-type.ts';

export type Picture = Images.Transformer;

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

/** A picture that passed. */
export interface Opened {
  /** Of what it shows: upright. */
  readonly width: number;
  readonly height: number;
  /** Begins one piece of work on its first frame, upright. */
  readonly open: () => Picture;
  readonly images: typeof Images;
}

export const pictureBytesMax = 10_000_000;
export const picturePixelsMax = 50_000_000;
const accepted: readonly PictureType[] = ['jpeg', 'png', 'webp'];
const waitingMax = 20;

const queue = new WorkQueue(waitingMax);
let loading: Promise<typeof Images> | undefined;

/** Runs the work on the picture, or says why it is not taken. Throws Fault `storage.busy` when 20 others wait already. */
export function withPicture<T>(
  bytes: Uint8Array,
  work: (picture: Opened) => Promise<T>,
): Promise<Refused | { readonly ok: true; readonly value: T }> {
  return queue.run(async () => {
    const type = quickCheck(bytes);
    if (typeof type !== 'string') return { ok: false, refusal: type };
    // Loaded with the first picture: a till that never sees one does not pay for the library.
    loading ??= import('@napi-rs/image');
    const opened = await check(await loading, bytes, type);
    if ('refusal' in opened) return opened;
    try {
      return { ok: true, value: await work(opened) };
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
  if (type === undefined || !accepted.includes(type)) return { code: 'picture.type', accepted };
  return type === 'jpeg' && !endsAsJpeg(bytes) ? { code: 'picture.damaged' } : type;
}

/** The decoder paints what is missing of a JPEG grey. A whole one has an end (EOI) after the start of its last scan (ITU-T T.81, B.2). */
function endsAsJpeg(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.lastIndexOf(Buffer.of(0xff, 0xd9)) > buffer.lastIndexOf(Buffer.of(0xff, 0xda));
}

async function check(images: typeof Images, bytes: Uint8Array, type: PictureType): Promise<Refused | Opened> {
  const claimed = type === 'png' ? pngSize(bytes) : undefined;
  if (claimed !== undefined && claimed > picturePixelsMax) return tooMany(claimed);
  // The header alone, without its pixels: so that a bomb is told by its size.
  const header = await new images.Transformer(bytes).metadata(true).catch(() => undefined);
  if (header?.format.toLowerCase() !== type) return damaged;
  const pixels = header.width * header.height;
  if (pixels > picturePixelsMax) return tooMany(pixels);
  // Exif 2.32, 4.6.4: from 5 on the picture lies on its side.
  const lies = (header.orientation ?? 1) >= 5;
  return {
    width: lies ? header.height : header.width,
    height: lies ? header.width : header.height,
    open: () => new images.Transformer(bytes).rotate(),
    images,
  };
}

function tooMany(pixels: number): Refused {
  return { ok: false, refusal: { code: 'picture.too-many-pixels', pixels, maxPixels: picturePixelsMax } };
}

/** Pixels a PNG says it has (ISO/IEC 15948, 11.2.2): the decoder refuses the largest without saying why. */
function pngSize(bytes: Uint8Array): number | undefined {
  if (bytes.byteLength < 24) return undefined;
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return header.getUint32(16) * header.getUint32(20);
}

/** A mistake in our own call, not in the picture. */
function isBug(error: unknown): boolean {
  return error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
}
