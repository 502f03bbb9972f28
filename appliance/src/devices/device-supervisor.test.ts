// One device's life on a virtual clock: coming, going, being held, hanging, and drivers that throw wherever they can.
import { memoryPipe, recordingLog } from '../../test/devices/memory-pipe.ts';
import type { MemoryPipe } from '../../test/devices/memory-pipe.ts';
import { assert, seeded, suite, virtualClock } from '../../test/kit.ts';
import { Fault } from '../platform/fault.ts';
import type { DeviceStatus, DriverManifest } from './device.ts';
import { DeviceSupervisor } from './device-supervisor.ts';
import type { Report } from './device-supervisor.ts';
import type { Pipe } from './transport/pipe.ts';

interface Device {
  readonly number: number;
}

type Connect = DriverManifest<Device>['connect'];

function supervised(connect: Connect = () => ({ number: 1 })) {
  const clock = virtualClock();
  const log = recordingLog();
  const lines: MemoryPipe[] = [];
  const opened: { address: string; at: number }[] = [];
  const statuses: string[] = [];
  const devices: Device[] = [];
  let report: Report = () => undefined;
  let ends = 0;
  let open: () => Promise<Pipe> = async () => {
    const line = memoryPipe(clock);
    lines.push(line);
    return line.pipe;
  };
  const signals: AbortSignal[] = [];
  const supervisor = new DeviceSupervisor<Device>({
    setting: { name: 'd', kind: 'scanner', model: 'm', address: 'hid://0001:0002', options: {} },
    manifest: { kind: 'scanner', model: 'm', match: [{ usagePage: 0x8c, usage: 2 }], connect },
    opener: {
      open: (address, signal) => {
        opened.push({ address, at: clock.monotonic() });
        signals.push(signal);
        return open();
      },
    },
    ports: { clock, log, randomness: seeded() },
    onDevice: (device, itsReport) => {
      devices.push(device);
      report = itsReport;
    },
    onEnd: () => void (ends += 1),
    onStatus: ({ presence, conditions }: DeviceStatus) => statuses.push([presence, ...conditions].join(' ')),
  });
  return {
    clock,
    log,
    lines,
    opened,
    statuses,
    devices,
    signals,
    supervisor,
    ends: () => ends,
    report: ((conditions, faulty) => report(conditions, faulty)) as Report,
    opens: (how: () => Promise<Pipe>) => {
      open = how;
    },
  };
}

const fault =
  (code: ConstructorParameters<typeof Fault>[0]): (() => Promise<Pipe>) =>
  async () => {
    throw new Fault(code);
  };

const life = suite('the life of a device');

life('comes, says what is wrong with it, goes, comes back, is let go', async () => {
  const { clock, supervisor, lines, statuses, devices, report, ends, opened } = supervised();
  assert.is(supervisor.status.presence, 'starting');
  supervisor.start();
  await clock.advance(0);
  report(['paper-low'], false);
  report(['paper-low'], false);
  report(['paper-out', 'cover-open'], true);
  report([], false);
  lines[0]!.unplug();
  await clock.advance(0);
  assert.is(ends(), 1);
  await clock.advance(1_000);
  assert.is(devices.length, 2);
  assert.equal(opened[0]?.address, 'hid://0001:0002?usagePage=140&usage=2');
  await supervisor.stop();
  assert.is(ends(), 2);
  assert.equal(statuses, [
    'ready',
    'ready paper-low',
    'faulty paper-out cover-open',
    'ready',
    'gone',
    'ready',
    'stopped',
  ]);
  assert.is(clock.waiting, 0);
});

life('the word of an earlier connection does not count', async () => {
  const { clock, supervisor, lines, report, statuses } = supervised();
  supervisor.start();
  await clock.advance(0);
  lines[0]!.unplug();
  await clock.advance(0);
  report(['overload'], true);
  assert.equal(statuses, ['ready', 'gone']);
  await supervisor.stop();
});

life('`since` is when the presence changed, on the wall clock', async () => {
  const { clock, supervisor, report, lines } = supervised();
  const start = clock.now();
  supervisor.start();
  await clock.advance(0);
  await clock.advance(5_000);
  report(['motion'], false);
  assert.is(supervisor.status.since, start);
  clock.setWall(Date.UTC(2000, 0, 1));
  lines[0]!.unplug();
  await clock.advance(0);
  assert.is(supervisor.status.since, Date.UTC(2000, 0, 1));
  await supervisor.stop();
});

const trying = suite('trying again');

trying('quick first, then calmer, for as long as it takes; and then it says why not', async () => {
  const { clock, supervisor, opens, opened, statuses } = supervised();
  opens(fault('device.gone'));
  supervisor.start();
  await clock.advance(60_000);
  const gaps = opened.slice(1).map(({ at }, index) => at - opened[index]!.at);
  assert.ok(gaps[0]! <= 300 && gaps[1]! <= 600 && gaps[2]! <= 1_200, gaps.join());
  assert.ok(gaps.every((gap) => gap <= 5_000));
  assert.ok(opened.length > 12);
  for (const [code, condition] of [
    ['device.busy', 'gone busy'],
    ['device.timeout', 'gone no-answer'],
    ['device.protocol', 'gone protocol'],
  ] as const) {
    opens(fault(code));
    await clock.advance(6_000);
    assert.is(statuses.at(-1), condition);
  }
  opens(async () => {
    throw new Error('a transport broke');
  });
  await clock.advance(6_000);
  assert.is(statuses.at(-1), 'gone driver-failed');
  await supervisor.stop();
});

