// All devices of a box: one supervisor each, and what they say collected into bounded mailboxes that the rooms listen to.
// The shop's parts know devices by their names in the configuration and by their kind's port, never by model or wire.
import { type DeviceKind, deviceKinds } from '../domain/shop/device-kind.ts';
import { Fault } from '../platform/fault.ts';
import type { Clock } from '../platform/ports/clock.ts';
import type { Log } from '../platform/ports/log.ts';
import type { Randomness } from '../platform/ports/randomness.ts';
import { checkSettings } from './check-settings.ts';
import type { DeviceSetting, DeviceStatus } from './device.ts';
import type { Supervisor } from './device-supervisor.ts';
import {
  type DeviceListener,
  type DevicesOfKind,
  type FromDevice,
  KindInRoom,
  type Tap,
} from './devices-of-kind.ts';
import { type DeviceEvents, kindTable, type PortOfKind, type Tell, whenFull } from './kinds.ts';
import { createMailbox } from './mailbox.ts';
import type { Mailbox, MailboxOptions } from './mailbox.ts';
import { endOf, rivalOf } from './registry/claims.ts';
import type { Registry } from './registry/registry.ts';
import { within } from './transport/within.ts';
import type { PipeOpener } from './transport/pipe.ts';

export interface DeviceRoomParts {
  readonly settings: readonly DeviceSetting[];
  readonly opener: PipeOpener;
  readonly clock: Clock;
  readonly log: Log;
  readonly randomness: Randomness;
  /** What is plugged in, where somebody looks: then an absent device is tried when it appears, and one device is not opened twice. */
  readonly registry?: Pick<Registry, 'found' | 'onChange'>;
  readonly tap?: Tap;
}

type Unsubscribe = () => void;
type Kinds = { readonly [K in DeviceKind]: KindInRoom<PortOfKind[K]> };
type Events = { readonly [E in keyof DeviceEvents]: Mailbox<FromDevice<DeviceEvents[E]>> };

interface Supervised {
  readonly setting: DeviceSetting;
  readonly supervisor: Supervisor;
}

const waitingMax = 1_000;

/** Listeners may return a promise: the next item waits for it, for 30 s at most. Each `on…` returns what ends the subscription. */
export class DeviceRoom {
  readonly #parts: DeviceRoomParts;
  readonly #statuses: Mailbox<DeviceStatus>;
  readonly #events: Events;
  readonly #kinds: Kinds;
  #supervised: readonly Supervised[] = [];
  /** One change at a time. */
  #changing: Promise<unknown> = Promise.resolve();
  #stopped = false;
  /** Those who asked for the next event of a device for themselves. */
  readonly #alone = new Map<string, (value: unknown) => void>();
  #detach: () => void = () => undefined;

