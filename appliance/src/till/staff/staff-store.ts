// Users of this box as the feed delivered them: name, role, language, hashed POS password, and the count of wrong attempts.
import type { DiscountLimits } from '../../domain/staff/discount-limits.ts';
import type { Role, UserId } from '../../domain/staff/permission.ts';
import type { Database, Row, Transaction } from '../../platform/ports/database.ts';

export interface Attempts {
  readonly failedAttempts: number;
  /** Milliseconds since 1970; no log-in before. */
  readonly lockedUntil: number | null;
}

export interface StaffMember extends Attempts {
  readonly id: UserId;
  readonly name: string;
  readonly language: string;
  readonly role: Role;
  readonly pinHash: string;
  /** Null: no badge. */
  readonly badgeHash: string | null;
  readonly colour: string | null;
}

export interface NewStaffMember {
  readonly id: UserId;
  readonly name: string;
  readonly language: string;
  readonly role: string;
  readonly pinHash: string;
  readonly badgeHash?: string | null;
  readonly colour: string | null;
}

const columns =
  's.id, s.name, s.language, s.pin_hash, s.badge_hash, s.colour, s.failed_attempts, s.locked_until, r.id AS role, r.name AS role_name, r.grants, r.discounts';

function memberOf(row: Row): StaffMember {
  return {
    id: String(row['id']),
    name: String(row['name']),
    language: String(row['language']),
    role: {
      id: String(row['role']),
      name: String(row['role_name']),
      grants: JSON.parse(String(row['grants'])) as Role['grants'],
      // The schema of the feed has checked them.
      ...(row['discounts'] === null
        ? {}
        : { discounts: JSON.parse(String(row['discounts'])) as DiscountLimits }),
    },
    pinHash: String(row['pin_hash']),
    badgeHash: row['badge_hash'] === null ? null : String(row['badge_hash']),
    colour: row['colour'] === null ? null : String(row['colour']),
    failedAttempts: Number(row['failed_attempts']),
    lockedUntil: row['locked_until'] === null ? null : Number(row['locked_until']),
  };
}

async function memberIn(source: Pick<Database, 'get'>, id: UserId): Promise<StaffMember | undefined> {
  const row = await source.get(
    `SELECT ${columns} FROM staff s JOIN role r ON r.id = s.role WHERE s.active = 1 AND s.id = ?`,
    [id],
  );
  return row === undefined ? undefined : memberOf(row);
}

export class StaffStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Everybody who may log in here, by name. */
  async active(): Promise<readonly StaffMember[]> {
    const rows = await this.#database.all(
      `SELECT ${columns} FROM staff s JOIN role r ON r.id = s.role WHERE s.active = 1 ORDER BY s.name LIMIT 500`,
    );
    return rows.map(memberOf);
  }

  async member(id: UserId): Promise<StaffMember | undefined> {
    return memberIn(this.#database, id);
  }

  /**
   * Changes somebody's attempts in one step that nothing comes between, durably, so that neither guessing in parallel nor pulling the
   * plug gives new ones. `change` sees them as they are, and leaves them with undefined. Returns the member as they are then.
   */
  async changeAttempts(
    id: UserId,
    change: (member: StaffMember) => Attempts | undefined,
  ): Promise<StaffMember | undefined> {
    return this.#database.transaction(async (tx) => {
      const member = await memberIn(tx, id);
      const attempts = member === undefined ? undefined : change(member);
      if (member === undefined || attempts === undefined) return member;
      await tx.run('UPDATE staff SET failed_attempts = ?, locked_until = ? WHERE id = ?', [
        attempts.failedAttempts,
        attempts.lockedUntil,
        id,
      ]);
      return { ...member, ...attempts };
    });
  }

  /** Of everybody who ever worked here, by id: what happened bears ids, and paper bears names. */
  async names(): Promise<ReadonlyMap<UserId, string>> {
    const rows = await this.#database.all('SELECT id, name FROM staff');
    return new Map(rows.map((row) => [String(row['id']), String(row['name'])]));
  }

  /** Whether this is somebody who worked here once and has no place at this register any more. */
  async hasLeft(id: UserId): Promise<boolean> {
    const row = await this.#database.get('SELECT 1 FROM staff WHERE active = 0 AND id = ?', [id]);
    return row !== undefined;
  }
}

export async function putRoles(tx: Transaction, roles: readonly Role[]): Promise<void> {
  await tx.run(
    `INSERT INTO role(id, name, grants, discounts)
       SELECT value ->> 'id', value ->> 'name', value -> 'grants', value -> 'discounts' FROM json_each(?) WHERE true
     ON CONFLICT(id) DO UPDATE SET name = excluded.name, grants = excluded.grants, discounts = excluded.discounts`,
    [JSON.stringify(roles)],
  );
}

/** Adds or replaces; the count of wrong attempts stays as it is, whatever else changes. */
export async function putStaff(tx: Transaction, members: readonly NewStaffMember[]): Promise<void> {
  await tx.run(
    `INSERT INTO staff(id, name, language, role, pin_hash, badge_hash, colour, active)
       SELECT value ->> 'id', value ->> 'name', value ->> 'language', value ->> 'role', value ->> 'pinHash', value ->> 'badgeHash', value ->> 'colour', 1 FROM json_each(?) WHERE true
     ON CONFLICT(id) DO UPDATE SET name = excluded.name, language = excluded.language, role = excluded.role, pin_hash = excluded.pin_hash, badge_hash = excluded.badge_hash, colour = excluded.colour, active = 1`,
    [JSON.stringify(members)],
  );
}

/** Their names stay, for what they did; password and badge go. */
export async function dismissStaff(tx: Transaction, ids: readonly UserId[]): Promise<void> {
  await tx.run(
    `UPDATE staff SET active = 0, pin_hash = '', badge_hash = NULL WHERE id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(ids)],
  );
}

/** Everybody but these. */
export async function dismissOthers(tx: Transaction, ids: readonly UserId[]): Promise<void> {
  await tx.run(
    `UPDATE staff SET active = 0, pin_hash = '', badge_hash = NULL WHERE active = 1 AND id NOT IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(ids)],
  );
}
