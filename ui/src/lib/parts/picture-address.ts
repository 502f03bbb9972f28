// Where a picture lies: those that come with the product under their plain name, uploaded ones by size.

/** Edges in CSS pixels that uploaded pictures are kept in. */
const sizes = [96, 320, 1024] as const;

/** @param edge CSS pixels it is shown in; a screen may have two dots for each */
export function pictureAddress(name: string, edge: number): string {
  if (!name.startsWith('up-')) return `/pictures/${name}.svg`;
  const size = sizes.find((each) => each >= edge * 2) ?? 1024;
  return `/uploads/${name}-${String(size)}.webp`;
}
