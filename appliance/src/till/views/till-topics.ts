// The topics of a till and when they are made anew. Views are cheap to make and only their differences travel.
import { clockedIn, type RegisterState } from '../../domain/register/state.ts';
import { Topic } from '../../platform/link/topic.ts';
import type {
  CustomerDisplayView,
  GridView,
  ScaleView,
  ScanView,
  StaffView,
  TillView,
} from '../../protocol/views.ts';
import type { Weighing } from '../selling/weighing.ts';
import type { StaffMember } from '../staff/staff-store.ts';
import type { TillParts } from '../till-parts.ts';
import { customerDisplayView } from './customer-display-view.ts';
import { GridInUse } from './grid-in-use.ts';
import { TabViews } from './tab-view.ts';
import { tabsElsewhere } from '../tabs/shop-tabs.ts';
import { type PoleScreen, poleOf } from './pole-lines.ts';
import { tillView } from './till-view.ts';

/** What pages are shown before anything has happened; read by whoever builds the till, as a constructor cannot wait. */
export interface FirstViews {
  readonly staff: readonly StaffMember[];
  /** Also of those who left, by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly grid: GridView;
}

export interface TillTopicsParts {
  readonly parts: TillParts;
  readonly first: FirstViews;
  readonly weighing: Weighing;
  readonly scan: () => ScanView | null;
  /** Thousandths of the next goods, said before them. */
  readonly nextQuantity: () => number | null;
  readonly drawerLeftOpen: () => number | null;
  /** What is sold, or practised, now. */
  readonly state: () => RegisterState;
}

function staffView(staff: readonly StaffMember[], state: RegisterState): StaffView {
  return {
    users: Object.fromEntries(
      staff.map(({ id, name, language, colour, lockedUntil }, position) => [
        id,
        {
          position,
          name,
          language,
          colour,
          lockedUntil,
          workingSince: clockedIn(state, id)?.start ?? null,
        },
      ]),
    ),
  };
}

export class TillTopics {
  readonly all: ReadonlyMap<string, Topic<unknown>>;
  readonly #parts: TillTopicsParts;
  readonly #tabViews: TabViews;
  readonly #till: Topic<TillView>;
  readonly #display: Topic<CustomerDisplayView>;
  readonly #scale: Topic<ScaleView>;
  readonly #staff: Topic<StaffView>;
  readonly #grid: GridInUse;
  readonly #pole: (screen: PoleScreen) => void;
  #names: ReadonlyMap<string, string>;
  #people: readonly StaffMember[];

  constructor(parts: TillTopicsParts) {
    this.#parts = parts;
    const { catalogue, shop, clock, log } = parts.parts;
    this.#pole = poleOf(parts.parts.devices.of('pole-display'));
    this.#names = parts.first.names;
    this.#people = parts.first.staff;
    this.#tabViews = new TabViews((id) => parts.parts.customers.nameOf(id));
    this.#till = new Topic('till', this.#tillView());
    this.#display = new Topic('customer-display', this.#displayView());
    this.#scale = new Topic('scale', parts.weighing.view);
    this.#staff = new Topic('staff', staffView(parts.first.staff, parts.parts.register.state));
    const grid = new Topic<GridView>('grid', parts.first.grid);
    this.#grid = new GridInUse({
      catalogue,
      shop: () => shop.now,
      clock,
      show: (view) => {
        grid.publish(view);
      },
      failed: (error) => {
        log.error({ error }, 'the grid could not be read');
      },
    });
    const topics = [this.#till, this.#display, this.#scale, this.#staff, grid] as unknown as Topic<unknown>[];
    this.all = new Map(topics.map((topic) => [topic.name, topic]));
  }

  refresh(): void {
    const display = this.#displayView();
    this.#till.publish(this.#tillView());
    this.#display.publish(display);
    this.#showOnPole(display);
  }

  refreshScale(): void {
    this.#scale.publish(this.#parts.weighing.view);
    this.#showOnPole(this.#displayView());
  }

  #showOnPole(view: CustomerDisplayView): void {
    const { settings } = this.#parts.parts.shop.now;
    this.#pole({ view, goods: this.#parts.weighing.view.goods, settings });
  }

  /** Who is on a tab may be called something else, or be known no more. */
  async refreshCustomers(): Promise<void> {
    await this.#parts.parts.customers.rename();
    this.#tabViews.forget();
    this.refresh();
  }

  /** Products, or how they are laid out, have changed. */
  refreshGrid(): void {
    this.#grid.refresh();
  }

  async refreshStaff(): Promise<void> {
    const { staff } = this.#parts.parts;
    this.#names = await staff.names();
    this.#people = await staff.active();
    this.showStaff();
  }

  /** The same people; who is clocked in has changed. */
  showStaff(): void {
    this.#staff.publish(staffView(this.#people, this.#parts.parts.register.state));
  }

  #tillView(): TillView {
    const { register, shop, logIn, printing, devices, shopTabs, cards } = this.#parts.parts;
    const { around } = shopTabs;
    return tillView({
      state: this.#parts.state(),
      elsewhere: tabsElsewhere(around, register.state),
      around,
      training: register.state.training,
      shop: shop.now,
      operator: logIn.session?.member ?? null,
      staffNames: this.#names,
      scan: this.#parts.scan(),
      nextQuantity: this.#parts.nextQuantity(),
      printing: printing.view(),
      standIns: printing.standIns(),
      drawerLeftOpen: this.#parts.drawerLeftOpen(),
      devices: devices.statuses(),
      cards: cards.steps(),
      storage: register.storage,
      tabViews: this.#tabViews,
    });
  }

  #displayView(): CustomerDisplayView {
    const { shop } = this.#parts.parts;
    return customerDisplayView(this.#parts.state(), shop.now, this.#tabViews);
  }
}
