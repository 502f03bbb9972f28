// The till on a kernel: our system boots in a virtual machine, and the real drivers meet real device nodes, made by udev's rules, in a
// daemon fenced in by its unit. In the middle of a scan, a weighing and a print the plug is pulled. `make test-hardware` runs all of it;
// `make test` the first part, where QEMU and a built base are here; where not, the run says so.
import { assert, lacks, note, suite } from '../kit.ts';
import { bananas, Counter, packed } from './counter.ts';
import type { DeviceName } from './bench/commands.ts';
import { baseIsThere, lacking, makeDisks } from './images.ts';
import { Machine } from './machine.ts';

const whole = process.env['COUNTERTOP_HARDWARE'] === '1';
const lacked = lacking();
const missing = lacked.length > 0 ? lacked.join(', ') : !whole && !baseIsThere() ? 'a built base image' : '';

const devices = [
  'counter-scanner',
  'wedge-scanner',
  'hand-scanner',
  'scale',
  'serial-scale',
  'receipt-printer',
  'kitchen-printer',
] as const satisfies readonly DeviceName[];
/** A whole boot, emulated, on a machine that does other work too. */
const timeoutMs = 450_000;

let counter: Counter;
let booted: Machine | undefined;
const hardware = suite('on a kernel');
const first = 'the system boots, and the till says that it is ready under its unit';
const test = (name: string, body: () => Promise<void>): void => {
  if (missing !== '') return;
  hardware(name, { timeoutMs }, async () => {
    assert.ok(booted !== undefined || name === first, 'the machine is up');
    await body();
  });
};
const testWhole = (name: string, body: () => Promise<void>): void => {
  if (whole) test(name, body);
};
const said = async (command: string): Promise<string> => (await counter.machine.run(command)).output.trim();

hardware.after(async () => {
  if (booted === undefined) return;
  counter.page.close();
  await booted.stop();
});

if (missing !== '')
  hardware('a virtual machine', () => {
    lacks(
      `${missing}: the drivers on a real kernel, with udev's rules and the unit's fence (make test-hardware)`,
    );
  });

test(first, async () => {
  const started = process.hrtime.bigint();
  const machine = await Machine.boot(await makeDisks());
  booted = machine;
  counter = new Counter(machine, await machine.page('alex'));
  note(`virtual machine: till ready after ${String((process.hrtime.bigint() - started) / 1_000_000_000n)} s`);
  assert.is(await said('systemctl is-active countertop'), 'active');
  assert.is(await said('systemctl --failed --no-legend --plain'), '');
  assert.is(await said('stat -c %U /proc/$(systemctl show -p MainPID --value countertop)'), 'countertop');
});

test('every device that is plugged in is found and claimed', async () => {
  await counter.machine.plug(...devices, 'keyboard');
  await counter.ready(...devices);
});

test('a weighed product, scanned by a hidraw scanner, is sold, printed on a USB printer, and the drawer opens', async () => {
  const { machine, page } = counter;
  await counter.does('open-shift', { opening: [{ currency: 'NOK', amount: 100_000 }] });
  // The float is put in: the drawer was opened for that.
  await machine.until(async () => (await counter.paper('receipt-printer')).drawer === 'open', 'the drawer');
  await machine.bench({ t: 'close-drawer', device: 'receipt-printer' });
  await counter.weighs('scale', 1_204);
  assert.is(await counter.scans('counter-scanner', bananas.plu), 'refused line.weight-needed');
  await counter.addsWeighed(await counter.product(bananas.name));
  const [line] = Object.values(page.view.tab?.lines ?? {});
  assert.is(line?.quantity, 1_204);
  const due = page.view.tab?.due ?? 0;
  // 1.204 kg at 27.90 is 33.5916.
  assert.is(due, 3_359);
  await counter.does('take-payment', { tender: 'cash', tendered: 5_000 });
  await machine.until(async () => (await counter.printed()).includes('<cut>'), 'the receipt');
  const paper = await counter.paper('receipt-printer');
  assert.match(await counter.printed(), /Bananer[\s\S]*1,204 kg/);
  assert.equal(
    paper.blocks.filter(({ kind }) => kind === 'fault'),
    [],
  );
  assert.is(paper.pulses.length, 2);
  assert.is(paper.drawer, 'open');
  // The printer has confirmed that it is on paper.
  await machine.until(() => Object.keys(page.view.printing).length === 0, 'nothing left to print');
});

