// Where a picture of a record lies: those that come with the product under their plain name, uploaded ones by size.

export function pictureAddress(name: string, size: 96 | 320 | 1024): string {
  return /^[0-9a-f]{24}$/.test(name) ? `/pictures/${name}-${String(size)}.webp` : `/pictures/${name}.svg`;
}
