// The device room over real sockets: real transports, drivers and simulators in one process, and their bad days.
import {
  at,
  closeAll,
  closing,
  device,
  hurried,
  includes,
  noise,
  parts,
  plugged,
  roomOf,
} from '../../test/devices/open-room.ts';
import { collector } from '../../test/devices/sockets.ts';
import { assert, seeded, suite } from '../../test/kit.ts';
import { systemClock } from '../platform/clock/system-clock.ts';
import { isFault } from '../platform/fault.ts';
import type { Clock } from '../platform/ports/clock.ts';
import { simulatedPrinter } from '../simulators/addresses.ts';
import { HidServer } from '../simulators/hid-server.ts';
import { SimulatedPrinter } from '../simulators/printer.ts';
import { simulateHidPos, simulateSerial, simulateWedge } from '../simulators/scanners.ts';
import type { DeviceSetting } from './device.ts';
import type { Printer } from './printer/port.ts';
import { descriptor as scaleDescriptor, ScaleSimulator } from './scale/hid/simulator.ts';

const never = new AbortController().signal;

const rooms = suite('the device room');
rooms.afterEach(closeAll);

rooms('two scanners and more at once: each scan with its device, each in order', async () => {
  const hid = await plugged(simulateHidPos(parts));
  const serial = await plugged(simulateSerial(parts));
  const wedge = await plugged(simulateWedge(parts));
  const { room, scans, statuses } = roomOf([
    device('hid', { address: at('hid-tcp', hid.socket) }),
    device('serial', { model: 'serial', address: at('tcp', serial.socket) }),
    device('wedge', { model: 'keyboard-wedge', address: at('hid-tcp', wedge.socket) }),
  ]);
  await room.start(never);
  await statuses.until((all) => ['hid', 'serial', 'wedge'].every((name) => all.includes(`${name} ready`)));
  for (let count = 0; count < 20; count += 1)
    for (const scanner of [hid, serial, wedge]) scanner.scan(String(count), ']E0');
  await scans.until((all) => all.length === 60);
  const expected = Array.from({ length: 20 }, (_, count) => `]E0${String(count)}`);
  for (const name of ['hid', 'serial', 'wedge'])
    assert.equal(
      scans.items.filter((item) => item.startsWith(`${name} `)).map((item) => item.slice(name.length + 1)),
      expected,
    );
  assert.equal(
    room.statuses().map(({ name, presence, kind, model }) => [name, presence, kind, model]),
    [
      ['hid', 'ready', 'scanner', 'hid-pos'],
      ['serial', 'ready', 'scanner', 'serial'],
      ['wedge', 'ready', 'scanner', 'keyboard-wedge'],
    ],
  );
});

rooms('unplugged in the middle of a report: nothing of it is sold, and it comes back by itself', async () => {
  for (const [model, scheme, make] of [
    ['hid-pos', 'hid-tcp', simulateHidPos],
    ['serial', 'tcp', simulateSerial],
    ['keyboard-wedge', 'hid-tcp', simulateWedge],
  ] as const) {
    const scanner = await plugged(make(parts));
    const { room, scans, statuses } = roomOf([device('s', { model, address: at(scheme, scanner.socket) })]);
    await room.start(never);
    await statuses.until(includes('s ready'));
    await scanner.unplugMidReport();
    await statuses.until(includes('s gone'));
    await scanner.socket.plug();
    await statuses.until((all) => all.filter((item) => item === 's ready').length === 2);
    scanner.scan('96385074');
    await scans.until((all) => all.length > 0);
    assert.equal(scans.items, ['s 96385074'], model);
    await room.stop();
  }
});

rooms('a device that is not there at the start comes when it is plugged in', async () => {
  const scanner = await plugged(simulateHidPos(parts));
  await scanner.socket.unplug();
  const { room, scans, statuses } = roomOf([device('s', { address: at('hid-tcp', scanner.socket) })]);
  await room.start(never);
  await statuses.until(includes('s gone'));
  await scanner.socket.plug();
  await statuses.until(includes('s ready'));
  scanner.scan('1');
  await scans.until(includes('s 1'));
});

