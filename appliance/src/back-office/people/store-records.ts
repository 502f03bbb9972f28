// PeopleRecords on the record store.
import { exponentOf } from '../../domain/money/currencies.ts';
import { ok, type Result } from '../../domain/refusal.ts';
import { officeAreas, permissions } from '../../protocol/office/rights.ts';
import type { OfficeRecord } from '../../protocol/office/kinds.ts';
import type { Role } from '../../protocol/office/people.ts';
import type { RecordStore } from '../records/record-store.ts';
import type { CompanyPlace, NewAdministrator, PeopleRecords } from './people-records.ts';
import { isAdministratorRole } from './rights.ts';

const author = 'system';

const administratorRole: Role = {
  name: 'Administrator',
  grants: Object.fromEntries(permissions.map((permission) => [permission, 'allowed'])),
  office: Object.fromEntries(officeAreas.map((area) => [area, 'edit'])),
  active: true,
};

type Store = Pick<RecordStore, 'find' | 'findMany' | 'all' | 'byKey' | 'create' | 'edit' | 'touch'>;

export function storeRecords(store: Store): PeopleRecords {
  return {
    user: async (id) => (await store.find('user', id))?.body,
    role: async (id) => (await store.find('role', id))?.body,
    async shopsOf(salePoints) {
      const points = await store.findMany('sale-point', salePoints);
      return [...new Set(points.map(({ body }) => body.shop))];
    },
    async setEmail(user, email, actor) {
      const record = await store.find('user', user);
      if (record === undefined || record.body.email?.toLowerCase() === email.toLowerCase())
        return ok(undefined);
      return nothing(await store.edit('user', { id: user, body: (before) => ({ ...before, email }) }, actor));
    },
    async setLanguage(user, language) {
      return nothing(
        await store.edit('user', { id: user, body: (before) => ({ ...before, language }) }, user),
      );
    },
    place: () => placeOf(store),
    async posPasswordChanged(user, actor) {
      // Gone meanwhile: then there is nobody to tell of.
      await store.touch('user', user, actor);
    },
    createAdministrator: (person) => createAdministrator(store, person),
  };
}

async function placeOf(store: Store): Promise<CompanyPlace> {
  const shop = (await store.all('shop')).find(({ body }) => body.active)?.body;
  const region = shop === undefined ? undefined : (await store.find('price-region', shop.priceRegion))?.body;
  const code = region?.currency ?? 'EUR';
  return {
    country: region?.country ?? '',
    timeZone: shop?.timeZone ?? 'UTC',
    currency: { code, exponent: exponentOf(code) },
  };
}

async function createAdministrator(store: Store, person: NewAdministrator): Promise<Result<string>> {
  const role = await ensureRole(store);
  if (!role.ok) return role;
  const { firstName, lastName, email, language } = person;
  const users = await store.all('user');
  const stores = (await store.all('store')).filter(({ body }) => body.active).map(({ id }) => id);
  const points = (await store.all('sale-point')).filter(({ body }) => body.active);
  const own = {
    firstName,
    lastName,
    email,
    language,
    active: true,
    officeRole: role.value,
    salePoints: points.map(({ id }) => ({ salePoint: id, role: role.value })),
    stores,
    defaultStore: stores[0] ?? null,
  };
  const same = users.find(({ body }) => body.email?.toLowerCase() === email.toLowerCase());
  if (same !== undefined) {
    return idOf(await store.edit('user', { id: same.id, body: (before) => ({ ...before, ...own }) }, author));
  }
  const number = nextNumber(users);
  return idOf(
    await store.create('user', { ...own, number, pinLogin: true, selfCheckout: false, colour: null }, author),
  );
}

async function ensureRole(store: Store): Promise<Result<string>> {
  const there = (await store.all('role')).find(({ body }) => isAdministratorRole(body));
  if (there !== undefined) return ok(there.id);
  const taken = (await store.byKey('role', administratorRole.name)) !== undefined;
  const name = taken ? `${administratorRole.name} 2` : administratorRole.name;
  return idOf(await store.create('role', { ...administratorRole, name }, author));
}

function nextNumber(users: readonly OfficeRecord<'user'>[]): string {
  const numbers = users.map(({ body }) => Number(body.number)).filter(Number.isSafeInteger);
  return String(Math.max(0, ...numbers) + 1);
}

function idOf(made: Result<{ readonly id: string }>): Result<string> {
  return made.ok ? ok(made.value.id) : made;
}

function nothing(done: Result<unknown>): Result<void> {
  return done.ok ? ok(undefined) : done;
}
