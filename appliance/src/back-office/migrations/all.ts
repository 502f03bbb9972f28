// The steps of the back office's database in their order: one line for each. A room that keeps tables of its own adds its file here.
import type { Migration } from '../../platform/database/migrations/migration.ts';
import { mailTable } from '../../platform/mail/mail-table.ts';
import { accountTables } from './accounts.ts';
import { alarmNotes } from './alarm-notes.ts';
import { archiveTables } from './archive.ts';
import { badges } from './badges.ts';
import { boxTables } from './boxes.ts';
import { feedTables } from './feed.ts';
import { fleetTables } from './fleet.ts';
import { foldTables } from './folds.ts';
import { giftCardTables } from './gift-cards.ts';
import { goodsIndex } from './goods-index.ts';
import { people } from './people.ts';
import { pointsTables } from './points.ts';
import { records } from './records.ts';
import { prepaymentTables } from './prepayments.ts';
import { returnTables } from './returns.ts';
import { salesTables } from './sales.ts';
import { stockTables } from './stock.ts';
import { tabReviews } from './tab-reviews.ts';
import { tabTables } from './tabs.ts';

export const officeMigrations: readonly Migration[] = [
  people,
  records,
  mailTable(3),
  foldTables(4),
  salesTables(5),
  stockTables(6),
  fleetTables(7),
  archiveTables(8),
  boxTables(9),
  feedTables(10),
  alarmNotes(11),
  goodsIndex(12),
  badges(13),
  giftCardTables(14),
  returnTables(15),
  pointsTables(16),
  tabTables(17),
  accountTables(18),
  tabReviews(19),
  prepaymentTables(20),
];
