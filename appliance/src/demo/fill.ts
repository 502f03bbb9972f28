// Fills an empty database of a till with the demo shop, as the office's feed would. Does nothing where a shop already is.
import { systemClock } from '../platform/clock/system-clock.ts';
import type { Database } from '../platform/ports/database.ts';
import type { Log } from '../platform/ports/log.ts';
import { hashPassword } from '../platform/password/password.ts';
import { TillFeed } from '../till/feed/till-feed.ts';
import { ShopStore } from '../till/shop/shop-store.ts';
import { demoUsers } from './people.ts';
import { demoFeed } from './shop.ts';

const nothing = (): void => undefined;
const silent: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** Of a feed that no office has: whatever office comes, its own begins anew. */
const epoch = 'demo';

export async function fillDemoShop(database: Database): Promise<void> {
  if ((await new ShopStore(database).read()) !== undefined) return;
  const hashes = await Promise.all(
    demoUsers.map(async ({ id, pin }) => [id, await hashPassword(pin)] as const),
  );
  const feed = new TillFeed({ database, clock: systemClock, log: silent });
  await feed.apply({ epoch, number: 0, whole: true, items: demoFeed('B1', new Map(hashes)) });
}
