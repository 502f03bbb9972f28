// The device room over real sockets, for its tests: simulated devices plugged in, and what the room says collected.
import { systemClock } from '../../src/platform/clock/system-clock.ts';
import type { Clock } from '../../src/platform/ports/clock.ts';
import type { SimulatedScanner } from '../../src/simulators/scanners.ts';
import type { DeviceSetting } from '../../src/devices/device.ts';
import { createDeviceRoom } from '../../src/devices/device-room.ts';
import type { ScaleReading } from '../../src/devices/scale/port.ts';
import { createPipeOpener } from '../../src/devices/transport/open-pipe.ts';
import { seeded } from '../kit.ts';
import { recordingLog } from './memory-pipe.ts';
import { collector } from './sockets.ts';

export const noise = (count: number): Uint8Array => seeded().bytes(count);
export const parts = { port: 0, clock: systemClock, noise, onChange: () => undefined };
/** Pauses are twenty times shorter, so that a day fits in seconds. */
export const hurried: Clock = {
  ...systemClock,
  after: (delayMs, run) => systemClock.after(delayMs / 20, run),
};
/** What a test has opened. */
export const closing: (() => Promise<void>)[] = [];

/** Ends what a test has opened, last first. */
export async function closeAll(): Promise<void> {
  for (const close of closing.splice(0).reverse()) await close();
}

export async function plugged(scanner: SimulatedScanner): Promise<SimulatedScanner> {
  await scanner.socket.plug();
  closing.push(() => scanner.socket.unplug());
  return scanner;
}

export const device = (name: string, setting: Partial<DeviceSetting>): DeviceSetting => ({
  name,
  kind: 'scanner',
  model: 'hid-pos',
  address: 'tcp://127.0.0.1:1',
  options: {},
  ...setting,
});
export const at = (scheme: string, { port }: { readonly port: number }) =>
  `${scheme}://127.0.0.1:${String(port)}`;

export function roomOf(settings: readonly DeviceSetting[], clock: Clock = systemClock) {
  const log = recordingLog();
  const opener = createPipeOpener({ clock });
  const room = createDeviceRoom({ settings, opener, clock, log, randomness: seeded() });
  closing.push(() => room.stop());
  const scans = collector<string>();
  const garbage = collector<string>();
  const statuses = collector<string>();
  const readings = collector<string>();
  room.on('scan', (name, { text, aim }) => scans.push(`${name} ${aim ?? ''}${text}`));
  room.on('garbage', (name, reason) => garbage.push(`${name} ${reason}`));
  room.onStatus(({ name, presence, conditions }) => statuses.push([name, presence, ...conditions].join(' ')));
  room.on('reading', (name, reading) => readings.push(`${name} ${shown(reading)}`));
  return { room, log, scans, garbage, statuses, readings };
}

const shown = (reading: ScaleReading): string =>
  reading.state === 'stable' ? String(reading.weightGrams) : reading.state;
export const includes =
  (item: string) =>
  (items: readonly string[]): boolean =>
    items.includes(item);
