// What stands in the way of a change to a record, and the way on: others use it, somebody else was faster. And what lists show that no record
// holds, which must be as it is now.
import type { StockOfProduct } from '@countertop/appliance/protocol';
import { assert } from '../../appliance/test/kit.ts';
import { type Listed, type OfficeDesk, officeSuite } from './office-desk.ts';
import { nothingToReport } from './shop.ts';

const limits = { timeoutMs: 120_000 };

type Row = Listed['records'][number] & { readonly revision: number };
let alex: OfficeDesk;

const make = (path: string, body: object): Promise<Row> => alex.tells('POST', `/${path}`, { body });
const stored = (path: string, id: string): Promise<Row> => alex.asks(`/${path}/${id}`);

/** Somebody else, elsewhere. */
async function changes(path: string, id: string, part: object): Promise<void> {
  const { revision, body } = await stored(path, id);
  await alex.tells('PUT', `/${path}/${id}`, { revision, body: { ...body, ...part } });
}

const save = (): Promise<void> => alex.page.keyboard.press('Control+S');
const saved = (): Promise<void> => alex.page.getByText(/^Saved at/).waitFor();

async function openAt(path: string, id: string): Promise<void> {
  await alex.open(`/office/${path}?open=${id}`);
  await alex.page.locator('.details [role=tab]').first().waitFor();
}

async function switchOff(): Promise<void> {
  await alex.page.locator('.details').getByLabel(alex.words('field.active'), { exact: true }).press(' ');
  await save();
}

/** A group of shops that a shop is in. */
async function usedGroup(name: string): Promise<Row> {
  const group = await make('shop-groups', { name, sort: 'other', active: true });
  const [shop] = (await alex.asks<Listed>('/shops')).records;
  assert.ok(shop !== undefined);
  await changes('shops', shop.id, { groups: [group.id] });
  return group;
}

async function customer(name: string, number: string): Promise<Row> {
  const [first] = (await alex.asks<Listed>('/customers')).records;
  assert.ok(first !== undefined);
  return make('customers', { ...first.body, name, number, email: null, phone: '' });
}

const test = officeSuite('changes of records that meet resistance', {
  untried: 'no change met resistance',
  arrived: (desk) => {
    alex = desk;
  },
});

test('what others use is deactivated by who has read who they are', limits, async () => {
  const { id } = await usedGroup('Kysten');
  await openAt('shop-groups', id);
  await switchOff();
  const way = alex.page.locator('.details').getByRole('link', { name: 'Brygga' });
  await way.waitFor();
  assert.match((await way.getAttribute('href')) ?? '', /^\/office\/shops\?open=/);
  await nothingToReport(alex.page, 'what is used');
  await alex.button('in-use.anyway').click();
  await saved();
  assert.is((await stored('shop-groups', id)).body['active'], false);
});

test('what somebody cannot do without stays', limits, async () => {
  const [store] = (await alex.asks<Listed>('/stores')).records;
  assert.ok(store !== undefined);
  await openAt('stores', store.id);
  await switchOff();
  await alex.sees('in-use.needed');
  assert.is(await alex.button('in-use.anyway').count(), 0);
  assert.is((await stored('stores', store.id)).body['active'], true);
});

test('what cannot be deleted is deactivated instead', limits, async () => {
  const { id } = await usedGroup('Fjellet');
  await openAt('shop-groups', id);
  await alex.button('office.delete').click();
  await alex.button('in-use.instead').click();
  await alex.button('in-use.anyway').click();
  await saved();
  assert.is((await stored('shop-groups', id)).body['active'], false);
});

test('several at once, though one of them is used', limits, async () => {
  const ids = [(await usedGroup('Byen én')).id, (await make('shop-groups', { name: 'Byen to' })).id];
  await alex.open('/office/shop-groups?search=byen');
  for (const name of ['Byen én', 'Byen to'])
    await alex.page.getByLabel(alex.words('part.choose-row', { name }), { exact: true }).check();
  await alex.button('office.bulk', { count: 2 }).click();
  await alex.button('office.bulk-apply', { count: 2 }).click();
  await alex.button('in-use.anyway').click();
  await alex.sees('office.none-found', { what: alex.words('menu.shop-groups') });
  for (const id of ids) assert.is((await stored('shop-groups', id)).body['active'], false);
});

test('several products get another category and price at once', limits, async () => {
  const products = (await alex.asks<Listed>('/products?pageSize=2&sort=sku')).records;
  await alex.open('/office/products?sort=sku');
  for (const { body } of products)
    await alex.page
      .getByLabel(alex.words('part.choose-row', { name: String(body['name']) }), { exact: true })
      .check();
  await alex.button('office.bulk', { count: 2 }).click();
  await alex.page.getByLabel(alex.words('office.bulk-field')).selectOption('category');
  await alex.page.getByRole('dialog').getByRole('combobox').last().press('ArrowDown');
  const option = alex.page.locator('[role=listbox] [role=option]').first();
  const name = (await option.innerText()).trim();
  await option.click();
  await nothingToReport(alex.page, 'a change of several');
  await alex.button('office.bulk-apply', { count: 2 }).click();
  await alex.page.getByRole('dialog').waitFor({ state: 'detached' });
  for (const { id } of products) {
    const { category } = (await stored('products', id)).body;
    assert.is((await stored('categories', String(category))).body['name'], name);
  }
});

