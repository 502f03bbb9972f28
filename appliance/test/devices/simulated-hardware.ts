// A socket strip without a kernel: a test plugs in what it likes, and the events are told as a kernel would.
import type { FoundDevice, FoundEnd, Hardware, Usage } from '../../src/devices/registry/hardware.ts';

export class SimulatedHardware implements Hardware {
  readonly #devices = new Map<string, FoundDevice>();
  readonly #watching = new Set<() => void>();
  looks = 0;

  async list(): Promise<readonly FoundDevice[]> {
    this.looks += 1;
    return [...this.#devices.values()];
  }

  watch(changed: () => void): () => void {
    this.#watching.add(changed);
    return () => this.#watching.delete(changed);
  }

  get watchers(): number {
    return this.#watching.size;
  }

  plug(device: FoundDevice): void {
    this.#devices.set(device.place, device);
    this.tell();
  }

  unplug(place: string): void {
    this.#devices.delete(place);
    this.tell();
  }

  tell(): void {
    for (const changed of this.#watching) changed();
  }
}

export const hidEnd = (node: string, ...usages: Usage[]): FoundEnd => ({
  bus: 'hid',
  node,
  links: [],
  usages,
});
export const serialEnd = (node: string, ...links: string[]): FoundEnd => ({
  bus: 'serial',
  node,
  links,
  usages: [],
});
export const printerEnd = (node: string): FoundEnd => ({ bus: 'printer', node, links: [], usages: [] });