  constructor(parts: DeviceRoomParts) {
    this.#parts = parts;
    const { clock, log } = parts;
    const mailbox = <T>(name: string, whenItIsFull: MailboxOptions['whenFull']): Mailbox<T> =>
      createMailbox<T>({ name, whenFull: whenItIsFull, limit: waitingMax, clock, log });
    const inRoom = (kind: DeviceKind): KindInRoom<unknown> =>
      new KindInRoom<unknown>({
        kind: kindTable[kind],
        names: () => this.#settings.filter((setting) => setting.kind === kind).map(({ name }) => name),
        changes: mailbox(`${kind}s`, 'drop-oldest'),
      });
    this.#statuses = mailbox('statuses', 'drop-oldest');
    this.#events = Object.fromEntries(
      Object.entries(whenFull).map(([event, cut]) => [event, mailbox(event, cut)]),
    ) as Events;
    this.#kinds = Object.fromEntries(deviceKinds.map((kind) => [kind, inRoom(kind)])) as Kinds;
  }

  /**
   * Returns when every device has a supervisor; a device that is not there yet comes when it is plugged in.
   * Throws Fault `config.invalid` with `{problems}`: two devices at one address, a name twice, an unknown model, a bad address.
   */
  async start(signal: AbortSignal): Promise<void> {
    const onAbort = (): void => void this.stop();
    signal.addEventListener('abort', onAbort, { once: true });
    const offRegistry = this.#parts.registry?.onChange(() => this.#wake());
    this.#detach = () => {
      signal.removeEventListener('abort', onAbort);
      offRegistry?.();
    };
    this.#stopped = signal.aborted;
    await this.configure(this.#parts.settings);
  }

  /**
   * Works with these devices from here on: those whose setting is another are let go and begun anew, the others go on untouched.
   * Throws as `start` does, before anything has changed; Fault `stopped` when the room is.
   */
  async configure(settings: readonly DeviceSetting[]): Promise<void> {
    const change = this.#changing.then(async () => this.#configure(settings));
    this.#changing = change.catch(() => undefined);
    return change;
  }

  /** Resolves when all devices are let go. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#detach();
    await this.#changing;
    await Promise.all(this.#supervised.map(async ({ supervisor }) => supervisor.stop()));
    for (const box of [this.#statuses, ...Object.values(this.#events), ...Object.values(this.#kinds)])
      box.stop();
  }

  statuses(): readonly DeviceStatus[] {
    return this.#supervised.map(({ supervisor }) => supervisor.status);
  }

  onStatus(listener: (status: DeviceStatus) => void | Promise<void>): Unsubscribe {
    return this.#statuses.subscribe(listener);
  }

  on<E extends keyof DeviceEvents>(event: E, listener: DeviceListener<DeviceEvents[E]>): Unsubscribe {
    const box: Mailbox<FromDevice<DeviceEvents[E]>> = this.#events[event];
    return box.subscribe(({ device, value }) => listener(device, value));
  }

  /**
   * The next one that device says, for the caller alone: nobody else hears it, so that a trial scan sells nothing. Throws Fault
   * `device.timeout`; `device.busy` when somebody waits for it already.
   */
  async next<E extends keyof DeviceEvents>(
    event: E,
    device: string,
    limitMs: number,
  ): Promise<DeviceEvents[E]> {
    const key = `${event} ${device}`;
    if (this.#alone.has(key)) throw new Fault('device.busy', { device });
    const said = new Promise<unknown>((resolve) => this.#alone.set(key, resolve));
    try {
      return (await within(this.#parts.clock, limitMs, said)) as DeviceEvents[E];
    } finally {
      this.#alone.delete(key);
    }
  }

  of<K extends DeviceKind>(kind: K): DevicesOfKind<PortOfKind[K]> {
    return this.#kinds[kind];
  }

  get #settings(): readonly DeviceSetting[] {
    return this.#supervised.map(({ setting }) => setting);
  }

  async #configure(settings: readonly DeviceSetting[]): Promise<void> {
    checkSettings(settings);
    const before = this.#supervised;
    const next = await Promise.all(
      settings.map(
        async (setting) => before.find((each) => isSame(each.setting, setting)) ?? this.#begin(setting),
      ),
    );
    if (this.#stopped) throw new Fault('stopped');
    const leaving = before.filter((each) => !next.includes(each));
    this.#supervised = next;
    await Promise.all(leaving.map(async ({ supervisor }) => supervisor.stop()));
    for (const { supervisor } of next) supervisor.start();
  }

  async #begin(setting: DeviceSetting): Promise<Supervised> {
    const { opener, clock, log, randomness } = this.#parts;
    const tell: Tell = (event, value) => {
      const alone = this.#alone.get(`${event} ${setting.name}`);
      if (alone !== undefined) return alone(value);
      const box: Mailbox<FromDevice<typeof value>> = this.#events[event];
      box.post({ device: setting.name, value });
    };
    const parts = {
      setting,
      opener: this.#unlessTaken(setting, opener),
      ports: { clock, log, randomness },
      onStatus: (status: DeviceStatus) => this.#statuses.post(status),
      tap: this.#parts.tap,
    };
    return { setting, supervisor: await this.#kinds[setting.kind].supervise(parts, tell) };
  }

  /** Two names for one piece of hardware, which only shows once it is plugged in: the first of the configuration has it. */
  #unlessTaken(setting: DeviceSetting, opener: PipeOpener): PipeOpener {
    return {
      open: async (address, signal) => {
        const rival = rivalOf(setting, this.#settings, this.#parts.registry?.found ?? []);
        if (rival !== undefined) throw new Fault('device.claimed-twice', { by: rival });
        return opener.open(address, signal);
      },
    };
  }

  /** Something was plugged in or pulled out. */
  #wake(): void {
    const found = this.#parts.registry?.found ?? [];
    for (const { setting, supervisor } of this.#supervised)
      if (endOf(setting.address, found) !== undefined) supervisor.wake();
  }
}

export function createDeviceRoom(parts: DeviceRoomParts): DeviceRoom {
  return new DeviceRoom(parts);
}

function isSame(a: DeviceSetting, b: DeviceSetting): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
