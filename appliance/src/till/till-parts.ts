// What a till is built of: each part made by `main`, none of them knowing the till.
import type { DeviceRoom } from '../devices/device-room.ts';
import type { Clock } from '../platform/ports/clock.ts';
import type { Ids } from '../platform/ports/ids.ts';
import type { Log } from '../platform/ports/log.ts';
import type { CardDesk } from './cards/card-desk.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import type { Customers } from './customers/customers.ts';
import type { GiftCards } from './gift-cards/gift-cards.ts';
import type { JournalStore } from './journal/store.ts';
import type { WorkingTimes } from './journal/working-times.ts';
import type { AskOffice } from './office/ask-office.ts';
import type { Printing } from './printing/port.ts';
import type { Register } from './register/register.ts';
import type { SaleOf } from './selling/sale-of.ts';
import type { ShopInUse } from './shop/shop-in-use.ts';
import type { ShopStore } from './shop/shop-store.ts';
import type { LogIn } from './staff/log-in.ts';
import type { StaffStore } from './staff/staff-store.ts';
import type { ShopTabs } from './tabs/shop-tabs.ts';

export interface TillParts {
  readonly version: string;
  readonly demo: boolean;
  readonly register: Register;
  readonly store: JournalStore;
  /** Sales that goods come back of. */
  readonly saleOf: SaleOf;
  readonly workingTimes: WorkingTimes;
  readonly catalogue: Catalogue;
  readonly customers: Customers;
  readonly staff: StaffStore;
  readonly logIn: LogIn;
  readonly printing: Printing;
  readonly devices: DeviceRoom;
  readonly cards: CardDesk;
  readonly shop: ShopInUse;
  /** Where the feed writes what the shop becomes. */
  readonly plans: Pick<ShopStore, 'read'>;
  /** Whether the back office can be reached now; some goods are not sold without it. */
  readonly officeInReach: () => boolean;
  readonly askOffice: AskOffice;
  /** Of the shop's other registers. */
  readonly shopTabs: ShopTabs;
  readonly giftCards: GiftCards;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}
