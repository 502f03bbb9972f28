// Why the office does not take a picture.

export const pictureRefusals = {
  'picture.empty': 422,
  /** An SVG can hold programs. */
  'picture.svg': 415,
  /** `{accepted}`. */
  'picture.type': 415,
  /** `{bytes, maxBytes}`. */
  'picture.too-large': 413,
  /** `{pixels, maxPixels}`. */
  'picture.too-many-pixels': 413,
  'picture.damaged': 422,
  /** The disk is too full for pictures. */
  'picture.no-room': 507,
} as const satisfies Record<string, number>;