trying('a device that was well for long is tried quickly again, a flickering one is not', async () => {
  const { clock, supervisor, lines, opened } = supervised();
  supervisor.start();
  await clock.advance(0);
  for (let flicker = 0; flicker < 6; flicker += 1) {
    lines.at(-1)!.unplug();
    await clock.advance(6_000);
  }
  const flickering = opened.at(-1)!.at;
  lines.at(-1)!.unplug();
  await clock.advance(3_000);
  assert.is(opened.at(-1)!.at, flickering, 'still waiting');
  await clock.advance(12_000);
  lines.at(-1)!.unplug();
  const before = opened.length;
  await clock.advance(301);
  assert.is(opened.length, before + 1);
  await supervisor.stop();
});

trying('a transport that hangs is given up; a pipe that comes late is closed', async () => {
  const { clock, supervisor, opens, statuses, signals } = supervised();
  let comeLate: (pipe: Pipe) => void = () => undefined;
  opens(() => new Promise((resolve) => (comeLate = resolve)));
  supervisor.start();
  await clock.advance(15_000);
  assert.equal(statuses, ['gone no-answer']);
  assert.ok(signals[0]!.aborted);
  const late = memoryPipe(clock);
  const ends: string[] = [];
  late.pipe.onClose((reason) => ends.push(reason));
  comeLate(late.pipe);
  await clock.advance(0);
  assert.equal(ends, ['closed']);
  opens(fault('device.gone'));
  const stopping = supervisor.stop();
  await clock.advance(15_000);
  await stopping;
});

trying('a stop ends a pause at once, and an opening that listens to it', async () => {
  const { clock, supervisor, opens, signals } = supervised();
  opens(fault('device.gone'));
  supervisor.start();
  await clock.advance(20_000);
  await supervisor.stop();
  assert.is(clock.waiting, 0);

  const other = supervised();
  other.opens(
    () =>
      new Promise((_resolve, reject) => {
        other.signals.at(-1)!.addEventListener('abort', () => reject(new Fault('stopped')));
      }),
  );
  other.supervisor.start();
  await other.clock.advance(0);
  await other.supervisor.stop();
  assert.ok(signals.length > 0);
  assert.is(other.supervisor.status.presence, 'stopped');
});

const throwing = suite('drivers that throw');

const wheres: Record<string, Connect> = {
  'at connect': () => {
    throw new Error('no');
  },
  'at data': (pipe) => {
    pipe.onData(() => {
      throw new Error('no');
    });
    return { number: 1 };
  },
  'at the end': (pipe) => {
    pipe.onClose(() => {
      throw new Error('no');
    });
    return { number: 1 };
  },
  'in a timer': (_pipe, _setting, { clock }) => {
    clock.after(10, () => {
      throw new Error('no');
    });
    return { number: 1 };
  },
};

for (const [where, connect] of Object.entries(wheres))
  throwing(`${where}: its connection ends, it is started again, and it is logged`, async () => {
    const { clock, supervisor, lines, log, opened } = supervised(connect);
    supervisor.start();
    await clock.advance(0);
    if (where === 'at data') lines[0]!.arrive(Uint8Array.of(1));
    if (where === 'at the end') lines[0]!.unplug();
    await clock.advance(400);
    assert.ok(opened.length >= 2);
    const error = log.lines.find(({ level }) => level === 'error');
    assert.match(error?.message ?? '', /driver/);
    await assert.rejects(lines[0]!.pipe.write(Uint8Array.of(1)), () => true);
    await supervisor.stop();
  });

throwing('options that do not fit are not tried again', async () => {
  const { clock, supervisor, opened, statuses, ends } = supervised(() => {
    throw new Fault('config.invalid', { device: 'd' });
  });
  supervisor.start();
  await clock.advance(60_000);
  assert.is(opened.length, 1);
  assert.is(ends(), 1);
  assert.equal(statuses, ['faulty config-invalid']);
  await supervisor.stop();
  assert.equal(statuses, ['faulty config-invalid', 'stopped']);
});

throwing('a pipe that does not close is left, and the device tried again', async () => {
  const { clock, supervisor, opens, log, opened } = supervised(() => {
    throw new Error('no');
  });
  opens(async () => ({
    write: async () => undefined,
    onData: () => undefined,
    onClose: () => undefined,
    close: () => new Promise(() => undefined),
  }));
  supervisor.start();
  await clock.advance(3_400);
  assert.is(opened.length, 2);
  assert.ok(log.lines.some(({ message }) => message.includes('did not let itself be closed')));
  const stopping = supervisor.stop();
  await clock.advance(4_000);
  await stopping;
});
