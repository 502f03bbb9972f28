// A thing of another list as a form holds it: by its id, with the name it is shown by.

export interface Reference {
  readonly id: string;
  readonly label: string;
  /** Tells apart what has the same name: a code, a place. */
  readonly detail?: string | undefined;
}

/** Finds what matches; the best first. Aborted when something else is typed. */
export type ReferenceSearch = (typed: string, signal: AbortSignal) => Promise<readonly Reference[]>;

/** One more chosen, or, where it is chosen already, taken out; the new one instead of the old where only one may be. */
export function withReference(
  chosen: readonly Reference[],
  reference: Reference,
  multiple: boolean,
): readonly Reference[] {
  const there = chosen.some(({ id }) => id === reference.id);
  if (!multiple) return [reference];
  return there ? chosen.filter(({ id }) => id !== reference.id) : [...chosen, reference];
}
