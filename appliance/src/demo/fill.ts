// Fills an empty database with the demo shop. Does nothing where a shop already is.
import { hashPassword } from '../platform/password/password.ts';
import type { Database } from '../platform/ports/database.ts';
import { Catalogue } from '../till/catalogue/catalogue.ts';
import { ShopStore } from '../till/shop/shop-store.ts';
import { defaultRoles } from '../till/staff/roles.ts';
import { planOf } from '../till/shop/shop-plan.ts';
import { putRoles, putStaff } from '../till/staff/staff-store.ts';
import { demoItems } from './products.ts';
import { demoShop, demoUsers } from './shop.ts';

export async function fillDemoShop(database: Database): Promise<void> {
  const shops = new ShopStore(database);
  if ((await shops.read()) !== undefined) return;
  const staff = await Promise.all(
    demoUsers.map(async ({ pin, ...user }) => ({ ...user, pinHash: await hashPassword(pin) })),
  );
  await database.transaction(async (tx) => {
    await putRoles(tx, defaultRoles);
    await putStaff(tx, staff);
  });
  await new Catalogue(database).put(demoItems);
  // Last: a shop that can be read is a shop that is whole.
  await shops.write(planOf(demoShop(demoItems)));
}