rooms('ten thousand scans while nobody listens: cut off, counted, and the next one is sold', async () => {
  const scanner = await plugged(simulateSerial(parts));
  const { room, scans, statuses, log } = roomOf([
    device('s', { model: 'serial', address: at('tcp', scanner.socket) }),
  ]);
  let release: () => void = () => undefined;
  const busy = new Promise<void>((resolve) => (release = resolve));
  const posted = collector<string>();
  room.on('scan', () => busy);
  room.on('garbage', (name, reason) => posted.push(`${name} ${reason}`));
  await room.start(never);
  await statuses.until(includes('s ready'));
  for (let count = 0; count < 10_000; count += 1) scanner.scan(String(count));
  // Garbage has a box of its own: when it is heard, all that was sent before it has arrived.
  scanner.garbage();
  await posted.until((all) => all.length > 0);
  release();
  const dropped = (): number =>
    log.lines.reduce((sum, { data }) => sum + ('dropped' in data ? Number(data.dropped) : 0), 0);
  await scans.until((all) => all.length >= 1_000);
  scanner.scan('after');
  await scans.until(includes('s after'));
  // The loss is told when the flood is over.
  await new Promise<void>((resolve) => systemClock.after(0, resolve));
  assert.is(scans.items.length + dropped(), 10_001);
  assert.ok(scans.items.length < 1_200, `${String(scans.items.length)} were kept`);
  assert.is(scans.items[0], 's 0', 'the earliest are kept');
});

rooms('the wall clock may jump as it likes', async () => {
  let jumpMs = 0;
  const clock: Clock = { ...hurried, now: () => systemClock.now() + jumpMs };
  const scanner = await plugged(simulateHidPos(parts));
  const { room, scans, statuses } = roomOf([device('s', { address: at('hid-tcp', scanner.socket) })], clock);
  await room.start(never);
  await statuses.until(includes('s ready'));
  for (const jump of [-86_400_000 * 365, 86_400_000 * 365, 0]) {
    jumpMs = jump;
    scanner.scan(String(jump).padEnd(200, '.'));
    await scanner.socket.unplug();
    await statuses.until((all) => all.at(-1) === 's gone');
    await scanner.socket.plug();
    await statuses.until((all) => all.at(-1) === 's ready');
  }
  assert.is(scans.items.length, 3);
});

rooms('a scale: readings, zero, and no weight that outlives it', async () => {
  const server = new HidServer({
    port: 0,
    descriptor: scaleDescriptor,
    onConnection: () => simulator.tell(),
    onReport: (report) => simulator.receive(report),
  });
  const simulator = new ScaleSimulator({ send: (report) => server.send(report), clock: systemClock, noise });
  await server.socket.plug();
  closing.push(() => server.socket.unplug());
  const { room, readings, statuses } = roomOf([
    device('scale', { kind: 'scale', model: 'hid', address: at('hid-tcp', server.socket) }),
  ]);
  assert.is(room.of('scale').connected(), undefined);
  await room.start(never);
  await readings.until(includes('scale 0'));
  simulator.put(271);
  await readings.until(includes('scale 271'));
  await room.of('scale').connected('scale')!.zero();
  simulator.put(271 + 20_000, 'overload');
  await statuses.until(includes('scale faulty overload'));
  simulator.put(271 + 100, 'motion');
  await statuses.until(includes('scale ready motion'));
  simulator.put(271 + 100);
  await readings.until(includes('scale 100'));
  await server.socket.unplug();
  await readings.until((all) => all.at(-1) === 'scale fault');
  assert.is(room.of('scale').connected(), undefined);
  assert.is(room.of('scale').connected('nobody'), undefined);
});

rooms(
  'a printer: comes, says what is wrong with it, goes in the middle of a receipt, comes back',
  async () => {
    const simulated = new SimulatedPrinter({ ...parts });
    await simulated.plug();
    closing.push(() => simulated.unplug());
    const { room, statuses } = roomOf([
      device('printer', {
        kind: 'printer',
        model: 'escpos',
        address: at('tcp', simulated),
        options: simulatedPrinter,
      }),
    ]);
    const printers = collector<Printer | undefined>();
    room.of('printer').onChange((_name, printer) => printers.push(printer));
    await room.start(never);
    await printers.until((all) => all.length === 1);
    assert.is(room.of('printer').connected(), printers.items[0]);
    assert.is(room.of('printer').connected('printer'), printers.items[0]);
    simulated.machine.openCover();
    await statuses.until((all) => all.some((item) => item.startsWith('printer faulty cover-open')));
    simulated.machine.closeCover();
    await statuses.until((all) => all.at(-1) === 'printer ready');

    simulated.machine.haveBadDay({ unplugAfterBytes: 100 });
    const text = 'a line of the receipt';
    const printed = await room
      .of('printer')
      .connected()!
      .print({ blocks: Array.from({ length: 200 }, () => ({ kind: 'text', text }) as const) });
    assert.not.equal(printed.outcome, 'printed');
    await statuses.until((all) => all.at(-1) === 'printer gone');
    assert.is(printers.items.at(-1), undefined);
    assert.is(room.of('printer').connected(), undefined);
    simulated.machine.haveBadDay({});
    simulated.machine.plug();
    await printers.until((all) => all.at(-1) !== undefined);
  },
);

