// What the rooms of the office stand on and are to each other, as far as more than one part of the daemon knows it.
import type { Fleet } from '../back-office/fleet/fleet.ts';
import type { Folds } from '../back-office/folds/runner.ts';
import type { LiveHub } from '../back-office/live/hub.ts';
import type { People } from '../back-office/people/open-people.ts';
import type { PeopleRecords } from '../back-office/people/people-records.ts';
import type { CardList } from '../back-office/gift-cards/card-list.ts';
import type { Accounts } from '../back-office/accounts/accounts.ts';
import type { Points } from '../back-office/points/points.ts';
import type { RecordStore } from '../back-office/records/record-store.ts';
import type { SettingsStore } from '../back-office/settings/settings-store.ts';
import type { Returns } from '../back-office/returns/returns.ts';
import type { Stock } from '../back-office/stock/stock.ts';
import type { Disputes } from '../back-office/tabs/disputes.ts';
import type { ShopTabs } from '../back-office/tabs/shop-tabs.ts';
import type { Config } from '../platform/config/config.ts';
import type { DaemonPorts, Ends } from './ports.ts';
import type { Outbox } from '../platform/mail/outbox.ts';

export interface RoomsGround {
  readonly config: Config;
  readonly ports: DaemonPorts;
  readonly ends: Ends;
  /** Where people open the office, without a slash at the end. */
  readonly publicUrl: string;
}

/** Records, and the people who work with them. */
export interface StaffRooms {
  readonly records: RecordStore;
  readonly settings: SettingsStore;
  readonly people: People;
  readonly peopleOfStore: PeopleRecords;
  readonly outbox: Outbox;
  /** As the company calls itself. */
  readonly company: () => Promise<string>;
}

/** What is made of the journals and heard of the boxes. */
export interface WatchRooms {
  readonly folds: Folds;
  readonly fleet: Fleet;
  readonly hub: LiveHub;
  readonly stock: Stock;
  readonly tabs: ShopTabs;
  readonly disputes: Disputes;
  readonly points: Points;
  readonly accounts: Accounts;
  readonly cards: CardList;
  readonly returns: Returns;
}
