// What lies one press deeper in the office's pages, on a real daemon: stock put right, variants, a box paired and cut off, a CSV file, a picture,
// a campaign, the till's grid. Whatever a page sends must be there when it is asked for again.
import sharp from 'sharp';
import type { StockOfProduct } from '@countertop/appliance/protocol';
import { assert } from '../../appliance/test/kit.ts';
import { type Listed, type OfficeDesk, type OfficeHouse, officeSuite } from './office-desk.ts';
import { nothingToReport } from './shop.ts';

const limits = { timeoutMs: 120_000 };

let house: OfficeHouse;
let alex: OfficeDesk;

/** The first record of a kind that a search finds. */
async function found(path: string, search: string): Promise<Listed['records'][number]> {
  const { records } = await alex.asks<Listed>(`/${path}?search=${encodeURIComponent(search)}`);
  const [first] = records;
  assert.ok(first !== undefined, `${search} among ${path}`);
  return first;
}

async function saves(): Promise<void> {
  await alex.page.getByRole('button', { name: /^(Save|Add the)/ }).click();
  await alex.page.getByText(/^Saved at/).waitFor();
}

const test = officeSuite('depths of the office', {
  untried: 'the depths of the office were not tried in a browser',
  arrived: (desk, at) => {
    alex = desk;
    house = at;
  },
});

test('stock is put right with a reason, and the movement is there', limits, async () => {
  const { id } = await found('products', 'helmelk');
  const before = await alex.asks<StockOfProduct>(`/stock/products/${id}`);
  await alex.open(`/office/stock?open=${id}`);
  await alex.sees('stock.adjust');
  await alex.field('stock.reason').selectOption('breakage');
  await alex.sees('stock.taken-off');
  await alex.field('stock.quantity').fill('3');
  await alex.field('field.note').fill('Tray dropped');
  await alex.button('stock.book').click();
  await alex.page.getByText('Tray dropped').waitFor();
  await nothingToReport(alex.page, 'stock of a product');
  const after = await alex.asks<StockOfProduct>(`/stock/products/${id}`);
  const sum = ({ stores }: StockOfProduct): number =>
    stores.reduce((total, { quantity }) => total + quantity, 0);
  assert.is(sum(after), sum(before) - 3_000);
});

test('a product gets its variants, and shows them when opened again', limits, async () => {
  const { id } = await found('products', 'filterkaffe');
  await alex.open(`/office/products?open=${id}`);
  await alex.tab('tab.variants').click();
  for (const [label, words] of [
    ['variants.colours', ['Svart', 'Brun']],
    ['variants.sizes', ['S', 'L']],
  ] as const) {
    for (const word of words) {
      await alex.field(label).fill(word);
      await alex.page.keyboard.press('Enter');
    }
  }
  await alex.button('variants.make', { count: 4 }).click();
  const table = alex.page.getByRole('region').getByRole('table');
  await table.getByRole('link').nth(3).waitFor();
  await nothingToReport(alex.page, 'variants');
  await alex.page.reload();
  await alex.tab('tab.variants').click();
  await table.getByRole('link').nth(3).waitFor();
  assert.is(await table.getByRole('link').count(), 4);
  await table.getByRole('link').first().click();
  await alex.tab('tab.variants').click();
  await alex.sees('variants.is-one');
});

test('a code to pair a box, and the register taken away', limits, async () => {
  await alex.open('/office/registers?open=b1');
  await alex.tab('tab.pairing').click();
  await alex.page.getByRole('button', { name: /^Pair (a|another) box/ }).click();
  assert.match(await alex.field('boxes.code').inputValue(), /^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  await nothingToReport(alex.page, 'a pairing code');
});

test('a file with a mistake changes nothing; put right, it is taken whole', limits, async () => {
  const address = `${house.box.origin}/api/suppliers.csv`;
  const sample = await (await alex.page.request.get(address)).text();
  const [head = ''] = sample.split(/\r?\n/);
  const columns = head.replace(/^\uFEFF/, '').split(/[;,\t]/);
  const cut = head.includes(';') ? ';' : ',';
  const line = (values: Readonly<Record<string, string>>): string =>
    columns.map((column) => values[column] ?? '').join(cut);
  const file = (email: string) => ({
    name: 'suppliers.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      [
        head,
        line({ name: 'Tine Meierier', currency: 'NOK' }),
        line({ name: 'Grøntpartner', currency: 'NOK', email }),
        '',
      ].join('\n'),
    ),
  });
  await alex.open('/office/suppliers?open=import');
  const picker = alex.page.locator('input[type=file]');
  await picker.setInputFiles(file('not an address'));
  await alex.page.getByRole('cell', { name: '3', exact: true }).waitFor();
  await nothingToReport(alex.page, 'an import with a mistake');
  assert.is((await alex.asks<Listed>('/suppliers?search=Tine')).records.length, 0);
  await alex.page.getByRole('button', { name: alex.words('part.import-other-file') }).click();
  await picker.setInputFiles(file('post@gront.example'));
  await alex.page.getByRole('button', { name: alex.words('part.import-run', { count: 2 }) }).click();
  await alex.sees('part.import-done', { count: 2 });
  assert.is((await found('suppliers', 'Grøntpartner')).body['email'], 'post@gront.example');
});

