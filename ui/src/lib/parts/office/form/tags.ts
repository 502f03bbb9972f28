// Several words typed or pasted at once become several tags: split where people split lists.

/** New tags in the order typed, trimmed, none twice, none that is there already; at most `limit` together. */
export function withTags(tags: readonly string[], typed: string, limit: number): readonly string[] {
  const words = typed.split(/[\n\r\t,;]+/).map((word) => word.trim().replace(/\s+/g, ' '));
  return [...new Set([...tags, ...words.filter((word) => word !== '')])].slice(
    0,
    Math.max(limit, tags.length),
  );
}
