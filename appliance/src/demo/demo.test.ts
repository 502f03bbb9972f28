// The demo company as records gives the till what it had when it was written by hand; its stall in another country gets its own; and every
// record is one that the office would take.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import { openJournal, type OpenJournal } from '../../test/journal/open-journal.ts';
import { assert, suite } from '../../test/kit.ts';
import { kinds } from '../protocol/office/kinds.ts';
import { Catalogue } from '../till/catalogue/catalogue.ts';
import type { CatalogueItem } from '../till/catalogue/catalogue-item.ts';
import type { Role } from '../domain/staff/permission.ts';
import { ShopStore } from '../till/shop/shop-store.ts';
import { shopAt } from '../till/shop/shop-plan.ts';
import type { Shop } from '../till/shop/shop.ts';
import { StaffStore } from '../till/staff/staff-store.ts';
import { readGrid } from '../till/views/grid-in-use.ts';
import { demoRecords } from './company.ts';
import { fillDemoShop } from './fill.ts';
import { demoItems } from './products.ts';
import { demoFeed, demoShop } from './shop.ts';

const test = suite('demo company');

/** As it stood in `demo/` before there was an office. */
interface Written extends Pick<Shop, 'settings' | 'grid' | 'patterns' | 'languages'> {
  readonly items: readonly CatalogueItem[];
  readonly roles: readonly Role[];
  readonly users: readonly {
    readonly id: string;
    readonly name: string;
    readonly role: string;
    readonly language: string;
    readonly colour: string | null;
  }[];
}
const written = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../test/samples/demo-shop.json'), 'utf8'),
) as Written;
const monday = { weekday: 1, minute: 600 } as const;

let journal: OpenJournal;
test.before(async () => {
  journal = await openJournal();
  await fillDemoShop(journal.database);
});
test.after(async () => journal.database.close());

test('the shop is the one that was written by hand', () => {
  const { settings, grid, patterns, languages } = demoShop();
  const {
    customerGroups: _groups,
    campaigns: _campaigns,
    closeout: _closeout,
    drawer: _drawer,
    reasons: _reasons,
    badges: _badges,
    giftCards: _giftCards,
    tips: _tips,
    sharedTabs: _sharedTabs,
    rounds: _rounds,
    ...asThen
  } = settings;
  const tenders = asThen.tenders.filter(({ kind }) => kind !== 'gift-card' && kind !== 'account');
  assert.equal({ ...asThen, tenders }, written.settings);
  assert.equal(grid, written.grid);
  assert.equal(patterns, written.patterns);
  assert.equal(languages, written.languages);
});

test('so are its goods, down to the last code', () => {
  assert.equal(
    demoItems.map(({ product: { categories: _categories, ...product }, codes }) => ({ product, codes })),
    written.items,
  );
});

test('the till is filled with it, once', async () => {
  const { database } = journal;
  const plan = await new ShopStore(database).read();
  assert.ok(plan !== undefined);
  assert.equal(shopAt(plan, Date.UTC(2024, 5, 1), monday), demoShop());
  const catalogue = new Catalogue(database);
  assert.is(await catalogue.count(), written.items.length);
  for (const { product, codes } of written.items)
    for (const { code } of codes) assert.is((await catalogue.byCode(code))?.id, product.id, code);
  const members = await new StaffStore(database).active();
  assert.equal(
    members.map(({ id, name, language, colour, role }) => ({ id, name, language, colour, role: role.id })),
    written.users.toSorted((one, other) => (one.name < other.name ? -1 : 1)),
  );
  for (const { role } of members)
    assert.equal(
      role,
      written.roles.find(({ id }) => id === role.id),
    );
  await fillDemoShop(database);
  assert.is(await catalogue.count(), written.items.length);
});

test('the stall has its own money, taxes, people, goods and campaign, and its categories for a grid', async () => {
  const stall = demoShop('G1');
  assert.equal(stall.settings.currency, { code: 'SEK', exponent: 2 });
  assert.equal(stall.settings.cashRounding, { step: 100, applies: 'cash' });
  assert.is(stall.grid, null);
  assert.is(stall.settings.dining.switchable, false);
  assert.equal(
    stall.settings.tenders.map(({ id, name }) => `${id} ${name}`),
    [
      'cash Kontant',
      'card Kort',
      'nok Norsk krona',
      'voucher Verdikupong',
      'gift-card Gavekort',
      'account På konto',
    ],
  );
  assert.equal(
    stall.settings.campaigns?.map(({ id }) => id),
    ['three-buns'],
  );
  const items = demoFeed(
    'G1',
    new Map([
      ['astrid', 'x'],
      ['ingrid', 'x'],
      ['femke', 'x'],
    ]),
  );
  assert.equal(
    items.filter(({ kind }) => kind === 'staff').map(({ id }) => id),
    ['femke', 'astrid'],
  );
  const goods = items.filter(({ kind }) => kind === 'product').map(({ body }) => body as CatalogueItem);
  const byId = new Map(goods.map(({ product }) => [product.id, product]));
  assert.ok(goods.length > 8 && goods.length < 20);
  const view = await readGrid({
    shop: () => stall,
    catalogue: {
      byIds: async () => byId,
      byCategory: async () => goods.map(({ product }) => product),
    },
  });
  assert.equal(
    view.folders['home']?.keys.map((key) => (key?.kind === 'folder' ? key.name : key)),
    ['Bakevarer', 'Kafé', 'Hus og hjem', 'Pant'],
  );
});

test('food at the stall is taxed by the law of its day', () => {
  const [shop] = demoFeed('G1');
  const { schedule } = (shop?.body as { vat: { schedule: { from: number; classes: { id: string }[] }[] } })
    .vat;
  assert.equal(
    schedule.map(({ from }) => from),
    [0, Date.UTC(2026, 2, 31, 22), Date.UTC(2027, 11, 31, 23)],
  );
});

test('every record is of its kind, refers to what is there, and stands behind it', () => {
  const seen = new Set<string>();
  for (const { kind, id, body } of demoRecords) {
    const check = TypeCompiler.Compile(kinds[kind].schema);
    assert.equal(
      [...check.Errors(body)].map(({ path, message }) => `${path} ${message}`),
      [],
      `${kind} ${id}`,
    );
    assert.not.ok(seen.has(`${kind}/${id}`), `${kind} ${id} twice`);
    seen.add(`${kind}/${id}`);
  }
});
