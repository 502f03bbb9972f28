// The shop that the till works with now. Everybody asks it, nobody keeps what it said: the office may send another shop at any moment, a
// change of law comes into force at midnight, another template is shown from eleven on. Decisions are given what holds at their moment;
// pages are told when something changed.
import type { Campaign } from '../../domain/campaign/campaign.ts';
import { runningAt } from '../../domain/campaign/in-force.ts';
import type { SellingSettings, ShopSettings } from '../../domain/shop/settings.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import { type LocalTime, localTimeIn } from './local-time.ts';
import { gridAt, hasTimes, momentsOf, settingsAt, type ShopPlan, withGrid } from './shop-plan.ts';
import type { GridTemplate, Shop } from './shop.ts';

const minuteMs = 60_000;
/** The wall clock may jump: what it makes true is seen after this at the latest. */
const longestWaitMs = 60 * minuteMs;

interface InForce {
  readonly settings: ShopSettings;
  readonly from: number;
  readonly until: number;
  /** With the campaigns that run in the minute looked at last. */
  selling: SellingSettings;
  minute: number;
}

export class ShopInUse {
  readonly #clock: Clock;
  readonly #listeners = new Set<() => void>();
  #plan: ShopPlan;
  #moments: readonly number[];
  #timeOf: (now: number) => LocalTime;
  #inForce: InForce;
  #grid: GridTemplate | null;
  #shop: Shop;
  #running = false;
  #cancel: (() => void) | undefined;

  constructor(plan: ShopPlan, clock: Clock) {
    this.#clock = clock;
    this.#plan = plan;
    this.#moments = momentsOf(plan);
    this.#timeOf = localTimeIn(plan.item.shop.timeZone);
    const now = clock.now();
    this.#inForce = this.#inForceAt(now);
    this.#grid = gridAt(plan, this.#timeOf(now));
    this.#shop = withGrid(plan, this.#inForce.selling, this.#grid);
  }

  /** What is sold by at this very moment; the same object for as long as nothing of it changes. */
  get settings(): SellingSettings {
    const now = this.#clock.now();
    if (now < this.#inForce.from || now >= this.#inForce.until) this.#inForce = this.#inForceAt(now);
    const { campaigns = [] } = this.#inForce.settings;
    if (campaigns.length > 0 && Math.floor(now / minuteMs) !== this.#inForce.minute)
      this.#lookAtCampaigns(this.#inForce, now);
    return this.#inForce.selling;
  }

  /** The whole shop at this moment. */
  get now(): Shop {
    const { settings } = this;
    if (settings !== this.#shop.settings || this.#grid !== this.#shop.grid)
      this.#shop = withGrid(this.#plan, settings, this.#grid);
    return this.#shop;
  }

  /** Day and time in the shop. */
  time(): LocalTime {
    return this.#timeOf(this.#clock.now());
  }

  /** Called after another plan came, and when time made something else true. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  replace(plan: ShopPlan): void {
    this.#plan = plan;
    this.#moments = momentsOf(plan);
    this.#timeOf = localTimeIn(plan.item.shop.timeZone);
    const now = this.#clock.now();
    this.#inForce = this.#inForceAt(now);
    this.#grid = gridAt(plan, this.#timeOf(now));
    // Patterns, languages and categories may be others under the same settings.
    this.#shop = withGrid(plan, this.#inForce.selling, this.#grid);
    this.#tell();
    this.#wait();
  }

  start(): void {
    this.#running = true;
    this.#wait();
  }

  stop(): void {
    this.#running = false;
    this.#cancel?.();
  }

  #inForceAt(now: number): InForce {
    const settings = settingsAt(this.#plan, now);
    const inForce: InForce = {
      settings,
      from: this.#moments.findLast((moment) => moment <= now) ?? -Infinity,
      until: this.#moments.find((moment) => moment > now) ?? Infinity,
      selling: settings,
      minute: Math.floor(now / minuteMs),
    };
    if (settings.campaigns !== undefined) this.#lookAtCampaigns(inForce, now);
    return inForce;
  }

  #lookAtCampaigns(inForce: InForce, now: number): void {
    const { settings, selling } = inForce;
    const running = runningAt(settings.campaigns ?? [], { at: now, ...this.#timeOf(now) });
    if (!isSame(running, selling.running ?? [])) inForce.selling = { ...settings, running };
    inForce.minute = Math.floor(now / minuteMs);
  }

  /** Until something may become true by itself. A shop in which nothing ever does has no timer. */
  #wait(): void {
    this.#cancel?.();
    if (!this.#running) return;
    const now = this.#clock.now();
    const moment = this.#moments.find((each) => each > now);
    const waits = [
      ...(moment === undefined ? [] : [moment - now]),
      ...(hasTimes(this.#plan) || (this.#inForce.settings.campaigns ?? []).length > 0
        ? [minuteMs - (now % minuteMs)]
        : []),
    ];
    if (waits.length === 0) return;
    this.#cancel = this.#clock.after(Math.min(...waits, longestWaitMs), () => {
      const before = this.#shop;
      this.#grid = gridAt(this.#plan, this.time());
      if (this.now !== before) this.#tell();
      this.#wait();
    });
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function isSame(one: readonly Campaign[], other: readonly Campaign[]): boolean {
  return one.length === other.length && one.every((campaign, index) => campaign === other[index]);
}
