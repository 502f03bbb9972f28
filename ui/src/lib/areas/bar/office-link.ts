// What a till has to say of its office, when there is something: words are under `office-link.<code>`. An office that only cannot be
// reached is nothing to say: selling goes on, and everything is sent later.
import type { BoxView } from '@countertop/appliance/protocol';

/** As `syncRefusals` and `boxRefusals` name them; the words test asks for each. */
const told = [
  'revoked',
  'unknown-key',
  'version',
  'currency',
  'feed-wrong',
  'chain-broken',
  'register-in-use',
  'register-wrong',
  'replaced',
  'office-wrong',
] as const;

export interface OfficeTrouble {
  /** `none`: there is no office. `other`: for a reason that these pages do not know. */
  readonly code: (typeof told)[number] | 'none' | 'other';
  readonly short: 'office-link.short.none' | 'office-link.short.refused';
}

export function officeTrouble(box: Pick<BoxView, 'office' | 'link'> | undefined): OfficeTrouble | undefined {
  if (box === undefined) return undefined;
  const { refusal } = box.link ?? {};
  if (refusal)
    return {
      code: told.find((each) => each === refusal.code) ?? 'other',
      short: 'office-link.short.refused',
    };
  return box.office.is === 'none' ? { code: 'none', short: 'office-link.short.none' } : undefined;
}
