// Addresses of the configuration: what is read, what is refused and why, and which two mean one device.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { isFault } from '../../platform/fault.ts';
import { meetsSameDevice, parseAddress, withUsage } from './address.ts';

const reading = suite('device addresses');

const good: [string, object][] = [
  ['tcp://127.0.0.1:9100', { scheme: 'tcp', host: '127.0.0.1', port: 9100 }],
  ['tcp://[fe80::1]:9100', { scheme: 'tcp', host: 'fe80::1', port: 9100 }],
  ['tcp://printer.shop.lan:1', { scheme: 'tcp', host: 'printer.shop.lan', port: 1 }],
  [
    'https://192.0.2.21:8443/nexo?ca=/etc/terminals.pem&name=a.terminal.test',
    {
      scheme: 'https',
      host: '192.0.2.21',
      port: 8443,
      path: '/nexo',
      ca: '/etc/terminals.pem',
      name: 'a.terminal.test',
    },
  ],
  ['http://127.0.0.1:8443', { scheme: 'http', host: '127.0.0.1', port: 8443, path: '/' }],
  ['hid-tcp://127.0.0.1:9211', { scheme: 'hid-tcp', host: '127.0.0.1', port: 9211 }],
  [
    'serial:///dev/ttyACM0',
    {
      scheme: 'serial',
      path: '/dev/ttyACM0',
      baudRate: 9600,
      dataBits: 8,
      stopBits: 1,
      parity: 'none',
      flow: 'none',
    },
  ],
  [
    'serial:///dev/serial/by-id/usb-X-if00?baud=19200&dataBits=7&stopBits=2&parity=even&flow=rtscts',
    {
      scheme: 'serial',
      path: '/dev/serial/by-id/usb-X-if00',
      baudRate: 19200,
      dataBits: 7,
      stopBits: 2,
      parity: 'even',
      flow: 'rtscts',
    },
  ],
  ['hid://05e0:1300', { scheme: 'hid', vendorId: 0x05e0, productId: 0x1300 }],
  ['hid://05E0:1300/', { scheme: 'hid', vendorId: 0x05e0, productId: 0x1300 }],
  [
    'hid://05e0:ffff/S%2F1?usagePage=0x8c&usage=2',
    { scheme: 'hid', vendorId: 0x05e0, productId: 0xffff, serial: 'S/1', usagePage: 0x8c, usage: 2 },
  ],
  ['hid:///dev/pos/scanner-left', { scheme: 'hid', path: '/dev/pos/scanner-left' }],
  ['usblp:///dev/usb/lp0', { scheme: 'usblp', target: '/dev/usb/lp0' }],
  ['usb://04B8:0e28/Serial', { scheme: 'usb', target: '04b8:0e28/serial' }],
];

reading('good ones are read into their parts', () => {
  for (const [address, parts] of good) assert.equal(parseAddress(address), parts, address);
});

const bad: [string, RegExp][] = [
  ['', /scheme/],
  ['127.0.0.1:9100', /scheme/],
  ['tcp://127.0.0.1:9100#x', /scheme/],
  ['ftp://127.0.0.1:9100', /unknown scheme ftp/],
  ['http://192.0.2.21:8443/nexo', /needs https/],
  ['https://192.0.2.21:8443/nexo', /needs ca/],
  ['https://192.0.2.21/nexo?ca=x', /host:port/],
  ['https://192.0.2.21:8443/?ca=x&pin=1', /unknown option pin/],
  ['tcp://127.0.0.1', /host:port/],
  ['tcp://127.0.0.1:0', /host:port/],
  ['tcp://127.0.0.1:65536', /host:port/],
  ['tcp://a:b:1', /host:port/],
  ['tcp://127.0.0.1:9100?speed=9', /unknown option speed/],
  ['serial://dev/ttyS0', /path/],
  ['serial:///dev/ttyS0?baud=fast', /baud/],
  ['serial:///dev/ttyS0?baud=1', /baud/],
  ['serial:///dev/ttyS0?baud=9600.5', /baud/],
  ['serial:///dev/ttyS0?dataBits=9', /dataBits must be one of 7, 8/],
  ['serial:///dev/ttyS0?parity=constructor', /parity must be one of/],
  ['serial:///dev/ttyS0?flow=maybe', /flow/],
  ['usb://04b8:0e28/serial?interface=1', /unknown option interface/],
  ['hid://5e0:1300', /vendor:product/],
  ['hid://05e0:1300/%zz', /percent/],
  ['hid://05e0:1300?usagePage=70000', /usagePage/],
  ['hid://05e0:1300?usage=two', /usage/],
];

