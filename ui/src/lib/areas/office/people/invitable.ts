// What a user lacks before they can be invited to the office. Asked of what is stored: the office invites who is there, not who is being typed.

interface OfficeSide {
  readonly email: string | null;
  readonly officeRole: string | null;
}

export type InviteLack = 'save-first' | 'no-email' | 'no-role';

/** Undefined: nothing is missing. */
export function invitable(
  draft: Readonly<Record<string, unknown>>,
  stored: OfficeSide,
): InviteLack | undefined {
  if (draft['email'] !== stored.email || draft['officeRole'] !== stored.officeRole) return 'save-first';
  if (stored.email === null) return 'no-email';
  return stored.officeRole === null ? 'no-role' : undefined;
}
