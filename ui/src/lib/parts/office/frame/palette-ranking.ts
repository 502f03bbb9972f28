// How well a typed text names a thing: for the command palette and every choice that filters as one types.

/** Lower case, accents off: "Žluťoučký" is found by "zlut". */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ø/g, 'o')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss');
}

const exact = 100;
const fromStart = 80;
const fromWord = 60;
const inside = 30;

/** 0: it does not. Every word typed must be somewhere; the better the place, the more it counts. */
export function score(typed: string, name: string, alsoKnownAs = ''): number {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  const full = folded(name);
  const other = folded(alsoKnownAs);
  if (full === words.join(' ')) return exact;
  let total = 0;
  for (const word of words) {
    const points = Math.max(placed(word, full), placed(word, other) / 2);
    if (points === 0) return 0;
    total += points;
  }
  // Of two that match alike the shorter is meant.
  return words.length === 0 ? 1 : total / words.length - Math.min(full.length, 100) / 100;
}

function placed(word: string, text: string): number {
  const at = text.indexOf(word);
  if (at < 0) return 0;
  if (at === 0) return fromStart;
  for (let next = at; next >= 0; next = text.indexOf(word, next + 1))
    if (!/[\p{L}\p{N}]/u.test(text[next - 1] ?? '')) return fromWord;
  return inside;
}

export interface Nameable {
  readonly label: string;
  /** Other words it is found by. */
  readonly keywords?: string | undefined;
}

/** The best first; those that match alike keep their order. Nothing typed: the first ones as they are. */
export function ranked<T extends Nameable>(typed: string, items: readonly T[], limit: number): readonly T[] {
  if (typed.trim() === '') return items.slice(0, limit);
  return items
    .map((item) => ({ item, points: score(typed, item.label, item.keywords) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points)
    .slice(0, limit)
    .map(({ item }) => item);
}

/** The name just used first, none twice, the oldest dropped. */
export function withRecent(recent: readonly string[], id: string, limit: number): readonly string[] {
  return [id, ...recent.filter((each) => each !== id)].slice(0, limit);
}
