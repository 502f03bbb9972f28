// A printed picture as the printer got it (1 bit a dot, most significant first, 1 = black) → dots for a canvas.

export interface PrintedImage {
  readonly widthDots: number;
  readonly heightDots: number;
  /** Base64. */
  readonly bits: string;
}

/** RGBA, black dots on nothing. Dots that the data lacks stay white, as they would on paper. */
export function imageDots({ widthDots, heightDots, bits }: PrintedImage): Uint8ClampedArray<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(bits), (character) => character.charCodeAt(0));
  const bytesPerRow = Math.ceil(widthDots / 8);
  const dots = new Uint8ClampedArray(widthDots * heightDots * 4);
  for (let y = 0; y < heightDots; y += 1) {
    for (let x = 0; x < widthDots; x += 1) {
      const byte = bytes[y * bytesPerRow + (x >> 3)] ?? 0;
      if ((byte & (0x80 >> (x & 7))) !== 0) dots[(y * widthDots + x) * 4 + 3] = 255;
    }
  }
  return dots;
}
