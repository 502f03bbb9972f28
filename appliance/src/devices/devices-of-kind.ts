// The devices of one kind, for the parts of the shop that work with that kind: which are connected now, and when one comes or goes.
import type { Mailbox } from './mailbox.ts';

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

export class KindInRoom<Device> implements DevicesOfKind<Device> {
  readonly #names: () => readonly string[];
  readonly #changes: Mailbox<FromDevice<Device | undefined>>;
  readonly #connected = new Map<string, Device>();

  /** @param names of the configuration, in its order */
  constructor(names: () => readonly string[], changes: Mailbox<FromDevice<Device | undefined>>) {
    this.#names = names;
    this.#changes = changes;
  }

  connected(name?: string): Device | undefined {
    const found = name ?? this.#names().find((each) => this.#connected.has(each));
    return found === undefined ? undefined : this.#connected.get(found);
  }

  configured(name?: string): boolean {
    return name === undefined ? this.#names().length > 0 : this.#names().includes(name);
  }

  onChange(listener: DeviceListener<Device | undefined>): () => void {
    return this.#changes.subscribe(({ device, value }) => listener(device, value));
  }

  come(name: string, device: Device): void {
    this.#connected.set(name, device);
    this.#changes.post({ device: name, value: device });
  }

  go(name: string): void {
    this.#connected.delete(name);
    this.#changes.post({ device: name, value: undefined });
  }

  stop(): void {
    this.#changes.stop();
  }
}
