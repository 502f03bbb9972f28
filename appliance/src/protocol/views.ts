// What pages are shown. Lists that change are records by key, each row with its `position`, so that a merge patch carries only what changed.
// All sums are the daemon's; a page adds nothing up.
import type { BoxView } from './box-view.ts';
import type { RoomView, TableState } from './floor-views.ts';
import type { Currency, Minor } from '../domain/money/money.ts';
import type { TenderKind } from '../domain/payment/tender.ts';
import type { Thousandths, Unit } from '../domain/quantity/quantity.ts';
import type { CurrencyAmount } from '../domain/register/events.ts';
import type { GiftCardType } from '../domain/gift-card/gift-card.ts';
import type { LastSale } from '../domain/register/state.ts';
import type { CloseoutSettings } from '../domain/shop/settings.ts';
import type { Grant, Permission } from '../domain/staff/permission.ts';
import type { BadgeSettings, ReasonSettings } from '../domain/shop/settings.ts';
import type { LineView, TabView, ParkedTabView, TabElsewhereView } from './tab-views.ts';

export interface ShopView {
  readonly name: string;
  readonly country: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly currency: Currency;
  /** Languages of the pages; the first is the shop's own. */
  readonly languages: readonly string[];
  readonly diningSwitchable: boolean;
  /** What is not done without a reason. */
  readonly reasons: ReasonSettings;
  /** What a scanned badge is good for. */
  readonly badges: BadgeSettings;
  readonly foreign: readonly Currency[];
  readonly closeout: CloseoutSettings;
  /** Whether tips are taken. */
  readonly tips: boolean;
  /** What courses are called, the first one first; none: by their numbers. */
  readonly courses: readonly string[];
  /** What gift cards are sold. */
  readonly giftCards: readonly GiftCardType[];
  /** Names of the categories, by id, for reports. */
  readonly categories: Readonly<Record<string, string>>;
}

export interface ShiftView {
  readonly number: number;
  readonly openedAt: number;
  readonly openedBy: string;
  readonly total: Minor;
  readonly receipts: number;
  readonly averageBasket: Minor;
  /** Cash that should be in the drawer now, by currency. Null where the operator may not see it (blind count). */
  readonly expectedCash: readonly CurrencyAmount[] | null;
}

export interface OperatorView {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly grants: Readonly<Record<Permission, Grant>>;
}

export interface TenderView {
  readonly position: number;
  readonly id: string;
  readonly name: string;
  readonly kind: TenderKind;
  readonly foreign: { readonly currency: Currency; readonly rateMillionths: number } | null;
}

/** Where the last scanned code went; every page that listens can say so. */
export interface ScanView {
  readonly at: number;
  readonly device: string;
  readonly code: string;
  /** `receipt`: the code of a receipt; the page may offer a return. `caught`: kept from the basket, for a page that asked for it. `badge`: somebody's,
   *  whose `name` is told and whose code is not. `gift-card`: a card, whose code is not told either.
   *  `tare`: a container, taken off what is being weighed. */
  readonly outcome: 'added' | 'refused' | 'receipt' | 'caught' | 'badge' | 'gift-card' | 'tare';
  /** Name of the product when added or caught. */
  readonly name: string | null;
  /** Failure code when refused. */
  readonly failure: string | null;
  /** Line that was added or increased. */
  readonly line: string | null;
  readonly receipt: number | null;
  /** Whose receipt, where it is another register's. */
  readonly register: string | null;
}

/** A line of a receipt as it stands on paper, for where there is none. Left, right and middle of 42 characters of one width. */
export type SheetLine =
  | {
      readonly kind: 'line';
      readonly text: string;
      readonly bold: boolean;
      readonly size: 1 | 2;
      readonly align: 'left' | 'centre' | 'right';
    }
  | { readonly kind: 'qr'; readonly data: string }
  /** 1-bit raster, row by row, most significant bit first, 1 = black; base64. */
  | {
      readonly kind: 'image';
      readonly widthDots: number;
      readonly heightDots: number;
      readonly bits: string;
    };

