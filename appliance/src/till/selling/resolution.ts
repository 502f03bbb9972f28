// What becomes of something a page asked before the rules decide on it, and what it is made with.
import type { Result } from '../../domain/refusal.ts';
import type { RegisterCommand } from '../../domain/register/commands.ts';
import type { TabId } from '../../domain/tab/tab.ts';
import type { RegisterState } from '../../domain/register/state.ts';
import type { CommandBody, CommandName } from '../../protocol/commands.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { AccountDesk } from '../customers/account-desk.ts';
import type { Customers } from '../customers/customers.ts';
import type { PointsDesk } from '../customers/points-desk.ts';
import type { GiftCards } from '../gift-cards/gift-cards.ts';
import type { JournalStore } from '../journal/store.ts';
import type { WorkingTimes } from '../journal/working-times.ts';
import type { Shop } from '../shop/shop.ts';
import type { StaffStore } from '../staff/staff-store.ts';
import type { ShopTabs } from '../tabs/shop-tabs.ts';
import type { MailReceipt } from './mail-receipt.ts';
import type { NextQuantity } from './next-quantity.ts';
import type { SaleOf } from './sale-of.ts';
import type { Weighing } from './weighing.ts';

export interface Resolved {
  /** Either ready, or to be made when its turn in the register's queue has come. */
  readonly command: RegisterCommand | (() => Promise<Result<RegisterCommand, FailureCode>>);
  readonly print?: boolean;
  /** The scale's weight went into this command; called when it is refused. */
  readonly giveBack?: () => void;
}

export type Resolution = Result<Resolved, FailureCode>;

export interface ResolveContext {
  readonly register: string;
  readonly catalogue: Catalogue;
  readonly customers: Customers;
  readonly points: PointsDesk;
  readonly accounts: AccountDesk;
  /** As it is, or as it is practised. */
  readonly state: () => RegisterState;
  readonly practises: () => boolean;
  readonly staff: Pick<StaffStore, 'member'>;
  readonly store: JournalStore;
  readonly saleOf: SaleOf;
  readonly giftCards: GiftCards;
  readonly mailReceipt: MailReceipt;
  readonly workingTimes: WorkingTimes;
  readonly weighing: Weighing;
  readonly nextQuantity: NextQuantity;
  readonly shop: () => Shop;
  readonly now: () => number;
  readonly officeInReach: () => boolean;
  readonly shopTabs: ShopTabs;
  /** The tab at hand, of what is sold and not practised. */
  readonly atHand: () => TabId | null;
  /** Whether a payment with this tender is asked of the terminal. */
  readonly asksTerminal: (tender: string) => boolean;
  /** What it says before a payment is written down; undefined: nothing. */
  readonly markTerminal: () => Promise<string | undefined>;
}

/** Makes a command of what a page asked by that name. */
export type Resolver<Name extends CommandName> = (
  id: string,
  body: CommandBody<Name>,
  context: ResolveContext,
) => Promise<Resolution> | Resolution;
