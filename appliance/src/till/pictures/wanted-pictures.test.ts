// What a till wants to show is read off what the feed left in its database, whole pages of it.
import { openJournal } from '../../../test/journal/open-journal.ts';
import { assert, suite } from '../../../test/kit.ts';
import { demoShop } from '../../demo/shop.ts';
import { planOf } from '../shop/shop-plan.ts';
import { ShopStore } from '../shop/shop-store.ts';
import { wantedPictures } from './wanted-pictures.ts';

const test = suite('wanted pictures');
const name = (number: number): string => `up-${number.toString(16).padStart(24, '0')}`;

test('uploaded pictures of products, categories and folders, each once; those of the product itself are not fetched', async () => {
  const { database } = await openJournal();
  try {
    assert.equal(await wantedPictures(database), new Set(), 'a box without a shop');
    await database.transaction(async (tx) => {
      for (let number = 1; number <= 2_345; number += 1) {
        const picture = number % 2 === 0 ? 'red-apple' : name(number % 7);
        const body = JSON.stringify(number % 5 === 0 ? { name: 'x' } : { name: 'x', picture });
        await tx.run('INSERT INTO product(number, id, sku, active, body) VALUES (?, ?, ?, 1, ?)', [
          number * 3,
          `p${number}`,
          `s${number}`,
          body,
        ]);
      }
      const last = JSON.stringify({ name: 'last', picture: name(77) });
      await tx.run("INSERT INTO product(number, id, sku, active, body) VALUES (9000, 'l', 'l', 1, ?)", [
        last,
      ]);
    });
    const plan = planOf(demoShop());
    const [category] = plan.item.categories;
    const [id, template] = Object.entries(plan.templates)[0] ?? [];
    const [folder, content] = Object.entries(template?.grid.folders ?? {})[0] ?? [];
    assert.ok(category !== undefined && id !== undefined && template !== undefined);
    assert.ok(folder !== undefined && content !== undefined);
    const folders = { ...template.grid.folders, [folder]: { ...content, picture: name(99) } };
    await new ShopStore(database).write({
      ...plan,
      item: {
        ...plan.item,
        categories: [...plan.item.categories, { ...category, id: 'c', picture: name(88) }],
      },
      templates: { [id]: { ...template, grid: { ...template.grid, folders } } },
    });
    const expected = [0, 1, 2, 3, 4, 5, 6, 77, 88, 99].map(name);
    assert.equal([...(await wantedPictures(database))].sort(), expected.sort());
  } finally {
    await database.close();
  }
});
