// The demo company in an empty office: its records and settings by the office's own rules, its people with their known passwords.
import { keptSalt } from '../back-office/gift-cards/salt.ts';
import type { GiftCardQueries } from '../back-office/gift-cards/tables.ts';
import type { People } from '../back-office/people/open-people.ts';
import type { RecordStore } from '../back-office/records/record-store.ts';
import type { SettingsStore } from '../back-office/settings/settings-store.ts';
import { fillDemoOffice } from '../demo/fill-office.ts';
import { demoOfficeUser } from '../demo/people.ts';
import type { Config } from '../platform/config/config.ts';

/** Shown to everybody at the door; nobody in an office that is no demo. */
export function demoAccounts({ demo }: Pick<Config, 'demo'>): readonly {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}[] {
  const { email, password } = demoOfficeUser;
  return demo ? [{ name: 'Alex Morgan', email, password }] : [];
}

export async function fillDemoRooms({
  records,
  settings,
  people,
  giftCards,
}: {
  readonly records: RecordStore;
  readonly settings: SettingsStore;
  readonly people: People;
  readonly giftCards: GiftCardQueries;
}): Promise<void> {
  const said = (answer: { readonly ok: boolean }): string | undefined =>
    answer.ok ? undefined : JSON.stringify(answer);
  await fillDemoOffice({
    isFilled: async () => (await people.secrets.officeHash(demoOfficeUser.id)) !== undefined,
    put: async (kind, all) => {
      const there = new Set((await records.all(kind)).map(({ id }) => id));
      const missing = all.filter(({ id }) => !there.has(id));
      return said(
        await records.changeMany(
          kind,
          missing.map(({ id, body }) => ({ id, isNew: true, body })),
          'system',
        ),
      );
    },
    set: async ({ level, owner, values }) => said(await settings.set({ level, owner }, { values }, 'system')),
    keepGiftCardSalt: async (salt) => keptSalt(giftCards, salt),
    setPosPassword: async (user, password) =>
      said(await people.secrets.setPosPassword(user, password, 'system')),
    letIn: async ({ id, email, password }) => said(await people.accounts.admit(id, { email, password })),
  });
}
