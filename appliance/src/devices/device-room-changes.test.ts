// The device room while things change around it: devices are plugged in, and its settings become others.
import { recordingLog } from '../../test/devices/memory-pipe.ts';
import {
  at,
  closeAll,
  closing,
  device,
  includes,
  parts,
  plugged,
  roomOf,
} from '../../test/devices/open-room.ts';
import { serialEnd, SimulatedHardware } from '../../test/devices/simulated-hardware.ts';
import { assert, seeded, suite, virtualClock } from '../../test/kit.ts';
import { Fault, isFault } from '../platform/fault.ts';
import { simulateSerial } from '../simulators/scanners.ts';
import type { SimulatedScanner } from '../simulators/scanners.ts';
import type { DeviceSetting } from './device.ts';
import { createDeviceRoom } from './device-room.ts';
import { Registry } from './registry/registry.ts';
import type { PipeOpener } from './transport/pipe.ts';

const never = new AbortController().signal;

const rooms = suite('a device room in change');
rooms.afterEach(closeAll);

rooms('plugged in again: tried at once, not when its turn comes; nobody else is', async () => {
  const still = virtualClock();
  const hardware = new SimulatedHardware();
  const registry = new Registry(hardware, { clock: still, log: recordingLog() });
  const tried: string[] = [];
  const opener: PipeOpener = {
    open: async (address) => {
      tried.push(address);
      return Promise.reject(new Fault('device.gone'));
    },
  };
  const settings = [
    device('near', { model: 'serial', address: 'serial:///dev/ttyACM0' }),
    device('far', { model: 'serial', address: 'tcp://127.0.0.1:1' }),
    device('twin', { model: 'serial', address: 'serial:///dev/serial/by-id/usb-a' }),
  ];
  const log = recordingLog();
  const room = createDeviceRoom({ settings, opener, clock: still, log, randomness: seeded(), registry });
  closing.push(() => room.stop());
  await registry.start();
  await room.start(never);
  // Long enough for all of them to wait the longest.
  await still.advance(60_000);
  tried.length = 0;
  hardware.plug({
    place: 'usb 1-1',
    label: '',
    ends: [serialEnd('/dev/ttyACM0', '/dev/serial/by-id/usb-a')],
  });
  await still.advance(200);
  assert.equal(tried, ['serial:///dev/ttyACM0']);
  assert.equal(
    room.statuses().map(({ presence, conditions }) => [presence, ...conditions]),
    [['gone'], ['gone'], ['faulty', 'claimed-twice']],
    'the second name of the same hardware says so and is not opened',
  );
});

rooms(
  'other settings while it runs: who is not meant goes on, who is begins anew, who is gone is let go',
  async () => {
    const kept = await plugged(simulateSerial(parts));
    const moved = await plugged(simulateSerial(parts));
    const place = await plugged(simulateSerial(parts));
    const setting = (name: string, { socket }: SimulatedScanner): DeviceSetting =>
      device(name, { model: 'serial', address: at('tcp', socket) });
    const { room, statuses, scans } = roomOf([
      setting('kept', kept),
      setting('moved', moved),
      setting('old', place),
    ]);
    await room.start(never);
    await statuses.until((all) => ['kept', 'moved', 'old'].every((name) => all.includes(`${name} ready`)));
    const [asItWas] = room.statuses();
    await assert.rejects(room.configure([setting('kept', kept), setting('kept', moved)]), (error) =>
      isFault(error, 'config.invalid'),
    );
    assert.is(room.statuses().length, 3, 'nothing has changed');
    await room.configure([setting('moved', place), setting('kept', kept)]);
    await statuses.until((all) => all.includes('old stopped') && all.at(-1) === 'moved ready');
    assert.equal(
      room.statuses().map(({ name, presence }) => [name, presence]),
      [
        ['moved', 'ready'],
        ['kept', 'ready'],
      ],
    );
    assert.is(room.statuses()[1], asItWas, 'the one that was not meant was not touched');
    place.scan('1');
    await scans.until(includes('moved 1'));
    assert.not.ok(moved.socket.connected);
  },
);