testWhole('names and permissions are those of the rules', async () => {
  const names = await said('cd /dev/countertop/by-id && ls');
  assert.equal(names.split('\n'), [
    '0416-5011-BENCH-5-if00',
    // The receipt printer's node is away while the daemon holds it past the kernel's driver.
    '0c2e-0caa-BENCH-2-if00',
    '0eb8-2200-BENCH-6-if00',
  ]);
  assert.match(await said('ls /dev/countertop/by-path'), /usb-0:1:1\.0\n/);
  const modes = await said('stat -c "%a %G" /dev/hidraw* /dev/ttyACM* /dev/usb/lp* | sort -u');
  assert.equal(modes.split('\n'), ['660 dialout', '660 lp', '660 plugdev']);
  const world = await said('find /dev/hidraw* /dev/ttyACM* /dev/usb /dev/bus/usb -type c -perm /o+rw');
  assert.match(world, /^(\/dev\/bus\/usb\/\S+\n?)*$/);
  const power =
    'for id in 05e0 0c2e 0eb8; do grep -l "$id" /sys/bus/usb/devices/*/idVendor; done | xargs -n1 dirname';
  assert.is(await said(`for device in $(${power}); do cat "$device/power/control"; done | sort -u`), 'on');
});

testWhole('a wedge types into the till and nowhere else; a keyboard is left alone', async () => {
  await counter.machine.bench({ t: 'keys' });
  assert.is(await counter.scans('wedge-scanner', packed.code), `added ${packed.name}`);
  const ofScanner = await counter.machine.bench({ t: 'keys' });
  assert.is(ofScanner.pressed, 0);
  await counter.machine.bench({ t: 'scan', device: 'keyboard', text: '1234' });
  let pressed = 0;
  await counter.machine.until(async () => {
    pressed += (await counter.machine.bench({ t: 'keys' })).pressed;
    return pressed >= 5;
  }, 'a stranger to hear the keyboard');
  assert.is(pressed, 5);
  assert.is(counter.page.view.scan?.device, 'wedge-scanner');
});

testWhole('a bump bar types to nobody', async () => {
  await counter.machine.plug('bump-bar');
  const inhibited =
    "grep -l 'Bump bar' /sys/class/input/input*/name | xargs dirname | xargs -I{} cat {}/inhibited";
  await counter.machine.until(async () => (await said(inhibited)) === '1', 'udev to inhibit the bump bar');
  await counter.machine.bench({ t: 'keys' });
  await counter.machine.bench({ t: 'scan', device: 'bump-bar', text: '12' });
  // What a stranger hears later than this, it hears of the keyboard that is typed on after it.
  await counter.machine.bench({ t: 'scan', device: 'keyboard', text: '9' });
  let pressed = 0;
  await counter.machine.until(async () => {
    pressed += (await counter.machine.bench({ t: 'keys' })).pressed;
    return pressed >= 2;
  }, 'a stranger to hear the keyboard');
  assert.is(pressed, 2);
});

testWhole('a scanner on a serial line over USB is heard', async () => {
  assert.match(await counter.scans('hand-scanner', packed.code, ']E0'), /^added/);
});

testWhole(
  'a printer behind the kernel’s own driver says that its paper is out, and that it is back',
  async () => {
    const conditions = (): readonly string[] =>
      counter.page.view.devices['kitchen-printer']?.conditions ?? [];
    await counter.machine.bench({ t: 'paper-out', device: 'kitchen-printer' });
    await counter.machine.until(() => conditions().includes('paper-out'), 'paper-out');
    await counter.machine.bench({ t: 'refill', device: 'kitchen-printer' });
    await counter.machine.until(() => !conditions().includes('paper-out'), 'paper again');
  },
);

