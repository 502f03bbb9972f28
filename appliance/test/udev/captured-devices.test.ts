// The rules of firmware-config/ and systemd/ on devices as a kernel describes them, taken down in the virtual machine with udevadm: each
// belongs to the daemon's group and nobody else, has names that stay, and types to nobody unless it is a keyboard for people.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, repositoryRoot, suite } from '../kit.ts';
import { type Described, rulesOf, treat, type Treated } from './rule-book.ts';

const books = ['systemd/udev', 'firmware-config/udev']
  .flatMap((folder) =>
    readdirSync(join(repositoryRoot, folder))
      .filter((name) => name.endsWith('.rules'))
      .map((name) => ({ name, text: readFileSync(join(repositoryRoot, folder, name), 'utf8') })),
  )
  .sort((a, b) => a.name.localeCompare(b.name, 'en'))
  .map(({ text }) => text);

const path = 'platform-vhci_hcd.0-usb-0:1:1.0';
const usb = (vendor: string, product: string): Described['chain'][0] => ({
  kernel: '1-1',
  subsystem: 'usb',
  attributes: { idVendor: vendor, idProduct: product, 'power/control': 'auto' },
});
const inputOf = (vendor: string, product: string): Described['chain'][0] => ({
  kernel: 'input5',
  subsystem: 'input',
  attributes: { 'id/vendor': vendor, 'id/product': product, inhibited: '0' },
});
const keys = { ID_INPUT: '1', ID_INPUT_KEY: '1', ID_INPUT_KEYBOARD: '1', ID_PATH: path };

function keyboard(vendor: string, product: string): Described {
  return { env: keys, chain: [inputOf(vendor, product), usb(vendor, product)] };
}
function eventNode(vendor: string, product: string): Described {
  return {
    env: keys,
    chain: [{ kernel: 'event4', subsystem: 'input' }, inputOf(vendor, product), usb(vendor, product)],
  };
}
function hidraw(vendor: string, product: string): Described {
  return {
    env: { ID_PATH: path },
    chain: [{ kernel: 'hidraw0', subsystem: 'hidraw' }, usb(vendor, product)],
  };
}
function port(kernel: string, [vendor, product, serial]: readonly [string, string, string?]): Described {
  const subsystem = kernel.startsWith('lp') ? 'usbmisc' : 'tty';
  const ids = { ID_VENDOR_ID: vendor, ID_MODEL_ID: product, ID_USB_INTERFACE_NUM: '00', ID_PATH: path };
  return {
    env: serial === undefined ? ids : { ...ids, ID_SERIAL_SHORT: serial },
    chain: [{ kernel, subsystem }, usb(vendor, product)],
  };
}
function device(vendor: string, product: string, interfaces: string): Described {
  return { env: { DEVTYPE: 'usb_device', ID_USB_INTERFACES: interfaces }, chain: [usb(vendor, product)] };
}

const byPath = `countertop/by-path/${path}`;
const untouched: Treated = { group: undefined, mode: undefined, links: [], set: {} };
const silenced = { ...untouched, set: { inhibited: '1' } };
const ofDaemon = { ...untouched, group: 'plugdev', mode: '0660', links: [byPath] };
const awake = { ...untouched, set: { ID_MM_DEVICE_IGNORE: '1', 'power/control': 'on' } };
const named = (group: string, id: string): Treated => ({
  ...untouched,
  group,
  mode: '0660',
  links: [`countertop/by-id/${id}-if00`, byPath],
});

const cases: readonly (readonly [what: string, is: Described, becomes: Treated])[] = [
  ['Zebra wedge scanner: keys', keyboard('05e0', '1200'), silenced],
  [
    'Zebra wedge scanner: event node',
    eventNode('05e0', '1200'),
    { ...untouched, set: { LIBINPUT_IGNORE_DEVICE: '1' } },
  ],
  ['Honeywell wedge scanner: keys', keyboard('0c2e', '0901'), silenced],
  ['Datalogic wedge scanner: keys', keyboard('05f9', '2203'), silenced],
  ['office keyboard: keys', keyboard('046d', 'c31c'), untouched],
  ['office keyboard: event node', eventNode('046d', 'c31c'), untouched],
  ['Zebra HID-POS scanner', hidraw('05e0', '1300'), ofDaemon],
  ['Mettler HID scale', hidraw('0eb8', 'f000'), ofDaemon],
  ['Logic Controls bump bar: keys', keyboard('0fa8', 'a001'), silenced],
  ['Logic Controls bump bar: reports', hidraw('0fa8', 'a001'), ofDaemon],
  ['RF IDeas badge reader: keys', keyboard('0c27', '3bfa'), silenced],
  ['MagTek card reader: reports', hidraw('0801', '0002'), ofDaemon],
  [
    'Honeywell serial scanner',
    port('ttyACM0', ['0c2e', '0caa', 'BENCH-2']),
    named('dialout', '0c2e-0caa-BENCH-2'),
  ],
  [
    'scale behind an FTDI adapter',
    port('ttyUSB0', ['0403', '6001', 'A50285BI']),
    named('dialout', '0403-6001-A50285BI'),
  ],
  [
    'pole display behind a Prolific adapter, which has no serial number',
    port('ttyUSB1', ['067b', '2303']),
    { ...untouched, group: 'dialout', mode: '0660', links: [byPath] },
  ],
  ['Ingenico terminal', port('ttyACM1', ['0b00', '0057', '123']), named('dialout', '0b00-0057-123')],
  ['printer of no known maker', port('lp0', ['0416', '5011', 'BENCH-5']), named('lp', '0416-5011-BENCH-5')],
  [
    'Epson printer, raw',
    device('04b8', '0202', ':070102:'),
    { ...untouched, group: 'plugdev', mode: '0660' },
  ],
  ['FTDI adapter: the device', device('0403', '6001', ':ffffff:'), awake],
  ['Verifone terminal: the device', device('11ca', '0300', ':020201:0a0000:'), awake],
  ['Honeywell scanner: the device', device('0c2e', '0caa', ':020201:0a0000:'), awake],
  ['memory stick', device('0781', '5567', ':080650:'), untouched],
  ['a serial port on the board', { chain: [{ kernel: 'ttyS0', subsystem: 'tty' }] }, untouched],
];

const test = suite('udev rules on captured devices');

for (const [what, is, becomes] of cases)
  test(what, () => {
    assert.equal(treat(is, books), becomes);
  });

test('nothing is done to what is being unplugged, but for the groups of systemd’s own rules', () => {
  for (const [, is] of cases) {
    const { links, set } = treat({ ...is, action: 'remove' }, books);
    assert.equal({ links, set }, { links: [], set: {} });
  }
});

test('no rule opens anything to the world', () => {
  for (const mode of books.flatMap((book) =>
    rulesOf(book)
      .flat()
      .filter(({ key }) => key === 'MODE'),
  ))
    assert.match(mode.value, /^0[0-7][0-7]0$/);
});