reading('bad ones are refused with the address and the problem', () => {
  for (const [address, problem] of bad) {
    let thrown: unknown;
    try {
      parseAddress(address);
    } catch (error) {
      thrown = error;
    }
    assert.ok(isFault(thrown, 'config.invalid'), address);
    assert.match(String(thrown.data['problem']), problem);
    assert.is(thrown.data['address'], address);
  }
});

reading('whatever is written there, it is read or refused', () => {
  const pieces = fc.constantFrom(
    'tcp',
    'hid',
    '://',
    '/',
    ':',
    '?',
    '&',
    '=',
    '05e0',
    '%',
    '9100',
    'baud',
    ' ',
    '[',
    '#',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces).map((all) => all.join('')),
      ),
      (address) => {
        try {
          parseAddress(address);
        } catch (error) {
          assert.ok(isFault(error, 'config.invalid'));
        }
      },
    ),
  );
});

const same = suite('two addresses of one device');

const pairs: [string, string, boolean][] = [
  ['tcp://127.0.0.1:9100', 'tcp://localhost:9100', true],
  ['tcp://127.0.0.1:9100', 'hid-tcp://127.0.0.1:9100', true],
  ['tcp://127.0.0.1:9100', 'tcp://127.0.0.1:9101', false],
  ['tcp://Printer:9100', 'tcp://printer:9100', true],
  ['serial:///dev/ttyS0?baud=9600', 'serial:///dev/ttyS0?baud=1200', true],
  ['serial:///dev/ttyS0', 'serial:///dev/ttyS1', false],
  ['usblp:///dev/usb/lp0', 'usblp:///dev/usb/lp0', true],
  ['usb://04b8:0e28/a', 'usb://04B8:0E28/A', true],
  ['usb://04b8:0e28/a', 'usb://04b8:0e28/b', false],
  ['hid://05e0:1300', 'hid://05e0:1300/A', true],
  ['hid://05e0:1300/A', 'hid://05e0:1300/B', false],
  ['hid://05e0:1300?usagePage=0x8c', 'hid://05e0:1300?usagePage=1', false],
  ['hid://05e0:1300?usage=1', 'hid://05e0:1300?usage=2', false],
  ['hid://05e0:1300', 'hid://05e0:1301', false],
  ['hid:///dev/pos/a', 'hid:///dev/pos/a', true],
  ['hid:///dev/pos/a', 'hid://05e0:1300', false],
  ['hid://05e0:1300', 'tcp://127.0.0.1:1', false],
];

same('are told, in either order', () => {
  for (const [left, right, expected] of pairs) {
    assert.is(meetsSameDevice(left, right), expected, `${left} and ${right}`);
    assert.is(meetsSameDevice(right, left), expected, `${right} and ${left}`);
  }
});

const usage = suite('usage of a model');

usage('is added to a HID address that names none, and to no other', () => {
  const scanner = { usagePage: 0x8c, usage: 2 };
  assert.is(withUsage('hid://05e0:1300/S', scanner), 'hid://05e0:1300/S?usagePage=140&usage=2');
  assert.is(withUsage('hid://05e0:1300?usage=5', scanner), 'hid://05e0:1300?usagePage=140&usage=5');
  assert.is(withUsage('hid://05e0:1300', { usagePage: 1 }), 'hid://05e0:1300?usagePage=1');
  for (const kept of ['hid://05e0:1300?usagePage=1', 'hid:///dev/pos/a', 'tcp://127.0.0.1:1'])
    assert.is(withUsage(kept, scanner), kept);
  assert.is(withUsage('hid://05e0:1300', undefined), 'hid://05e0:1300');
  assert.is(withUsage('hid://05e0:1300', { usage: 2 }), 'hid://05e0:1300');
});