test('a picture of a product is kept and shown', limits, async () => {
  const { id } = await found('products', 'grovbr');
  await alex.open(`/office/products?open=${id}`);
  await alex.isIn();
  const buffer = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#b5651d' } })
    .png()
    .toBuffer();
  const kept = alex.page.waitForResponse((answer) => answer.url().endsWith('/api/pictures'));
  await alex.page
    .locator('input[type=file]')
    .setInputFiles({ name: 'brod.png', mimeType: 'image/png', buffer });
  assert.is((await kept).status(), 201);
  await saves();
  const { picture } = (await found('products', 'grovbr')).body;
  assert.type(picture, 'string');
  const shown = alex.page.locator('.frame img');
  const width = await shown.evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    return image.naturalWidth;
  });
  assert.ok(width > 0);
  assert.match((await shown.getAttribute('src')) ?? '', /^\/uploads\/up-/);
});

test('a campaign with its kind and goods', limits, async () => {
  await alex.open('/office/campaigns?open=new');
  await alex.field('field.name').fill('Tre for to');
  await alex.page.getByLabel(alex.words('campaign.kind')).selectOption('n-for-m');
  await alex.choose(alex.field('campaign.products'), 'Grovb');
  await nothingToReport(alex.page, 'a campaign');
  await saves();
  const { kind } = (await found('campaigns', 'Tre for to')).body as {
    kind: { type: string; take: number; pay: number; products: string[] };
  };
  assert.equal([kind.type, kind.take, kind.pay, kind.products.length], ['n-for-m', 3, 2, 1]);
});

test('the grid: a product dragged in, a function by keys, a folder', limits, async () => {
  await alex.page.setViewportSize({ width: 1366, height: 1400 });
  await alex.open('/office/templates?open=brygga');
  const cells = alex.page.locator('[data-cell]');
  await cells.nth(29).waitFor();
  await alex.page
    .getByRole('searchbox', { name: /products/i })
    .last()
    .fill('melk');
  const product = alex.page.getByRole('complementary').getByRole('button', { name: /melk/ }).first();
  await product.waitFor();
  const empty = await cells.evaluateAll((all) =>
    all.flatMap((cell, at) => (cell.getAttribute('aria-label') === null ? [] : [at])),
  );
  const [first = -1, second = -1, third = -1] = empty;
  assert.ok(third >= 0, 'three empty cells');
  const [from, to] = [await product.boundingBox(), await cells.nth(first).boundingBox()];
  assert.ok(from !== null && to !== null);
  await alex.page.mouse.move(from.x + 20, from.y + from.height / 2);
  await alex.page.mouse.down();
  await alex.page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 8 });
  await alex.page.mouse.up();
  await cells.nth(first).locator('.key').waitFor();
  await cells.nth(second).focus();
  await alex.page.getByRole('button', { name: 'Return goods', exact: true }).last().focus();
  await alex.page.keyboard.press('Enter');
  await cells.nth(third).click();
  await alex.button('template.make-folder').click();
  await alex.field('template.folder-name').fill('Bakst');
  await nothingToReport(alex.page, 'a template');
  await saves();
  const stored = await alex.asks<{ body: { folders: Record<string, { cells: (object | null)[] }> } }>(
    '/templates/brygga',
  );
  const home = stored.body.folders['home']?.cells ?? [];
  assert.ok('product' in (home[first] ?? {}));
  assert.equal(home[second], { function: 'return' });
  assert.ok('folder' in (home[third] ?? {}));
});

test('no page complained on the way', limits, () => {
  assert.equal(alex.troubles, []);
});
