// The devices of one kind: for the parts of the shop that work with that kind, which are connected now, and when one comes or goes; for the
// device room, how one of the kind is kept alive.
import { Fault } from '../platform/fault.ts';
import type { DeviceSetting, DriverManifest } from './device.ts';
import { DeviceSupervisor, type Supervisor, type SupervisorParts } from './device-supervisor.ts';
import type { Kind, Tell } from './kinds.ts';
import type { Mailbox } from './mailbox.ts';
import type { Pipe } from './transport/pipe.ts';

export type DeviceListener<T> = (device: string, value: T) => void | Promise<void>;

export interface FromDevice<T> {
  readonly device: string;
  readonly value: T;
}

export interface DevicesOfKind<Device> {
  /** The connected one of that name, or the first connected one in the order of the configuration. */
  connected(name?: string): Device | undefined;
  /** Whether the configuration has one (of that name), connected or not. */
  configured(name?: string): boolean;
  /** One has come, or, with undefined, gone. Returns what ends the subscription. */
  onChange(listener: DeviceListener<Device | undefined>): () => void;
}

/** Hears along on the wire of a device. */
export type Tap = (
  device: { readonly name: string; readonly manifest: Pick<DriverManifest<unknown>, 'kind' | 'describe'> },
  pipe: Pipe,
) => Pipe;

export interface KindInRoomParts<Device> {
  readonly kind: Kind<Device>;
  /** Of the configuration, in its order. */
  readonly names: () => readonly string[];
  readonly changes: Mailbox<FromDevice<Device | undefined>>;
}

export class KindInRoom<Device> implements DevicesOfKind<Device> {
  readonly #parts: KindInRoomParts<Device>;
  readonly #connected = new Map<string, Device>();

  constructor(parts: KindInRoomParts<Device>) {
    this.#parts = parts;
  }

  connected(name?: string): Device | undefined {
    const found = name ?? this.#parts.names().find((each) => this.#connected.has(each));
    return found === undefined ? undefined : this.#connected.get(found);
  }

  configured(name?: string): boolean {
    const names = this.#parts.names();
    return name === undefined ? names.length > 0 : names.includes(name);
  }

  onChange(listener: DeviceListener<Device | undefined>): () => void {
    return this.#parts.changes.subscribe(({ device, value }) => listener(device, value));
  }

  /** Not started. Throws Fault `config.invalid` for a model that does not exist. */
  async supervise(
    {
      tap,
      ...parts
    }: Omit<SupervisorParts<Device>, 'manifest' | 'onDevice' | 'onEnd' | 'tap'> & {
      readonly tap?: Tap | undefined;
    },
    tell: Tell,
  ): Promise<Supervisor> {
    const { kind, changes } = this.#parts;
    const { name } = parts.setting;
    const manifest = await manifestOf(kind, parts.setting);
    return new DeviceSupervisor({
      ...parts,
      ...(tap === undefined ? {} : { tap: (pipe: Pipe) => tap({ name, manifest }, pipe) }),
      manifest,
      onDevice: (device, report) => {
        this.#connected.set(name, device);
        changes.post({ device: name, value: device });
        const tellWhileThere: Tell = (event, value) => {
          if (this.#connected.get(name) === device) tell(event, value);
        };
        kind.listen(device, tellWhileThere, report);
      },
      onEnd: () => {
        this.#connected.delete(name);
        changes.post({ device: name, value: undefined });
        kind.gone?.(tell);
      },
    });
  }

  stop(): void {
    this.#parts.changes.stop();
  }
}

/** Throws Fault `config.invalid` for a model that does not exist. */
export async function manifestOf<Device>(
  kind: Kind<Device>,
  setting: Pick<DeviceSetting, 'name' | 'kind' | 'model'>,
): Promise<DriverManifest<Device>> {
  const models = await kind.models();
  const model = Object.hasOwn(models, setting.model) ? models[setting.model] : undefined;
  if (model !== undefined) return model();
  const known = Object.keys(models).join(', ');
  throw new Fault('config.invalid', {
    problems: [`device ${setting.name}: no ${setting.kind} model ${setting.model}; there are ${known}`],
  });
}
