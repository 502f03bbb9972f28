// Reading sysfs: a tree as Linux 6.1 shows a till's devices, laid out in a folder; and its events.
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { collector } from '../../../test/devices/sockets.ts';
import { assert, suite, tempDir } from '../../../test/kit.ts';
import { linuxHardware, linuxPlaces } from './linux-hardware.ts';

function machine() {
  const root = tempDir('sysfs');
  const file = (path: string, content: string | Uint8Array = ''): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  const link = (path: string, to: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    symlinkSync(join(root, to), join(root, path));
  };
  mkdirSync(join(root, 'udev'), { recursive: true });
  const hardware = linuxHardware({
    sys: join(root, 'sys'),
    dev: join(root, 'dev'),
    udev: join(root, 'udev'),
  });
  const at = (path: string): string => join(root, path);
  return { file, link, at, hardware };
}

type Machine = ReturnType<typeof machine>;
const bus = 'sys/devices/pci0000:00/0000:00:14.0/usb1';

function usbDevice({ file, link }: Machine, name: string, facts: Record<string, string>): string {
  const folder = `${bus}/${name}`;
  for (const [key, value] of Object.entries(facts)) file(`${folder}/${key}`, `${value}\n`);
  link(`sys/bus/usb/devices/${name}`, folder);
  return folder;
}

/** A weighing device with one data report, as HID Point of Sale 1.02 lays it out. */
const scaleDescriptor = Uint8Array.of(
  ...[0x05, 0x8d, 0x09, 0x20, 0xa1, 0x01, 0x85, 0x03, 0x09, 0x24, 0xa1, 0x02, 0x81, 0x02, 0xc0, 0xc0],
);

const test = suite('Linux hardware');

