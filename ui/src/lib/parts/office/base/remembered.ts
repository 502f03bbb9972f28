// Small habits of a screen (a width, what is folded) kept in this browser. Losing them harms nobody, so a browser without storage is no fault.

const prefix = 'countertop.office.';

export function recall(key: string): string | undefined {
  try {
    return localStorage.getItem(prefix + key) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(prefix + key, value);
  } catch {
    // Storage is off or full.
  }
}

/** A list of words; anything else that stands there counts as none. */
export function recallList(key: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(recall(key) ?? '[]');
    return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

export function rememberList(key: string, value: readonly string[]): void {
  remember(key, JSON.stringify(value));
}
