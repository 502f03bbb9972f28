// Texts made from a record: what it is called, what it is found by, what it is sorted by, and how two of them are the same.
import { type Kind, kinds } from '../../protocol/office/kinds.ts';
import type { User } from '../../protocol/office/people.ts';

/** What people call it. */
export function nameOf(kind: Kind, body: object): string {
  if (kind === 'user') {
    const { firstName, lastName } = body as User;
    return `${firstName} ${lastName}`;
  }
  return (body as { readonly name: string }).name;
}

/** Two texts are one key when this is equal: letters without case, runs of spaces as one. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

// Letters of their own behind z, as Norwegian and Danish count them; ä and ö stand where æ and ø do. All other accents are passed over.
const behindZ: Readonly<Record<string, string>> = { æ: '~a', ä: '~a', ø: '~b', ö: '~b', å: '~c' };

/** Ordered as people expect, whatever the database's own order is. */
export function sortText(text: string): string {
  return folded(text)
    .replace(/[æäøöå]/g, (letter) => behindZ[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
}

/** Everything a search looks in. */
export function searchText(kind: Kind, body: object): string {
  const members = body as Readonly<Record<string, unknown>>;
  return kinds[kind].search
    .flatMap((field) => members[field] ?? [])
    .map(String)
    .join('\n');
}