export interface ReceiptFile {
  readonly name: string;
  /** A PDF, base64. */
  readonly content: string;
}

/** Which receipt of which register; null: this one's own. */
export interface ReceiptName {
  readonly receipt: number;
  readonly register: string | null;
}

export interface PrintJobView {
  readonly position: number;
  readonly kind: string;
  readonly subject: string;
  readonly state: 'queued' | 'sending' | 'failed' | 'unknown';
  readonly reason: string | null;
  readonly at: number;
  /** Its own printer cannot print: this one does, if somebody says `print-on-backup`. Null: it is not asked. */
  readonly backup: string | null;
}

/** What the till is doing at its terminal about a payment. */
export type CardStep = 'asking' | 'aborting' | 'inquiring' | 'reversing';

export interface DeviceView {
  readonly kind: string;
  readonly presence: 'starting' | 'ready' | 'faulty' | 'gone' | 'stopped';
  readonly conditions: readonly string[];
  /** A printer that cannot print, and the one that its orders come out of meanwhile. */
  readonly standIn?: string;
}

export interface TillView {
  /** What is shown is practised: nothing of it is sold. */
  readonly training: boolean;
  readonly register: string;
  readonly shop: ShopView;
  readonly operator: OperatorView | null;
  readonly shift: ShiftView | null;
  /** Counted cash of the last close: pre-fills the opening. */
  readonly lastClose: readonly CurrencyAmount[];
  readonly tab: TabView | null;
  readonly parked: Readonly<Record<string, ParkedTabView>>;
  /** By `<register>:<tab>`. */
  readonly elsewhere: Readonly<Record<string, TabElsewhereView>>;
  /** The shop's other registers, to which a tab can be handed; `away`: not heard of. */
  readonly registers: readonly { readonly name: string; readonly away: boolean }[];
  /** Own tabs that another register took over while this one was out of reach, and that were changed here: by whom, by tab. */
  readonly takenElsewhere: Readonly<Record<string, string>>;
  /** The floor plan, room by room; none: this shop serves at no tables. */
  readonly rooms: readonly RoomView[];
  /** By table; one that is not here is free. */
  readonly tables: Readonly<Record<string, TableState>>;
  readonly lastSale: LastSale | null;
  readonly tenders: readonly TenderView[];
  readonly scan: ScanView | null;
  /** Thousandths of the next goods that are counted, said before them; null: nothing was said. */
  readonly nextQuantity: number | null;
  /** Jobs that are not done: waiting, failing, or of unknown outcome. */
  readonly printing: Readonly<Record<string, PrintJobView>>;
  readonly devices: Readonly<Record<string, DeviceView>>;
  /** Since when a drawer stands open longer than it should. Null: none does. */
  readonly drawerLeftOpen: number | null;
  /** By payment. One that is open and not here is decided by a person. */
  readonly cards: Readonly<Record<string, CardStep>>;
  /** Set while the store refuses to write (disk full): nothing is lost, nothing can be sold. */
  readonly storage: 'ok' | 'full' | 'failed';
}

/** What a key of the grid does that is no product. */
export type GridFunction =
  'quick-tab' | 'create-tab' | 'look-up-price' | 'gift-card' | 'open-drawer' | 'return' | 'discount-tab';

/** A key of the product grid. */
export type GridKey =
  | {
      readonly kind: 'product';
      readonly product: string;
      readonly name: string;
      readonly price: Minor | null;
      readonly unit: Unit;
      readonly picture: string | null;
      readonly colour: string | null;
      readonly ageLimit: number | null;
      readonly tare: number | null;
    }
  | { readonly kind: 'function'; readonly function: GridFunction }
  | {
      readonly kind: 'folder';
      readonly folder: string;
      readonly name: string;
      readonly picture: string | null;
      readonly colour: string | null;
    };

