// The devices of a till, put together: what is plugged in, what is set up, the room that works with them, and the technician's desk.
import { join } from 'node:path';
import type { Config } from '../platform/config/config.ts';
import { nodeDisk } from '../platform/disk/node-disk.ts';
import { createDeviceRoom, type DeviceRoom } from '../devices/device-room.ts';
import { linuxHardware } from '../devices/registry/linux-hardware.ts';
import { Registry } from '../devices/registry/registry.ts';
import { createPipeOpener } from '../devices/transport/open-pipe.ts';
import type { Currency } from '../domain/money/money.ts';
import { ByteLog } from '../till/device-set-up/byte-log.ts';
import { DeviceDesk, type DeviceDeskParts } from '../till/device-set-up/device-desk.ts';
import { allModels } from '../till/device-set-up/models.ts';
import { deviceSetUpName, SetUp } from '../till/device-set-up/set-up.ts';
import type { Till } from '../till/till.ts';
import type { DaemonPorts } from './ports.ts';

export interface AtDevices {
  readonly room: DeviceRoom;
  readonly registry: Registry;
  readonly setUp: SetUp;
  readonly bytes: ByteLog;
  readonly desk: DeviceDesk;
  stop(): void;
}

/** Nothing is opened yet. Throws Fault `config.invalid` for a device set-up that cannot be read. */
export async function openDevices(
  { config, ports }: { readonly config: Config; readonly ports: DaemonPorts },
  shop: Pick<DeviceDeskParts, 'unit' | 'noteDrawer'>,
): Promise<AtDevices> {
  const { clock, ids, log, randomness } = ports;
  const models = await allModels();
  const path = join(config.dataFolder, deviceSetUpName);
  const setUp = await SetUp.open({ disk: nodeDisk, path, fixed: config.devices, models });
  const registry = new Registry(linuxHardware(), { clock, log });
  const bytes = new ByteLog(clock, () => {
    desk.changed();
  });
  const room = createDeviceRoom({
    settings: setUp.settings,
    opener: createPipeOpener({ clock }),
    clock,
    log,
    randomness,
    registry,
    tap: (device, pipe) => bytes.tap(device, pipe),
  });
  setUp.onUse(async (settings) => room.configure(settings));
  const desk: DeviceDesk = new DeviceDesk({ ...shop, room, registry, setUp, bytes, models, clock, ids, log });
  return {
    room,
    registry,
    setUp,
    bytes,
    desk,
    stop: () => {
      desk.stop();
      bytes.stop();
      registry.stop();
    },
  };
}

/** One of the shop's money: 1 krone, 1 euro. */
export function unitOf({ code, exponent }: Currency): ReturnType<DeviceDeskParts['unit']> {
  return { amount: 10 ** exponent, currency: code };
}

/** An opening of the drawer by hand, as any other. */
export async function noteDrawer(till: Till, who: string, device: string): Promise<boolean> {
  const noted = await till.note(who, {
    type: 'drawer.opened',
    payload: { reason: 'no-sale', note: `set-up: ${device}` },
  });
  return noted.ok;
}
