// The floor plan in the office: tables are added, dragged, moved and sized by keys, named and taken away; what was saved is there when it is
// asked for again, and axe finds nothing.
import { assert } from '../../appliance/test/kit.ts';
import { type Listed, type OfficeDesk, officeSuite } from './office-desk.ts';
import { nothingToReport } from './shop.ts';

const limits = { timeoutMs: 120_000 };

/** A phone, and a desk on which the whole form is seen. */
const sizes = [
  { width: 390, height: 844 },
  { width: 1366, height: 1200 },
];

let alex: OfficeDesk;

const test = officeSuite('floor plans in the office', {
  untried: 'the editor of floor plans was not tried in a browser',
  arrived: async (desk) => {
    alex = desk;
    await alex.page.setViewportSize({ width: 1366, height: 1200 });
  },
});

const table = (name: string) => alex.page.locator(`[data-table="${name}"]`);

async function kept(name: string) {
  const { records } = await alex.asks<Listed>(`/floor-plans?search=${encodeURIComponent(name)}`);
  assert.is(records.length, 1, name);
  return records[0]?.body as { readonly tables: readonly Readonly<Record<string, unknown>>[] };
}

async function saves(): Promise<void> {
  await alex.page.getByRole('button', { name: /^(Save|Add the)/ }).click();
  await alex.page.getByText(/^Saved at/).waitFor();
}

test('a new room: tables are added and stand where they are dragged', limits, async () => {
  await alex.open('/office/floor-plans?open=new');
  await alex.field('field.name').fill('Loft');
  await alex.choose(alex.field('field.shop'), 'Brygga Mat');
  await alex.page.keyboard.press('Tab');
  const add = alex.page.getByRole('button', { name: alex.words('floor.add') });
  await add.click();
  await add.click();
  await nothingToReport(alex.page, 'a room with two tables', sizes);
  const box = await table('2').boundingBox();
  const room = await alex.page.getByRole('group', { name: alex.words('floor.tables') }).boundingBox();
  assert.ok(box !== null && room !== null);
  const [cellWidth, cellHeight] = [room.width / 16, room.height / 10];
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await alex.page.mouse.move(at.x, at.y);
  await alex.page.mouse.down();
  await alex.page.mouse.move(at.x + 3 * cellWidth, at.y + 2 * cellHeight, { steps: 6 });
  await alex.page.mouse.move(at.x + 6 * cellWidth, at.y + 4 * cellHeight, { steps: 6 });
  await alex.page.mouse.up();
  await saves();
  const { tables } = await kept('Loft');
  assert.equal(
    tables.map(({ name, x, y }) => [name, x, y]),
    [
      ['1', 0, 0],
      ['2', 8, 4],
    ],
  );
});

test('by keys alone: moved, sized, and not onto another', limits, async () => {
  await table('1').focus();
  for (const key of ['ArrowRight', 'ArrowDown', 'Shift+ArrowRight', 'Shift+ArrowRight']) {
    await alex.page.keyboard.press(key);
  }
  await alex.page.keyboard.press('ArrowLeft');
  await alex.page.keyboard.press('ArrowLeft');
  await alex.page.getByText(alex.words('floor.no-room')).waitFor();
  await saves();
  const [first] = (await kept('Loft')).tables;
  assert.equal([first?.['x'], first?.['y'], first?.['width'], first?.['height']], [0, 1, 4, 2]);
});

test('named, seated, round; and taken away with a key', limits, async () => {
  await table('2').click();
  await alex.field('floor.name').fill('Bar');
  await alex.page.keyboard.press('Tab');
  await alex.field('floor.seats').fill('9');
  await alex.page.keyboard.press('Tab');
  await alex.page.locator('label', { hasText: alex.words('floor.round') }).click();
  await table('1').focus();
  await alex.page.keyboard.press('Delete');
  await saves();
  const { tables } = await kept('Loft');
  assert.is(tables.length, 1);
  assert.equal([tables[0]?.['name'], tables[0]?.['seats'], tables[0]?.['shape']], ['Bar', 9, 'round']);
});

test('the list names rooms and shops, and a room is no smaller than its tables', limits, async () => {
  await alex.open('/office/floor-plans');
  await alex.page.getByText('Spisesal').first().waitFor();
  await nothingToReport(alex.page, 'the list of floor plans', sizes);
  await alex.open('/office/floor-plans?open=terrasse');
  await alex.field('floor.rows').fill('4');
  await alex.page.keyboard.press('Tab');
  await alex.page.getByText(alex.words('floor.too-small')).waitFor();
  assert.equal(alex.troubles, []);
});