testWhole(
  'unplugged in the middle of a scan: no half code is sold, and the scanner is heard again',
  async () => {
    const before = counter.page.view.scan?.at;
    await counter.machine.bench({ t: 'half-scan', device: 'counter-scanner', text: packed.code });
    await counter.gone('counter-scanner');
    await counter.replugs('counter-scanner');
    assert.is(counter.page.view.scan?.at, before);
    assert.match(await counter.scans('counter-scanner', packed.code, ']E0'), /^added/);
  },
);

for (const scanner of ['wedge-scanner', 'hand-scanner'] as const)
  testWhole(`unplugged in the middle of a scan: ${scanner}`, async () => {
    const before = counter.page.view.scan?.at;
    await counter.machine.bench({ t: 'half-scan', device: scanner, text: '70380' });
    await counter.gone(scanner);
    await counter.replugs(scanner);
    assert.is(counter.page.view.scan?.at, before);
    assert.match(await counter.scans(scanner, packed.code), /^added/);
  });

testWhole('a wedge that was plugged in anew is still kept from strangers', async () => {
  await counter.machine.bench({ t: 'keys' });
  assert.match(await counter.scans('wedge-scanner', packed.code), /^added/);
  assert.is((await counter.machine.bench({ t: 'keys' })).pressed, 0);
});

testWhole(
  'unplugged while weighing: no weight outlives its scale, another one weighs, and it weighs again',
  async () => {
    const product = await counter.product(bananas.name);
    const lastQuantity = (): number | undefined =>
      Object.values(counter.page.view.tab?.lines ?? {}).at(-1)?.quantity;
    await counter.weighs('serial-scale', 0);
    await counter.weighs('scale', 700, 'motion');
    await counter.machine.unplug('scale');
    await counter.gone('scale');
    const refused = await counter.asks('add-product', { product, weight: 'scale' });
    assert.is(refused.ok, false);
    // The one behind a serial line is the first connected one now.
    await counter.weighs('serial-scale', 642);
    await counter.addsWeighed(product);
    await counter.machine.until(() => lastQuantity() === 642, 'a line of 642 g');
    await counter.machine.unplug('serial-scale');
    await counter.gone('serial-scale');
    await counter.weighs('scale', 815);
    await counter.replugs('scale');
    await counter.addsWeighed(product);
    await counter.machine.until(() => lastQuantity() === 815, 'a line of 815 g');
    await counter.replugs('serial-scale');
  },
);

testWhole(
  'unplugged in the middle of a print: the sale stands, nothing is printed twice unasked, and the printer prints again',
  async () => {
    const { machine, page } = counter;
    await machine.bench({ t: 'tear', device: 'receipt-printer' });
    await machine.bench({ t: 'close-drawer', device: 'receipt-printer' });
    await machine.bench({ t: 'bad-day', device: 'receipt-printer', day: { unplugAfterBytes: 500 } });
    await counter.does('take-payment', { tender: 'cash', tendered: 100_000 });
    await machine.until(() => page.view.lastSale?.receipt === 2, 'the sale');
    await counter.gone('receipt-printer');
    await machine.until(
      () => Object.values(page.view.printing).some(({ state }) => state === 'unknown'),
      'a job of unknown outcome',
    );
    await machine.bench({ t: 'tear', device: 'receipt-printer' });
    await counter.replugs('receipt-printer');
    const [job = ''] = Object.keys(page.view.printing);
    assert.is(page.view.printing[job]?.state, 'unknown');
    assert.is(await counter.printed(), '');
    await counter.does('print-again', { job });
    await machine.until(async () => (await counter.printed()).includes('<cut>'), 'the receipt');
    await machine.until(() => Object.keys(page.view.printing).length === 0, 'nothing left to print');
  },
);

testWhole('after all of it nothing has failed, and the journal is whole', async () => {
  assert.is(await said('systemctl show -p NRestarts --value countertop'), '0');
  assert.is(
    await said(
      'journalctl -u countertop -o cat | grep -E "broken invariant|Unhandled|listener of a device failed"',
    ),
    '',
  );
  const verdict = await counter.machine.run('COUNTERTOP_DATA=/var/lib/countertop countertop journal verify');
  assert.is(verdict.code, 0, verdict.output);
});
