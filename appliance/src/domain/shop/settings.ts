// What a shop decides once and every rule is given: currency, VAT, rounding, numbering, limits. Values only; the back office owns them.
import type { Campaign } from '../campaign/campaign.ts';
import type { CustomerGroup } from '../customer/customer.ts';
import type { GiftCardType } from '../gift-card/gift-card.ts';
import type { Currency, Minor } from '../money/money.ts';
import type { Thousandths } from '../quantity/quantity.ts';
import type { BasisPoints, DiningMode, VatClass } from '../vat/vat.ts';
import type { Tender } from '../payment/tender.ts';
import type { WeighingRules } from '../weighing/weighing-rules.ts';

/** Where cash is rounded (fiscal.md 4.1). `cash`: only the cash part that settles the rest (NO, SE, DK, NL…). `always`: the whole total (BE tolerance). */
export interface CashRounding {
  /** Smallest payable step in minor units; 1 = no rounding. NOK, SEK, CZK 100; DKK 50; EUR, CHF 5. */
  readonly step: Minor;
  readonly applies: 'cash' | 'always';
}

/** One VAT class of the shop: which rate each dining mode gives, and the code that accounting knows it by. */
export interface VatClassSetting {
  readonly id: VatClass;
  readonly name: string;
  readonly rates: Readonly<Record<DiningMode, { readonly rate: BasisPoints; readonly code: string }>>;
  /** The shop does not have it any more: it taxes what lies on tabs still, and nothing new. */
  readonly retired?: true;
}

/** Orders are sent to kitchen and bar in rounds. */
export interface RoundSettings {
  /** Devices by category; what has none goes where receipts are printed. */
  readonly printers: Readonly<Record<string, string>>;
  /** What courses are called, the first one first; one that has no name is called by its number. */
  readonly courses?: readonly string[];
}

/** The registers of a shop see each other's tabs and can have them. */
export interface SharedTabSettings {
  /** How long a register must have been out of reach before a tab of it is taken over without asking it. */
  readonly leaseMs: number;
}

export interface ShopSettings {
  readonly shop: {
    readonly name: string;
    readonly addressLines: readonly string[];
    readonly organisationNumber: string;
    readonly phone?: string;
    /** ISO 3166-1 alpha-2; chooses receipt wording and fiscal rules. */
    readonly country: string;
    /** IANA zone, for receipts and reports only; the journal holds UTC. */
    readonly timeZone: string;
    readonly locale: string;
  };
  readonly currency: Currency;
  readonly vat: {
    readonly classes: readonly VatClassSetting[];
    /** Company setting, never mixed (fiscal.md 4.1): round VAT on each line and add, or on the receipt's sum per rate. */
    readonly rounding: 'line' | 'receipt';
    /** `gross`: prices contain VAT. `net`: VAT is added on top. */
    readonly prices: 'gross' | 'net';
  };
  readonly cashRounding: CashRounding;
  readonly tenders: readonly Tender[];
  readonly dining: { readonly default: DiningMode; readonly switchable: boolean };
  readonly receipt: {
    /** Below the shop's address. */
    readonly headerLines?: readonly string[];
    readonly footerLines: readonly string[];
    readonly openDrawerFor: readonly string[];
  };
  readonly limits: SellingLimits;
  /** Absent: `usualBadges`. */
  readonly badges?: BadgeSettings;
  /** Absent: none is asked for. */
  readonly reasons?: ReasonSettings;
  /** Absent: `usualCloseout`. */
  readonly closeout?: CloseoutSettings;
  /** Absent: `usualDrawer`. */
  readonly drawer?: DrawerSettings;
  /** Absent: none are taken. */
  readonly tips?: TipSettings;
  /** What the shop does otherwise than its country's law of weighing. Absent: nothing. */
  readonly weighing?: Partial<WeighingRules>;
  /** Absent: each register keeps its tabs to itself. */
  readonly sharedTabs?: SharedTabSettings;
  /** Absent: none are sent. */
  readonly rounds?: RoundSettings;
  /** Absent: none are sold. */
  readonly giftCards?: GiftCardSettings;
  /** All of the shop, whenever they run. Absent: none. */
  readonly campaigns?: readonly Campaign[];
  /** Absent: none. */
  readonly customerGroups?: readonly CustomerGroup[];
}

/** What is not done without saying why. */
export interface ReasonSettings {
  readonly discount: boolean;
  readonly priceOverride: boolean;
  /** Of lines and of tabs. */
  readonly void: boolean;
}

/** Tips are taken; these are proposed, ascending. */
export interface TipSettings {
  readonly percentages: readonly BasisPoints[];
}

export interface GiftCardSettings {
  readonly types: readonly GiftCardType[];
  /** Of the hashes that cards are known by; the same in all of the company, for ever. */
  readonly salt: string;
  /** Most that one payment takes from a card while the office cannot be asked; 0: nothing. */
  readonly offlineMax: Minor;
  /** Whether cards printed before may be sold then. */
  readonly printedOffline: boolean;
}

/** What a scanned badge does. */
export interface BadgeSettings {
  readonly approval: boolean;
  readonly logIn: boolean;
}

export const usualBadges: BadgeSettings = { approval: true, logIn: false };

/** How a shift is closed. */
export interface CloseoutSettings {
  /** Who counts does not see what should be there, unless they may print any Z-report. */
  readonly blindCount: boolean;
  /** What becomes of the tabs that are open then: kept for the next shift, voided, or no close before they are gone. */
  readonly openTabs: 'carry-over' | 'void' | 'refuse';
  /** Coins and notes to count by, largest first, for each currency; null: amounts are typed. */
  readonly denominations: readonly { readonly currency: string; readonly values: readonly Minor[] }[] | null;
}

/** What is expected is shown, amounts are typed, open tabs are carried over. */
export const usualCloseout: CloseoutSettings = {
  blindCount: false,
  openTabs: 'carry-over',
  denominations: null,
};

/** A drawer whose sensor tells that it is open. */
export interface DrawerSettings {
  /** After which it is told of; 0: never. */
  readonly leftOpenMs: number;
  /** No sale begins meanwhile. */
  readonly refusesSale: boolean;
}

export const usualDrawer: DrawerSettings = { leftOpenMs: 60_000, refusesSale: false };

/** What is sold by at one moment. */
export interface SellingSettings extends ShopSettings {
  /** Those of the campaigns that run now (`runningAt`). Absent: none. */
  readonly running?: readonly Campaign[];
}

/** Everything has a limit; reaching one is a refusal with its own code. */
export interface SellingLimits {
  readonly linesPerTab: number;
  readonly openTabs: number;
  /** Of one line. */
  readonly quantityMax: Thousandths;
  readonly unitPriceMax: Minor;
  /** Of one line and of one tab, either sign. */
  readonly totalMax: Minor;
  readonly paymentsPerTab: number;
  /** Given back without a receipt on one tab. Absent: as much as a tab may come to. */
  readonly returnWithoutReceiptMax?: Minor;
  /** Given back on one tab against other registers' receipts that nobody can look up. Absent: nothing. */
  readonly unverifiedReturnMax?: Minor;
  /** Given back by one user in one shift before somebody has to approve. Absent: as much as it is. */
  readonly returnsPerShiftMax?: Minor;
}
