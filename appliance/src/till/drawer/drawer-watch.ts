// What the sensors of the drawers say. Who opens one by its key opens it without the till: that is journalled, as every opening must be.
// One that is left open is told of, and while it stands open a shop may begin no sale.
import type { DeviceRoom } from '../../devices/device-room.ts';
import type { RegisterCommand } from '../../domain/register/commands.ts';
import type { RegisterEvent } from '../../domain/register/events.ts';
import type { RegisterState } from '../../domain/register/state.ts';
import { currentTab } from '../../domain/register/tabs.ts';
import { type DrawerSettings, usualDrawer } from '../../domain/shop/settings.ts';
import type { Clock } from '../../platform/ports/clock.ts';

export interface DrawerWatchParts {
  readonly devices: Pick<DeviceRoom, 'on'>;
  readonly clock: Clock;
  readonly settings: () => DrawerSettings | undefined;
  /** Opened by its key. */
  readonly note: (event: RegisterEvent) => Promise<unknown>;
  readonly onChange: () => void;
}

/** A pulse is sent within 5 s or never; a printer that must be asked tells of the drawer 5 s later; the rest is for a slow one. */
const ourOpeningMs = 15_000;

interface Drawer {
  readonly state: 'open' | 'closed';
  /** Wall clock. */
  readonly since: number;
}

export class DrawerWatch {
  readonly #parts: DrawerWatchParts;
  readonly #drawers = new Map<string, Drawer>();
  /** Monotonic: until then an opening is one that the till asked for. */
  #oursUntil: number | undefined;
  #cancel: () => void = () => undefined;

  constructor(parts: DrawerWatchParts) {
    this.#parts = parts;
  }

  /** Call once, before the devices start. */
  start(): void {
    this.#parts.devices.on('drawer', async (device, state) => this.#take(device, state));
  }

  /** Of what was committed: the till opens the drawer now. */
  noteCommitted(events: readonly RegisterEvent[]): void {
    if (events.some(({ type, payload }) => type === 'drawer.opened' && payload.reason !== 'key'))
      this.#oursUntil = this.#parts.clock.monotonic() + ourOpeningMs;
  }

  get isOpen(): boolean {
    return [...this.#drawers.values()].some(({ state }) => state === 'open');
  }

  /** Since when one stands open longer than it should; null: none. */
  get leftOpenSince(): number | null {
    const since = this.#openSince();
    const { leftOpenMs } = this.#settings;
    if (since === undefined || leftOpenMs === 0) return null;
    return this.#parts.clock.now() >= since + leftOpenMs ? since : null;
  }

  /** Whether the drawer must be shut before this. */
  refuses(command: RegisterCommand, state: RegisterState): boolean {
    return this.#settings.refusesSale && this.isOpen && beginsSale(command, state);
  }

  get #settings(): DrawerSettings {
    return this.#parts.settings() ?? usualDrawer;
  }

  async #take(device: string, state: Drawer['state']): Promise<void> {
    const before = this.#drawers.get(device);
    if (before?.state === state) return;
    const { clock, note, onChange } = this.#parts;
    this.#drawers.set(device, { state, since: clock.now() });
    this.#setTimer();
    onChange();
    if (state === 'closed') return;
    const isOurs = this.#oursUntil !== undefined && clock.monotonic() <= this.#oursUntil;
    this.#oursUntil = undefined;
    // Nobody saw it open that stood open when the box or its printer came.
    if (before !== undefined && !isOurs) await note({ type: 'drawer.opened', payload: { reason: 'key' } });
  }

  #openSince(): number | undefined {
    const open = [...this.#drawers.values()].filter(({ state }) => state === 'open');
    return open.length === 0 ? undefined : Math.min(...open.map(({ since }) => since));
  }

  #setTimer(): void {
    this.#cancel();
    const since = this.#openSince();
    const { leftOpenMs } = this.#settings;
    if (since === undefined || leftOpenMs === 0) return;
    const { clock, onChange } = this.#parts;
    this.#cancel = clock.after(Math.max(0, since + leftOpenMs - clock.now()), onChange);
  }
}

const firsts: ReadonlySet<RegisterCommand['type']> = new Set([
  'add-line',
  'add-return',
  'return-without-receipt',
  'sell-gift-card',
  'sell-prepayment',
]);

/** The first thing on a tab, and taking up one that was put aside. */
function beginsSale({ type }: RegisterCommand, state: RegisterState): boolean {
  if (type === 'open-tab' || type === 'recall-tab') return true;
  return firsts.has(type) && (currentTab(state)?.lines.length ?? 0) === 0;
}
