// The steps of the till's database in their order: one line for each. A room that keeps tables of its own adds its file here.
import type { Migration } from './migration.ts';
import { journal } from './0001-journal.ts';
import { shop } from './0002-shop.ts';
import { feed } from './0003-feed.ts';
import { customers } from './0004-customers.ts';
import { cash } from './0005-cash.ts';
import { workingTimes } from './0006-working-times.ts';
import { badges } from './0007-badges.ts';
import { tabsElsewhere } from './0008-tabs-elsewhere.ts';
import { cashOnAccount } from './0009-cash-on-account.ts';

export const migrations: readonly Migration[] = [
  journal,
  shop,
  feed,
  customers,
  cash,
  workingTimes,
  badges,
  tabsElsewhere,
  cashOnAccount,
];
