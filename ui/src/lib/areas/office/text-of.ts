// What a record holds in a field, as text: only what is a text, a number or a yes or no is one.

export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}