rooms('one device with a mistake in its options does not keep the others from working', async () => {
  const scanner = await plugged(simulateHidPos(parts));
  const other = await plugged(simulateHidPos(parts));
  const { room, scans, statuses } = roomOf([
    device('bad', { address: at('hid-tcp', scanner.socket), options: { chainTimeoutMs: 'soon' } }),
    device('good', { address: at('hid-tcp', other.socket) }),
  ]);
  await room.start(never);
  await statuses.until(includes('bad faulty config-invalid'));
  await statuses.until(includes('good ready'));
  other.scan('1');
  await scans.until(includes('good 1'));
});

rooms('a configuration that cannot work does not start, and nothing is opened', async () => {
  const scanner = await plugged(simulateHidPos(parts));
  const address = at('hid-tcp', scanner.socket);
  const starting = (...settings: DeviceSetting[]): Promise<void> => roomOf(settings).room.start(never);
  const refused = async (start: Promise<void>, problem: RegExp): Promise<void> => {
    const error = await assert.rejects(start, (thrown) => isFault(thrown, 'config.invalid'));
    assert.ok(isFault(error));
    assert.match(String(error.data['problems']), problem);
  };
  await refused(
    starting(device('a', { address }), device('b', { address })),
    /devices a and b have the same address/,
  );
  await refused(
    starting(device('a', { address, model: 'telepathy' })),
    /a: no scanner model telepathy; there are hid-pos/,
  );
  await refused(starting(device('a', { address, model: 'constructor' })), /no scanner model constructor/);
  await refused(
    starting(device('a', { kind: 'scale', address, model: 'spring' })),
    /no scale model spring; there are cas/,
  );
  await refused(
    starting(device('a', { kind: 'printer', address, model: 'x' })),
    /no printer model x; there are escpos/,
  );
  assert.not.ok(scanner.socket.connected);
});

rooms('stops by its signal, lets every device go, and starts no more', async () => {
  const scanner = await plugged(simulateHidPos(parts));
  const stopping = new AbortController();
  const { room, statuses } = roomOf([device('s', { address: at('hid-tcp', scanner.socket) })]);
  await room.start(stopping.signal);
  await statuses.until(includes('s ready'));
  stopping.abort();
  await room.stop();
  assert.equal(
    room.statuses().map(({ presence }) => presence),
    ['stopped'],
  );
  const { room: late } = roomOf([device('s', { address: at('hid-tcp', scanner.socket) })]);
  await assert.rejects(late.start(stopping.signal), (error) => isFault(error, 'stopped'));
});

rooms(
  'a long bad day: whatever is plugged, cut and garbled, only whole codes are sold',
  { timeoutMs: 60_000 },
  async () => {
    const chance = seeded();
    const scanners = {
      hid: await plugged(simulateHidPos({ ...parts, noise: (count) => chance.bytes(count) })),
      serial: await plugged(simulateSerial(parts)),
      wedge: await plugged(simulateWedge(parts)),
    };
    const { room, scans } = roomOf(
      [
        device('hid', { address: at('hid-tcp', scanners.hid.socket) }),
        device('serial', { model: 'serial', address: at('tcp', scanners.serial.socket) }),
        device('wedge', { model: 'keyboard-wedge', address: at('hid-tcp', scanners.wedge.socket) }),
      ],
      hurried,
    );
    await room.start(never);
    const sent = new Set<string>();
    const rest = (): Promise<void> => new Promise((resolve) => systemClock.after(chance.int(0, 12), resolve));
    for (let step = 0; step < 250; step += 1) {
      const name = chance.pick(['hid', 'serial', 'wedge'] as const);
      const scanner = scanners[name];
      const code = `${String(step)}${'x'.repeat(chance.int(0, 90))}`;
      const deeds: Record<string, () => unknown> = {
        scan: () => {
          sent.add(`${name} ${code}`);
          scanner.scan(code);
        },
        half: () => scanner.halfScan('half'),
        garbage: () => scanner.garbage(),
        cut: () => scanner.unplugMidReport(),
        unplug: () => scanner.socket.unplug(),
        plug: () => scanner.socket.plug(),
      };
      await deeds[
        chance.pick(['scan', 'scan', 'scan', 'half', 'garbage', 'cut', 'unplug', 'plug', 'plug', 'plug'])
      ]!();
      await rest();
    }
    // A code right behind half of one is the end of that half: the wire cannot tell them apart. It is never another article's code.
    const isWhole = (item: string): boolean => sent.has(item) || /half/.test(item);
    assert.equal(
      scans.items.filter((item) => !isWhole(item)),
      [],
    );
    assert.ok(scans.items.length > 0);
    for (const [name, scanner] of Object.entries(scanners)) {
      await scanner.socket.plug();
      const last = `${name} 4006381333931`;
      while (!scans.items.includes(last)) {
        scanner.scan('4006381333931');
        await rest();
      }
    }
  },
);
