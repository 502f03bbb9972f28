// Fills an empty office with the demo company; goes on where the plug was pulled in the middle of it, and does nothing afterwards.
import type { Kind, OfficeRecord } from '../protocol/office/kinds.ts';
import { demoGiftCardSalt, type DemoSettings, demoRecords, demoSettings } from './company.ts';
import { demoOfficeUser, demoPins } from './people.ts';

/** What the office's rooms do for it; each answers what it was refused, or nothing. */
export interface DemoOffice {
  /** Whether the last thing was done, which is to let somebody in. */
  isFilled(): Promise<boolean>;
  /** All of one kind that are not there yet, with the ids they bring. */
  put(kind: Kind, records: readonly OfficeRecord[]): Promise<string | undefined>;
  set(settings: DemoSettings): Promise<string | undefined>;
  /** What the hashes of gift cards are made with, from now on. */
  keepGiftCardSalt(salt: string): Promise<unknown>;
  setPosPassword(user: string, password: string): Promise<string | undefined>;
  /** Makes somebody an office user with a seat. */
  letIn(user: typeof demoOfficeUser): Promise<string | undefined>;
}

/** Throws an Error that names what was refused: the demo company does not fit the rules of the office. */
export async function fillDemoOffice(office: DemoOffice): Promise<void> {
  if (await office.isFilled()) return;
  await office.keepGiftCardSalt(demoGiftCardSalt);
  const kinds = [...new Set(demoRecords.map(({ kind }) => kind))];
  for (const kind of kinds)
    told(
      kind,
      await office.put(
        kind,
        demoRecords.filter((each) => each.kind === kind),
      ),
    );
  for (const settings of demoSettings) told('settings', await office.set(settings));
  for (const [user, pin] of demoPins) told(user, await office.setPosPassword(user, pin));
  told(demoOfficeUser.id, await office.letIn(demoOfficeUser));
}

function told(what: string, refused: string | undefined): void {
  if (refused !== undefined) throw new Error(`the demo company: ${what}: ${refused}`);
}
