// Days of the calendar: the schema knows their form, this knows which there are.

/** `2026-02-30` is none. */
export function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** The first day that does not come after the one before it. */
export function outOfOrder(days: readonly string[]): string | undefined {
  return days.find((day, index) => index > 0 && day <= (days[index - 1] ?? ''));
}
