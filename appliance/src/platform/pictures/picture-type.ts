// What kind of picture some bytes are, by their first bytes: no decoder sees anything before this has said that it may.

export type PictureType = 'jpeg' | 'png' | 'webp' | 'gif';

const startsWith = (bytes: Uint8Array, at: number, text: string): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(text.length, bytes.byteLength - at)).toString(
    'latin1',
  ) === text;

/** `svg` is told apart to be refused with its own reason: it is a program, not a picture. Undefined for everything else. */
export function pictureType(bytes: Uint8Array): PictureType | 'svg' | undefined {
  if (bytes.byteLength < 16) return looksLikeSvg(bytes) ? 'svg' : undefined;
  if (startsWith(bytes, 0, '\xff\xd8\xff')) return 'jpeg';
  if (startsWith(bytes, 0, '\x89PNG\r\n\x1a\n')) return 'png';
  if (startsWith(bytes, 0, 'GIF87a') || startsWith(bytes, 0, 'GIF89a')) return 'gif';
  if (startsWith(bytes, 0, 'RIFF') && startsWith(bytes, 8, 'WEBP')) return 'webp';
  return looksLikeSvg(bytes) ? 'svg' : undefined;
}

function looksLikeSvg(bytes: Uint8Array): boolean {
  // Also as UTF-16, where every other byte is zero, and compressed (SVGZ), where gzip is reason enough.
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return true;
  const start = Buffer.from(bytes.subarray(0, 4_096)).toString('latin1').replaceAll('\0', '');
  return /<svg[\s>]/i.test(start);
}