test('somebody else was faster: mine over theirs', limits, async () => {
  const { id } = await customer('Første Navn', 'K-1');
  await openAt('customers', id);
  await alex.page.locator('#field-phone').fill('111');
  await changes('customers', id, { name: 'Annet Navn', phone: '222' });
  // The list hears of it; what is being typed stays.
  await alex.page.locator('.split > .list').getByText('Annet Navn').waitFor();
  assert.is(await alex.page.locator('#field-phone').inputValue(), '111');
  await save();
  await alex.page.getByText(/^Alex Morgan changed this at/).waitFor();
  await alex.sees('meanwhile.both', { fields: alex.words('field.phone') });
  await alex.page.locator('.details').getByText('Annet Navn').first().waitFor();
  await nothingToReport(alex.page, 'a change that came too late');
  await alex.button('meanwhile.mine').click();
  await saved();
  const { body } = await stored('customers', id);
  assert.equal([body['name'], body['phone']], ['Annet Navn', '111']);
});

test('somebody else was faster: theirs, and nothing of mine', limits, async () => {
  const { id } = await customer('Tredje Navn', 'K-2');
  await openAt('customers', id);
  await alex.page.locator('#field-name').fill('Mitt Navn');
  await changes('customers', id, { name: 'Deres Navn' });
  await save();
  await alex.button('meanwhile.theirs').click();
  assert.is(await alex.page.locator('#field-name').inputValue(), 'Deres Navn');
  assert.is(await alex.button('part.save').count(), 0);
  assert.is((await stored('customers', id)).body['name'], 'Deres Navn');
});

test('who changes nothing sees what others change at once', limits, async () => {
  const { id } = await customer('Stille Navn', 'K-3');
  await openAt('customers', id);
  await alex.page.locator('tr[data-key]').first().waitFor();
  await changes('customers', id, { name: 'Nytt Navn' });
  await alex.page.waitForFunction(
    () => document.querySelector<HTMLInputElement>('#field-name')?.value === 'Nytt Navn',
  );
});

test('what is typed stays, though the record comes a second time and later', limits, async () => {
  const { id } = await customer('Sent Navn', 'K-4');
  const late = `**/api/customers/${id}`;
  await alex.page.route(late, async (route) => {
    await alex.page.waitForTimeout(1_500);
    await route.continue();
  });
  const [second] = await Promise.all([
    alex.page.waitForResponse((answer) => answer.url().endsWith(`/customers/${id}`)),
    openAt('customers', id).then(() => alex.page.locator('#field-phone').fill('333')),
  ]);
  await second.finished();
  await alex.page.waitForTimeout(300);
  assert.is(await alex.page.locator('#field-phone').inputValue(), '333');
  await alex.page.unroute(late);
  await save();
  await saved();
});

test('the list of products shows what the stores have, as it changes', limits, async () => {
  const [milk] = (await alex.asks<Listed>('/products?search=helmelk')).records;
  const [store] = (await alex.asks<Listed>('/stores')).records;
  const [reason] = (await alex.asks<Listed>('/reason-codes?search=breakage')).records;
  assert.ok(milk !== undefined && store !== undefined);
  await alex.open('/office/products?search=helmelk');
  await alex.button('part.columns').click();
  await alex.page.getByRole('dialog').getByLabel(alex.words('field.stock'), { exact: true }).check();
  await alex.page.keyboard.press('Escape');
  const had = (await alex.asks<StockOfProduct>(`/stock/products/${milk.id}`)).total;
  /** A minus is written in more than one way. */
  const cell = (quantity: number) => {
    const figures = `${quantity < 0 ? '[−-]' : ''}${String(Math.abs(quantity) / 1_000)}`;
    return alex.page.locator(`tr[data-key="${milk.id}"] td`, {
      hasText: new RegExp(`^${alex.words('field.stock')}:\\s*${figures}$`),
    });
  };
  await cell(had).waitFor();
  await alex.tells('POST', '/stock/adjustments', {
    id: 'list-shows-stock',
    store: store.id,
    reason: reason?.id ?? 'breakage',
    note: '',
    lines: [{ product: milk.id, quantity: -5_000 }],
  });
  await cell(had - 5_000).waitFor();
});

test('the list of registers shows where a box stands', limits, async () => {
  const { boxes } = await alex.asks<{ boxes: { register: string; paired: boolean }[] }>('/boxes');
  const without = boxes.find(({ paired }) => !paired);
  assert.ok(without !== undefined, 'a register without a box');
  await alex.open('/office/registers');
  await alex.page
    .locator('tr[data-key]', { hasText: without.register })
    .getByText(alex.words('boxes.unpaired'))
    .waitFor();
});

test('no page complained on the way', () => {
  assert.equal(alex.troubles, []);
});
