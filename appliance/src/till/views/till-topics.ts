// The topics of a till and when they are made anew. Views are cheap to make and only their differences travel.
import type { Product } from '../../domain/catalogue/product.ts';
import { Topic } from '../../platform/link/topic.ts';
import type { CustomerDisplayView, ScaleView, ScanView, StaffView, TillView } from '../../protocol/views.ts';
import type { Weighing } from '../selling/weighing.ts';
import type { StaffMember } from '../staff/staff-store.ts';
import type { TillParts } from '../till-parts.ts';
import { customerDisplayView } from './customer-display-view.ts';
import { gridView } from './grid-view.ts';
import { TabViews } from './tab-view.ts';
import { tillView } from './till-view.ts';

export interface TillTopicsParts {
  readonly parts: TillParts;
  readonly staff: readonly StaffMember[];
  readonly gridProducts: ReadonlyMap<string, Product>;
  readonly weighing: Weighing;
  readonly scan: () => ScanView | null;
}

function staffView(staff: readonly StaffMember[]): StaffView {
  return {
    users: Object.fromEntries(
      staff.map(({ id, name, language, colour, lockedUntil }, position) => [
        id,
        { position, name, language, colour, lockedUntil },
      ]),
    ),
  };
}

export class TillTopics {
  readonly all: ReadonlyMap<string, Topic<unknown>>;
  readonly #parts: TillTopicsParts;
  readonly #tabViews = new TabViews();
  readonly #till: Topic<TillView>;
  readonly #display: Topic<CustomerDisplayView>;
  readonly #scale: Topic<ScaleView>;
  readonly #staff: Topic<StaffView>;
  #names: ReadonlyMap<string, string>;

  constructor(parts: TillTopicsParts) {
    this.#parts = parts;
    this.#names = new Map(parts.staff.map(({ id, name }) => [id, name]));
    const { shop } = parts.parts;
    this.#till = new Topic('till', this.#tillView());
    this.#display = new Topic('customer-display', this.#displayView());
    this.#scale = new Topic('scale', parts.weighing.view);
    this.#staff = new Topic('staff', staffView(parts.staff));
    const grid = new Topic('grid', gridView(shop.grid, parts.gridProducts));
    const topics = [this.#till, this.#display, this.#scale, this.#staff, grid] as unknown as Topic<unknown>[];
    this.all = new Map(topics.map((topic) => [topic.name, topic]));
  }

  refresh(): void {
    this.#till.publish(this.#tillView());
    this.#display.publish(this.#displayView());
  }

  refreshScale(): void {
    this.#scale.publish(this.#parts.weighing.view);
  }

  async refreshStaff(): Promise<void> {
    const staff = await this.#parts.parts.staff.active();
    this.#names = new Map(staff.map(({ id, name }) => [id, name]));
    this.#staff.publish(staffView(staff));
  }

  #tillView(): TillView {
    const { register, shop, logIn, printing, devices } = this.#parts.parts;
    return tillView({
      state: register.state,
      shop,
      operator: logIn.session?.member ?? null,
      staffNames: this.#names,
      scan: this.#parts.scan(),
      printing: printing.view(),
      devices: devices.statuses(),
      storage: register.storage,
      tabViews: this.#tabViews,
    });
  }

  #displayView(): CustomerDisplayView {
    const { register, shop } = this.#parts.parts;
    return customerDisplayView(register.state, shop, this.#tabViews);
  }
}
