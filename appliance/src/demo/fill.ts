// Fills an empty database with the demo shop. Does nothing where a shop already is.
import { hashPassword } from '../platform/password/password.ts';
import type { Database } from '../platform/ports/database.ts';
import { Catalogue } from '../till/catalogue/catalogue.ts';
import { ShopStore } from '../till/shop/shop-store.ts';
import { defaultRoles } from '../till/staff/roles.ts';
import { StaffStore } from '../till/staff/staff-store.ts';
import { demoItems } from './products.ts';
import { demoShop, demoUsers } from './shop.ts';

export async function fillDemoShop(database: Database): Promise<void> {
  const shops = new ShopStore(database);
  if ((await shops.read()) !== undefined) return;
  const staff = new StaffStore(database);
  await staff.putRoles(defaultRoles);
  for (const { pin, ...user } of demoUsers) await staff.put({ ...user, pinHash: await hashPassword(pin) });
  await new Catalogue(database).put(demoItems);
  // Last: a shop that can be read is a shop that is whole.
  await shops.write(demoShop(demoItems));
}
