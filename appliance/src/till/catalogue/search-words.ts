// What somebody types, in words of letters and digits, so that no character has a meaning of its own to an index.

export function searchWords(text: string): readonly string[] {
  const words = text.normalize('NFKC').match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(0, 8).map((word) => word.slice(0, 40));
}
