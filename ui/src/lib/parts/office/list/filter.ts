// One way to narrow a list: a few values to choose from, one or several of them.

export interface Filter {
  readonly key: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Several values at once. */
  readonly multiple?: boolean;
}

/** What the filter's button says: its name, and what it is set to. */
export function filterWords(filter: Filter, chosen: readonly string[]): string {
  const names = filter.options.filter(({ value }) => chosen.includes(value)).map(({ label }) => label);
  if (names.length === 0) return filter.label;
  return names.length === 1
    ? `${filter.label}: ${names[0] ?? ''}`
    : `${filter.label}: ${names[0] ?? ''} +${names.length - 1}`;
}

export function withValue(filter: Filter, chosen: readonly string[], value: string): readonly string[] {
  const on = chosen.includes(value);
  if (filter.multiple !== true) return on ? [] : [value];
  return on ? chosen.filter((each) => each !== value) : [...chosen, value];
}
