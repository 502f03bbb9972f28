// A drawer counted by its coins and notes: how many of each, and what that comes to.

/** Minor units of one coin or note → how many; null while nothing is typed. */
export type CoinCounts = Readonly<Record<number, number | null>>;

export function worthOf(counts: CoinCounts): number {
  return Object.entries(counts).reduce((sum, [value, count]) => sum + Number(value) * (count ?? 0), 0);
}

/** Something was counted, be it that there is none. */
export function isCounted(counts: CoinCounts): boolean {
  return Object.values(counts).some((count) => count !== null);
}
