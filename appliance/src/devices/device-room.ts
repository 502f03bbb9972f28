// All devices of a box: one supervisor each, and what they say collected into bounded mailboxes that the rooms listen to.
// The shop's parts know devices by their names in the configuration and by their kind's port, never by model or wire.
import { type DeviceKind, deviceKinds } from '../domain/shop/device-kind.ts';
import { Fault } from '../platform/fault.ts';
import type { Clock } from '../platform/ports/clock.ts';
import type { Log } from '../platform/ports/log.ts';
import type { Randomness } from '../platform/ports/randomness.ts';
import { checkSettings } from './check-settings.ts';
import type { DeviceSetting, DeviceStatus, DriverManifest } from './device.ts';
import { DeviceSupervisor } from './device-supervisor.ts';
import type { Supervisor } from './device-supervisor.ts';
import { type DeviceListener, type DevicesOfKind, type FromDevice, KindInRoom } from './devices-of-kind.ts';
import {
  type DeviceEvents,
  type Kind,
  kindTable,
  type Models,
  type PortOfKind,
  type Tell,
  whenFull,
} from './kinds.ts';
import { createMailbox } from './mailbox.ts';
import type { Mailbox, MailboxOptions } from './mailbox.ts';
import type { PipeOpener } from './transport/pipe.ts';

export interface DeviceRoomParts {
  readonly settings: readonly DeviceSetting[];
  readonly opener: PipeOpener;
  readonly clock: Clock;
  readonly log: Log;
  readonly randomness: Randomness;
}

type Unsubscribe = () => void;
type Kinds = { readonly [K in DeviceKind]: KindInRoom<PortOfKind[K]> };
type Events = { readonly [E in keyof DeviceEvents]: Mailbox<FromDevice<DeviceEvents[E]>> };

const waitingMax = 1_000;

/** Listeners may return a promise: the next item waits for it, for 30 s at most. Each `on…` returns what ends the subscription. */
export class DeviceRoom {
  readonly #parts: DeviceRoomParts;
  readonly #statuses: Mailbox<DeviceStatus>;
  readonly #events: Events;
  readonly #kinds: Kinds;
  #supervisors: readonly Supervisor[] = [];
  #detach: () => void = () => undefined;

  constructor(parts: DeviceRoomParts) {
    this.#parts = parts;
    const { clock, log } = parts;
    const mailbox = <T>(name: string, whenItIsFull: MailboxOptions['whenFull']): Mailbox<T> =>
      createMailbox<T>({ name, whenFull: whenItIsFull, limit: waitingMax, clock, log });
    const namesOf = (kind: DeviceKind) => (): readonly string[] =>
      this.#parts.settings.filter((setting) => setting.kind === kind).map(({ name }) => name);
    this.#statuses = mailbox('statuses', 'drop-oldest');
    this.#events = Object.fromEntries(
      Object.entries(whenFull).map(([event, cut]) => [event, mailbox(event, cut)]),
    ) as Events;
    this.#kinds = Object.fromEntries(
      deviceKinds.map((kind) => [kind, new KindInRoom(namesOf(kind), mailbox(`${kind}s`, 'drop-oldest'))]),
    ) as Kinds;
  }

  /**
   * Returns when every device has a supervisor; a device that is not there yet comes when it is plugged in.
   * Throws Fault `config.invalid` with `{problems}`: two devices at one address, a name twice, an unknown model, a bad address.
   */
  async start(signal: AbortSignal): Promise<void> {
    checkSettings(this.#parts.settings);
    const supervisors = await Promise.all(
      this.#parts.settings.map(async (setting) => this.#supervisorOf(setting.kind, setting)),
    );
    if (signal.aborted) throw new Fault('stopped');
    this.#supervisors = supervisors;
    const onAbort = (): void => void this.stop();
    signal.addEventListener('abort', onAbort, { once: true });
    this.#detach = () => signal.removeEventListener('abort', onAbort);
    for (const supervisor of supervisors) supervisor.start();
  }

  /** Resolves when all devices are let go. */
  async stop(): Promise<void> {
    this.#detach();
    await Promise.all(this.#supervisors.map((supervisor) => supervisor.stop()));
    for (const box of [this.#statuses, ...Object.values(this.#events), ...Object.values(this.#kinds)])
      box.stop();
  }

  statuses(): readonly DeviceStatus[] {
    return this.#supervisors.map((supervisor) => supervisor.status);
  }

  onStatus(listener: (status: DeviceStatus) => void | Promise<void>): Unsubscribe {
    return this.#statuses.subscribe(listener);
  }

  on<E extends keyof DeviceEvents>(event: E, listener: DeviceListener<DeviceEvents[E]>): Unsubscribe {
    const box: Mailbox<FromDevice<DeviceEvents[E]>> = this.#events[event];
    return box.subscribe(({ device, value }) => listener(device, value));
  }

  of<K extends DeviceKind>(kind: K): DevicesOfKind<PortOfKind[K]> {
    return this.#kinds[kind];
  }

  async #supervisorOf<K extends DeviceKind>(kindName: K, setting: DeviceSetting): Promise<Supervisor> {
    const { opener, clock, log, randomness } = this.#parts;
    const kind: Kind<PortOfKind[K]> = kindTable[kindName];
    const ofKind: KindInRoom<PortOfKind[K]> = this.#kinds[kindName];
    const { name } = setting;
    const tell: Tell = (event, value) => {
      const box: Mailbox<FromDevice<typeof value>> = this.#events[event];
      box.post({ device: name, value });
    };
    return new DeviceSupervisor({
      setting,
      manifest: await load(await kind.models(), setting),
      opener,
      ports: { clock, log, randomness },
      onStatus: (status) => this.#statuses.post(status),
      onDevice: (device, report) => {
        ofKind.come(name, device);
        const tellWhileThere: Tell = (event, value) => {
          if (ofKind.connected(name) === device) tell(event, value);
        };
        kind.listen(device, tellWhileThere, report);
      },
      onEnd: () => {
        ofKind.go(name);
        kind.gone?.(tell);
      },
    });
  }
}

export function createDeviceRoom(parts: DeviceRoomParts): DeviceRoom {
  return new DeviceRoom(parts);
}

async function load<Device>(models: Models<Device>, setting: DeviceSetting): Promise<DriverManifest<Device>> {
  const model = Object.hasOwn(models, setting.model) ? models[setting.model] : undefined;
  if (model !== undefined) return model();
  const known = Object.keys(models).join(', ');
  throw new Fault('config.invalid', {
    problems: [`device ${setting.name}: no ${setting.kind} model ${setting.model}; there are ${known}`],
  });
}
