// By which column a list is sorted, and what the next press on a column's head makes of it.

export interface Sort {
  readonly key: string;
  readonly direction: 'up' | 'down';
}

/** Up, then down, then as the server gives it. */
export function nextSort(sort: Sort | undefined, key: string): Sort | undefined {
  if (sort?.key !== key) return { key, direction: 'up' };
  return sort.direction === 'up' ? { key, direction: 'down' } : undefined;
}

export function ariaSort(sort: Sort | undefined, key: string): 'ascending' | 'descending' | 'none' {
  if (sort?.key !== key) return 'none';
  return sort.direction === 'up' ? 'ascending' : 'descending';
}

/** As one word, for an address or a choice: "name", "-price". */
export function sortWord(sort: Sort | undefined): string {
  return sort === undefined ? '' : `${sort.direction === 'down' ? '-' : ''}${sort.key}`;
}

export function sortOfWord(word: string): Sort | undefined {
  const key = word.replace(/^-/, '');
  return key === '' ? undefined : { key, direction: word.startsWith('-') ? 'down' : 'up' };
}
