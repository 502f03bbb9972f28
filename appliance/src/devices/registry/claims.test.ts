// Which model fits what is plugged in, what an address means, and two names for one piece of hardware.
import { assert, suite } from '../../../test/kit.ts';
import { hidEnd, printerEnd, serialEnd } from '../../../test/devices/simulated-hardware.ts';
import type { DeviceMatch, DeviceSetting, DriverManifest } from '../device.ts';
import { checkSettings } from '../check-settings.ts';
import { addressOf, endOf, fits, holdersOf, rivalOf } from './claims.ts';
import type { FoundDevice } from './hardware.ts';

const scannerUsage = { usagePage: 0x8c, usage: 0x02 };
const scanner: FoundDevice = {
  place: 'usb 1-1',
  label: 'Zebra DS9308',
  vendorId: 0x05e0,
  productId: 0x1300,
  serial: 'A 1/2',
  ends: [hidEnd('/dev/hidraw10', { usagePage: 0x8c, usage: 0x03 }), hidEnd('/dev/hidraw2', scannerUsage)],
};
const byId = '/dev/serial/by-id/usb-METTLER_Ariva_77-if00';
const scale: FoundDevice = {
  place: 'usb 1-2',
  label: 'Mettler Ariva',
  vendorId: 0x0eb8,
  productId: 0xf000,
  ends: [serialEnd('/dev/ttyACM0', byId, '/dev/serial/by-path/pci-0-usb-2')],
};
const printer: FoundDevice = {
  place: 'usb 1-3',
  label: 'EPSON TM-T20',
  vendorId: 0x04b8,
  productId: 0x0e28,
  serial: 'J5F7',
  ends: [printerEnd('/dev/usb/lp0')],
};
const port: FoundDevice = { place: '/dev/ttyS0', label: '', ends: [serialEnd('/dev/ttyS0')] };
const found = [scanner, scale, printer, port];
const device = (name: string, address: string): DeviceSetting => ({
  name,
  kind: 'scanner',
  model: 'serial',
  address,
  options: {},
});
const nodeOf = (address: string): string | undefined => endOf(address, found)?.end.node;

const test = suite('claims');

test('what an address means now', () => {
  for (const [address, node] of [
    ['hid://05e0:1300', '/dev/hidraw2'],
    ['hid://05e0:1300/A%201%2F2?usagePage=0x8c&usage=3', '/dev/hidraw10'],
    ['hid://05e0:1300/other', undefined],
    ['hid://05e0:1300?usagePage=1', undefined],
    ['hid:///dev/hidraw10', '/dev/hidraw10'],
    ['serial:///dev/ttyACM0?baud=9600', '/dev/ttyACM0'],
    [`serial://${byId}`, '/dev/ttyACM0'],
    ['serial:///dev/ttyACM1', undefined],
    ['usb://04b8:0e28/j5f7', '/dev/usb/lp0'],
    ['usb://04b8:0e28', '/dev/usb/lp0'],
    ['usb://04b8:0e28/X', undefined],
    ['usblp:///dev/usb/lp0', '/dev/usb/lp0'],
    ['tcp://127.0.0.1:9100', undefined],
    ['hid-tcp://127.0.0.1:9100', undefined],
  ] as const)
    assert.is(nodeOf(address), node, address);
});

test('an address made of what was found means just that, whether or not it has a serial number', () => {
  for (const each of found)
    for (const end of each.ends) {
      if (end.node === '/dev/hidraw10') continue;
      assert.is(endOf(addressOf({ device: each, end }), found)?.end, end, end.node);
    }
  assert.is(
    addressOf({ device: scale, end: scale.ends[0]! }, 'baud=9600&parity=even'),
    `serial://${byId}?baud=9600&parity=even`,
  );
  const twin = { ...scanner, ends: [{ ...scanner.ends[1]!, links: ['/dev/countertop/by-path/pci-1'] }] };
  const { serial: _, ...nameless } = twin;
  assert.is(addressOf({ device: nameless, end: twin.ends[0]! }), 'hid:///dev/countertop/by-path/pci-1');
  assert.is(addressOf({ device: { ...nameless }, end: scanner.ends[1]! }), 'hid://05e0:1300');
  const { vendorId: _v, productId: _p, ...unnamed } = nameless;
  assert.is(addressOf({ device: unnamed, end: scanner.ends[1]! }), 'hid:///dev/hidraw2');
  assert.is(addressOf({ device: unnamed, end: printer.ends[0]! }), 'usblp:///dev/usb/lp0');
});

test('the same name after a replug into another node', () => {
  const moved = { ...scanner, ends: [hidEnd('/dev/hidraw33', scannerUsage)] };
  const address = addressOf({ device: scanner, end: scanner.ends[1]! });
  assert.is(endOf(address, [moved])?.end.node, '/dev/hidraw33');
});

test('which model fits', () => {
  const manifest = (
    kind: DriverManifest<unknown>['kind'],
    ...match: DeviceMatch[]
  ): DriverManifest<unknown> => ({
    kind,
    model: 'm',
    match,
    connect: () => undefined,
  });
  const fitting = (one: DriverManifest<unknown>): string[] =>
    found.flatMap((each) =>
      each.ends.filter((end) => fits(one, { device: each, end })).map(({ node }) => node),
    );
  assert.equal(fitting(manifest('scanner', scannerUsage)), ['/dev/hidraw2']);
  assert.equal(fitting(manifest('scanner', { usagePage: 0x8c })), ['/dev/hidraw10', '/dev/hidraw2']);
  assert.equal(fitting(manifest('printer', { vendorId: 0x04b8 })), ['/dev/usb/lp0']);
  assert.equal(fitting(manifest('scale', { vendorId: 0x04b8 })), []);
  assert.equal(fitting(manifest('scale', { vendorId: 0x0eb8, productId: 0xf000 })), ['/dev/ttyACM0']);
  assert.equal(fitting(manifest('scale', { vendorId: 0x0eb8, productId: 1 })), []);
  assert.equal(fitting(manifest('scanner', { vendorId: 0x05e0 })), []);
  assert.equal(fitting(manifest('scale', { link: 'usb-METTLER' })), ['/dev/ttyACM0']);
  assert.equal(fitting(manifest('scale', { link: 'usb-CAS' })), []);
  assert.equal(fitting(manifest('terminal')), []);
});

test('two names for one piece of hardware: the configuration cannot tell, what is plugged in can', () => {
  const settings = [
    device('a', 'serial:///dev/ttyACM0'),
    device('b', `serial://${byId}`),
    device('c', 'serial:///dev/ttyS0'),
  ];
  checkSettings(settings);
  const rivals = settings.map((setting) => rivalOf(setting, settings, found));
  assert.equal(rivals, [undefined, 'a', undefined]);
  assert.equal(holdersOf(scale.ends[0]!, settings, found), ['a', 'b']);
  assert.equal(holdersOf(printer.ends[0]!, settings, found), []);
  assert.equal(
    settings.map((setting) => rivalOf(setting, settings, [])),
    [undefined, undefined, undefined],
  );
  const ways = [device('a', 'usblp:///dev/usb/lp0'), device('b', 'usb://04b8:0e28')];
  assert.is(rivalOf(ways[1]!, ways, found), 'a');
});
