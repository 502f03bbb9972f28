// Rows of the people's tables (migrations/people.ts) as queries see them, and the queries themselves.
import type { Generated, Kysely } from 'kysely';

export interface PeopleTables {
  readonly user_secret: {
    user: string;
    pos_hash: string | null;
    pos_untold: Generated<number>;
    badge_hash: Generated<string | null>;
    office_hash: string | null;
    totp_secret: Uint8Array | null;
    totp_step: number | null;
  };
  readonly recovery_code: { user: string; digest: string };
  readonly sign_in_attempt: { subject: string; failed: number; locked_until: number | null; at: number };
  readonly office_session: {
    digest: string;
    id: string;
    user: string;
    made_at: number;
    used_at: number;
    address: string;
    agent: string;
  };
  readonly one_time_link: {
    digest: string;
    purpose: LinkPurpose;
    user: string | null;
    email: string;
    made_at: number;
    expires_at: number;
  };
  readonly seat: {
    user: string;
    email: string;
    email_key: string;
    linked_at: number;
    confirmed_at: number | null;
  };
  readonly office_module: { name: string; active: number };
  readonly people_setting: { name: string; value: string };
  readonly people_event: {
    number: Generated<number>;
    at: number;
    kind: string;
    user: string | null;
    actor: string | null;
    address: string | null;
    data: string;
  };
}

/** `rescue`: from the console, for an administrator who lost password or telephone. */
export type LinkPurpose = 'setup' | 'invitation' | 'reset' | 'rescue';

export type PeopleQueries = Kysely<PeopleTables>;