export interface GridView {
  readonly rows: number;
  readonly columns: number;
  /** By folder id; `home` is the first. Keys by cell, row by row; null = empty cell. */
  readonly folders: Readonly<
    Record<
      string,
      { readonly name: string; readonly parent: string | null; readonly keys: readonly (GridKey | null)[] }
    >
  >;
}

export interface CustomerDisplayView {
  readonly shop: { readonly name: string; readonly locale: string; readonly currency: Currency };
  readonly state: 'closed' | 'idle' | 'selling' | 'paying' | 'thanks';
  readonly lines: Readonly<
    Record<
      string,
      Pick<
        LineView,
        | 'position'
        | 'name'
        | 'picture'
        | 'colour'
        | 'quantity'
        | 'unit'
        | 'unitPrice'
        | 'discountAmount'
        | 'total'
        | 'depositOf'
        | 'prepayment'
      >
    >
  >;
  readonly discount: Minor;
  readonly total: Minor;
  readonly paid: Minor;
  readonly due: Minor;
  readonly lastSale: LastSale | null;
}

export interface ScaleView {
  readonly name: string | null;
  readonly state:
    | 'stable'
    | 'motion'
    | 'under-zero'
    | 'overload'
    | 'needs-zero'
    | 'below-minimum'
    | 'not-moved'
    | 'no-price'
    | 'fault'
    | 'none';
  /** Thousandths of a kilogram; null unless stable. */
  readonly weight: Thousandths | null;
  /** A tare was taken off by the scale itself. */
  readonly net: boolean;
  /** As on the plate of the scale: Min, Max and the interval e; 0 and null: not known. */
  readonly plate: {
    readonly minGrams: number;
    readonly maxGrams: number;
    readonly intervalGrams: number | null;
  } | null;
  /** What it can be asked for from here. */
  readonly can: { readonly zero: boolean; readonly tare: boolean; readonly price: boolean };
  /** What is being weighed: weight, unit price and total belong together, before both cashier and customer. */
  readonly goods: {
    readonly product: string;
    readonly name: string;
    readonly unitPrice: Minor | null;
    readonly tare: Thousandths;
    /** Null while there is no weight that may be sold. */
    readonly net: Thousandths | null;
    readonly total: Minor | null;
    /** Failure code of what would be answered now; null: it may be sold. */
    readonly why: string | null;
  } | null;
  readonly at: number;
}

/** Who can log in here; shown before anybody has. */
export interface StaffView {
  readonly users: Readonly<
    Record<
      string,
      {
        readonly position: number;
        readonly name: string;
        readonly language: string;
        readonly colour: string | null;
        readonly lockedUntil: number | null;
        /** Clocked in since. */
        readonly workingSince: number | null;
      }
    >
  >;
}

/** Topic → view. */
export interface Views {
  readonly till: TillView;
  readonly grid: GridView;
  readonly staff: StaffView;
  readonly scale: ScaleView;
  readonly 'customer-display': CustomerDisplayView;
  readonly box: BoxView;
}

/** Answers of queries. */
export interface ProductHit {
  readonly id: string;
  readonly name: string;
  readonly sku: string;
  readonly gtin: string | null;
  readonly plu: string | null;
  readonly price: Minor | null;
  readonly unit: Unit;
  readonly picture: string | null;
  readonly colour: string | null;
  readonly ageLimit: number | null;
  /** Weight of its usual container, grams: proposed when it is weighed. */
  readonly tare: number | null;
}

/** Enough to tell two people of one name apart, and no way to reach them. */
export interface CustomerHit {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  /** Names of their groups. */
  readonly groups: readonly string[];
}

export interface SaleHit {
  readonly receipt: number;
  readonly at: number;
  readonly total: Minor;
  readonly kind: string;
  readonly tabNumber: string;
  readonly operator: string;
}
