// The list of what is plugged in, by events only: looked at once for a burst of them, never on a clock, and never stuck.
import { recordingLog } from '../../../test/devices/memory-pipe.ts';
import { hidEnd, SimulatedHardware } from '../../../test/devices/simulated-hardware.ts';
import { assert, suite, virtualClock } from '../../../test/kit.ts';
import { Registry } from './registry.ts';

const keypad = { place: 'usb 1-1', label: 'Keypad', ends: [hidEnd('/dev/hidraw0')] };

function plugged() {
  const clock = virtualClock();
  const hardware = new SimulatedHardware();
  const log = recordingLog();
  const registry = new Registry(hardware, { clock, log });
  let changes = 0;
  registry.onChange(() => (changes += 1));
  return { clock, hardware, log, registry, changes: () => changes };
}

const test = suite('registry');

test('what is there at the start, what comes, and what goes; nothing is asked for while nothing happens', async () => {
  const { clock, hardware, registry, changes } = plugged();
  hardware.plug(keypad);
  await registry.start();
  assert.equal(registry.found, [keypad]);
  assert.is(changes(), 1);
  await clock.advance(3_600_000);
  assert.is(hardware.looks, 1);
  hardware.plug({ ...keypad, place: 'usb 1-2' });
  for (let event = 0; event < 20; event += 1) hardware.tell();
  await clock.advance(1_000);
  assert.equal([registry.found.length, hardware.looks, changes()], [2, 2, 2]);
  hardware.tell();
  await clock.advance(1_000);
  assert.equal([hardware.looks, changes()], [3, 2], 'the same list is no change');
  hardware.unplug('usb 1-1');
  await clock.advance(1_000);
  assert.equal(
    registry.found.map(({ place }) => place),
    ['usb 1-2'],
  );
});

test('what happens during a look is looked at after it', async () => {
  const { clock, hardware, registry } = plugged();
  await registry.start();
  let release: () => void = () => undefined;
  const slow = new Promise<void>((resolve) => (release = resolve));
  const list = hardware.list.bind(hardware);
  hardware.list = async () => {
    const was = await list();
    await slow;
    return was;
  };
  hardware.tell();
  await clock.advance(200);
  hardware.plug(keypad);
  await clock.advance(200);
  release();
  await clock.advance(200);
  assert.equal(registry.found, [keypad]);
});

test('a look that hangs is given up and said, and the next event is looked at', async () => {
  const { clock, hardware, registry, log } = plugged();
  await registry.start();
  const list = hardware.list.bind(hardware);
  hardware.list = async () => new Promise(() => undefined);
  hardware.tell();
  await clock.advance(10_000);
  assert.is(log.lines.filter(({ level }) => level === 'warn').length, 1);
  hardware.list = list;
  hardware.plug(keypad);
  await clock.advance(1_000);
  assert.equal(registry.found, [keypad]);
});

test('stopped: deaf, and nothing is left behind', async () => {
  const { clock, hardware, registry, changes } = plugged();
  await registry.start();
  hardware.plug(keypad);
  registry.stop();
  hardware.tell();
  await clock.advance(10_000);
  assert.equal([hardware.watchers, changes(), registry.found.length], [0, 0, 0]);
});
