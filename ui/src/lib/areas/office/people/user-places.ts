// Where a user is let in, as a list says it: the first by name, how many more, and what that means for who has none.

export interface UserPlacesOf {
  readonly salePoints: readonly { readonly salePoint: string; readonly role: string }[];
  readonly stores: readonly string[];
}

/** "Counter", "Counter +2"; only how many while names are on their way; empty: none. `name`: of a sale point's id. */
export function placesInShort(
  { salePoints }: Pick<UserPlacesOf, 'salePoints'>,
  name: (id: string) => string,
): string {
  const [first, ...others] = salePoints;
  if (first === undefined) return '';
  const shown = name(first.salePoint);
  if (shown === '') return String(salePoints.length);
  return others.length === 0 ? shown : `${shown} +${String(others.length)}`;
}
