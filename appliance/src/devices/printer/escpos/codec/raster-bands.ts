// Pictures for GS v 0: made to fit the paper, cut into bands, and free of byte sequences that a printer obeys inside a picture.

/** 1-bit, row by row, 8 pixels a byte, most significant first, 1 = black. */
export interface Bitmap {
  readonly widthDots: number;
  readonly heightDots: number;
  readonly bits: Uint8Array;
}

export interface Band {
  readonly bytesPerRow: number;
  readonly rows: number;
  readonly bits: Uint8Array;
}

/** Small bands keep a piece of the job small, so that the state of the printer can be asked between them. */
const bandRows = 24;
/** Some 60 cm of paper. */
const heightDotsMax = 4_800;

/** Throws a RangeError when the bits are not as many as width and height say, or the picture is longer than any receipt. */
export function rasterBands(image: Bitmap, paperDots: number): Band[] {
  const { widthDots, heightDots, bits } = image;
  const wanted = Math.ceil(widthDots / 8) * heightDots;
  if (!(widthDots > 0 && heightDots > 0 && heightDots <= heightDotsMax) || bits.length !== wanted)
    throw new RangeError(
      `a picture of ${String(widthDots)} × ${String(heightDots)} dots with ${String(bits.length)} bytes`,
    );
  const fitting = widthDots <= paperDots ? image : narrowed(image, paperDots);
  const bytesPerRow = Math.ceil(fitting.widthDots / 8);
  const bands: Band[] = [];
  for (let row = 0; row < fitting.heightDots; row += bandRows) {
    const rows = Math.min(bandRows, fitting.heightDots - row);
    const part = fitting.bits.slice(row * bytesPerRow, (row + rows) * bytesPerRow);
    bands.push({ bytesPerRow, rows, bits: withoutRealTimeCommands(part) });
  }
  return bands;
}

/** Shrunk to the width of the paper, nearest dot. */
function narrowed({ widthDots, heightDots, bits }: Bitmap, paperDots: number): Bitmap {
  const height = Math.max(1, Math.floor((heightDots * paperDots) / widthDots));
  const [fromBytes, toBytes] = [Math.ceil(widthDots / 8), Math.ceil(paperDots / 8)];
  const from = Buffer.from(bits);
  const result = Buffer.alloc(toBytes * height);
  for (let y = 0; y < height; y += 1) {
    const fromRow = Math.floor((y * widthDots) / paperDots) * fromBytes;
    for (let x = 0; x < paperDots; x += 1) {
      const fromX = Math.floor((x * widthDots) / paperDots);
      const dot = (from.readUInt8(fromRow + (fromX >> 3)) >> (7 - (fromX & 7))) & 1;
      const at = y * toBytes + (x >> 3);
      result.writeUInt8(result.readUInt8(at) | (dot << (7 - (x & 7))), at);
    }
  }
  return { widthDots: paperDots, heightDots: height, bits: result };
}

const [dle, eot, enq, dc4] = [0x10, 0x04, 0x05, 0x14];

/**
 * Real-time commands (DLE EOT, DLE ENQ, DLE DC4) are obeyed wherever they stand: by chance a logo could open the drawer
 * (10 14 01). One dot of such a pair is turned.
 */
function withoutRealTimeCommands(bits: Uint8Array): Uint8Array {
  return bits.map((byte, at) => {
    const obeyed = bits[at - 1] === dle && (byte === eot || byte === enq || byte === dc4);
    return obeyed ? byte ^ 0x20 : byte;
  });
}
