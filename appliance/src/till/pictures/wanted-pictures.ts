// Which of the office's pictures this till may show: those of products, categories and folders, as the feed named them.
import { uploadedName } from '../../platform/pictures/kept-pictures.ts';
import type { Database } from '../../platform/ports/database.ts';
import { readPlan } from '../shop/shop-store.ts';

/** Products looked at in one statement: searches of the till go between two. */
const piece = 1_000;

/** Names of uploaded pictures; those that come with the product are on every box. */
export async function wantedPictures(database: Pick<Database, 'all'>): Promise<ReadonlySet<string>> {
  const wanted = new Set<string>();
  const add = (picture: unknown): void => {
    if (typeof picture === 'string' && uploadedName.test(picture)) wanted.add(picture);
  };
  const plan = await readPlan(database);
  for (const { picture } of plan?.item.categories ?? []) add(picture);
  for (const { grid } of Object.values(plan?.templates ?? {}))
    for (const { picture } of Object.values(grid.folders)) add(picture);
  for (let last: number | undefined = 0; last !== undefined;) {
    const rows = await database.all(
      `SELECT number, body ->> '$.picture' AS picture FROM product WHERE number > ? ORDER BY number LIMIT ${piece}`,
      [last],
    );
    for (const { picture } of rows) add(picture);
    last = rows.length < piece ? undefined : Number(rows.at(-1)?.['number']);
  }
  return wanted;
}