test('a HID scale, a serial scale, a printer with and without a node, a hub, a built-in port: each once, at its place', async () => {
  const box = machine();
  const { file, link, at, hardware } = box;
  usbDevice(box, '1-1', { bDeviceClass: '09', idVendor: '05e3', idProduct: '0610' });
  const hid = usbDevice(box, '1-1.4', {
    bDeviceClass: '00',
    idVendor: '0922',
    idProduct: '8003',
    manufacturer: 'DYMO',
    product: 'M10',
    serial: '00317',
  });
  file(
    `${hid}/1-1.4:1.0/0003:0922:8003.0001/uevent`,
    'DRIVER=hid-generic\nHID_ID=0003:00000922:00008003\nHID_NAME=DYMO M10\nHID_UNIQ=00317\n',
  );
  file(`${hid}/1-1.4:1.0/0003:0922:8003.0001/report_descriptor`, scaleDescriptor);
  link('sys/class/hidraw/hidraw0/device', `${hid}/1-1.4:1.0/0003:0922:8003.0001`);

  const serial = usbDevice(box, '1-2', {
    bDeviceClass: '02',
    idVendor: '0eb8',
    idProduct: 'f000',
    manufacturer: 'METTLER',
    product: 'METTLER Ariva',
  });
  file(`${serial}/1-2:1.0/bInterfaceClass`, '02\n');
  link('sys/class/tty/ttyACM0/device', `${serial}/1-2:1.0`);
  file('dev/ttyACM0');
  link('dev/serial/by-id/usb-METTLER_Ariva-if00', 'dev/ttyACM0');
  link('dev/serial/by-path/pci-usb-2', 'dev/ttyACM0');

  const printer = usbDevice(box, '1-3', {
    bDeviceClass: '00',
    idVendor: '04b8',
    idProduct: '0e28',
    manufacturer: 'EPSON',
    product: 'TM-T20',
    serial: 'J5',
  });
  file(`${printer}/1-3:1.0/bInterfaceClass`, '07\n');
  link('sys/bus/usb/devices/1-3:1.0', `${printer}/1-3:1.0`);
  link('sys/class/usbmisc/lp0/device', `${printer}/1-3:1.0`);
  const held = usbDevice(box, '1-5', { bDeviceClass: '00', idVendor: '0519', idProduct: '0003' });
  file(`${held}/1-5:1.0/bInterfaceClass`, '07\n');
  link('sys/bus/usb/devices/1-5:1.0', `${held}/1-5:1.0`);

  for (const [port, type] of [
    ['ttyS0', '4'],
    ['ttyS1', '0'],
  ] as const) {
    file(`sys/devices/platform/serial8250/tty/${port}/type`, `${type}\n`);
    link(`sys/devices/platform/serial8250/tty/${port}/device`, 'sys/devices/platform/serial8250');
    link(`sys/class/tty/${port}`, `sys/devices/platform/serial8250/tty/${port}`);
  }
  file('sys/class/tty/console/dev', '5:1\n');
  const virtual = 'sys/devices/virtual/misc/uhid/0003:05E0:1300.0002';
  file(`${virtual}/uevent`, 'HID_ID=0003:000005E0:00001300\nHID_NAME=A scanner\nHID_UNIQ=\n');
  link('sys/class/hidraw/hidraw1/device', virtual);

  const [node, acm] = [at('dev/hidraw0'), at('dev/ttyACM0')];
  assert.equal(
    await hardware.list(),
    [
      {
        label: '',
        place: at('dev/ttyS0'),
        ends: [{ bus: 'serial', node: at('dev/ttyS0'), links: [], usages: [] }],
      },
      {
        label: 'A scanner',
        vendorId: 0x05e0,
        productId: 0x1300,
        place: at('dev/hidraw1'),
        ends: [{ bus: 'hid', node: at('dev/hidraw1'), links: [], usages: [] }],
      },
      {
        place: 'usb 1-1.4',
        label: 'DYMO M10',
        vendorId: 0x0922,
        productId: 0x8003,
        serial: '00317',
        ends: [{ bus: 'hid', node, links: [], usages: [{ usagePage: 0x8d, usage: 0x20 }] }],
      },
      {
        place: 'usb 1-2',
        label: 'METTLER Ariva',
        vendorId: 0x0eb8,
        productId: 0xf000,
        ends: [
          {
            bus: 'serial',
            node: acm,
            links: [at('dev/serial/by-id/usb-METTLER_Ariva-if00'), at('dev/serial/by-path/pci-usb-2')],
            usages: [],
          },
        ],
      },
      {
        place: 'usb 1-3',
        label: 'EPSON TM-T20',
        vendorId: 0x04b8,
        productId: 0x0e28,
        serial: 'J5',
        ends: [{ bus: 'printer', node: at('dev/usb/lp0'), links: [], usages: [] }],
      },
      {
        place: 'usb 1-5',
        label: '',
        vendorId: 0x0519,
        productId: 3,
        ends: [{ bus: 'printer', node: '1-5:1.0', links: [], usages: [] }],
      },
    ].sort((a, b) => a.place.localeCompare(b.place, 'en', { numeric: true })),
  );
});

test('a machine that shows nothing, and the one this runs on', async () => {
  assert.equal(await machine().hardware.list(), []);
  const ends = (await linuxHardware().list()).flatMap((device) => device.ends);
  assert.is(new Set(ends.map(({ node }) => node)).size, ends.length);
  assert.is(linuxPlaces.sys, '/sys');
});

test('udev has finished with a device, and has let one go: told; what is written into nodes: not', async () => {
  const { file, at, hardware } = machine();
  const told = collector<string>();
  const end = hardware.watch(() => told.push('changed'));
  file('udev/.#c241:0');
  renameSync(at('udev/.#c241:0'), at('udev/c241:0'));
  await told.until((all) => all.length > 0);
  const before = told.items.length;
  rmSync(at('udev/c241:0'));
  await told.until((all) => all.length > before);
  end();
});

test('without udev the folder of the nodes is watched; without either nothing is, and nothing fails', async () => {
  const { file, at } = machine();
  file('dev/null');
  const told = collector<string>();
  const end = linuxHardware({ sys: at('sys'), dev: at('dev'), udev: at('no-udev') }).watch(() =>
    told.push('changed'),
  );
  file('dev/hidraw0');
  await told.until((all) => all.length > 0);
  end();
  linuxHardware({ sys: at('x'), dev: at('x'), udev: at('x') }).watch(() => undefined)();
});
