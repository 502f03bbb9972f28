// The devices of the bench: the simulators of the product, each behind a real USB device of this machine's kernel.
import { randomBytes } from 'node:crypto';
import { PrinterSimulator } from '../../../src/devices/printer/escpos/simulator.ts';
import { profileNamed } from '../../../src/devices/printer/escpos/profiles.ts';
import { ScaleSimulator } from '../../../src/devices/scale/hid/simulator.ts';
import { simulate8217 } from '../../../src/devices/scale/mettler-8217/simulator.ts';
import { HidPosSimulator } from '../../../src/devices/scanner/hid-pos/simulator.ts';
import { WedgeSimulator } from '../../../src/devices/scanner/keyboard-wedge/simulator.ts';
import { SerialSimulator } from '../../../src/devices/scanner/serial/simulator.ts';
import { systemClock } from '../../../src/platform/clock/system-clock.ts';
import { hidPosDescriptor, keyboardDescriptor, scaleDescriptor } from './hid-descriptors.ts';
import { UsbDevice, type UsbFunction, type UsbIdentity } from './usb-device.ts';
import { UsbHid } from './usb-hid.ts';
import { UsbPort } from './usb-port.ts';
import { UsbPrinter } from './usb-printer.ts';
import { UsbSerial } from './usb-serial.ts';

const clock = systemClock;
const noise = (count: number): Uint8Array => randomBytes(count);

/** A simulator and the plug it hangs on. */
interface OnTheBench {
  readonly port: UsbPort;
  readonly device: UsbDevice;
}

let portNumber = 0;
function onUsb(identity: UsbIdentity, plays: UsbFunction): OnTheBench {
  return { port: new UsbPort(portNumber++), device: new UsbDevice(identity, plays) };
}

const scannerWire = new UsbHid({ reportDescriptor: hidPosDescriptor });
export const scanner = new HidPosSimulator({ send: (report) => scannerWire.send(report), noise });

const wedgeWire = new UsbHid({ reportDescriptor: keyboardDescriptor, keyboard: true });
export const wedge = new WedgeSimulator({ send: (report) => wedgeWire.send(report) });

const bumpBarWire = new UsbHid({ reportDescriptor: keyboardDescriptor, keyboard: true });
/** The keys of a kitchen: a keyboard of its maker's. */
export const bumpBar = new WedgeSimulator({ send: (report) => bumpBarWire.send(report) });

const keyboardWire = new UsbHid({ reportDescriptor: keyboardDescriptor, keyboard: true });
/** What people type on; it speaks as a wedge does. */
export const keyboard = new WedgeSimulator({ send: (report) => keyboardWire.send(report) });

const scaleWire = new UsbHid({
  reportDescriptor: scaleDescriptor,
  onReport: (report) => scale.receive(report),
});
const scale = new ScaleSimulator({ send: (report) => scaleWire.send(report), clock, noise });
/** A scale says what it weighs several times a second. */
const tellEveryMs = 300;
const telling = (): void => {
  scale.tell();
  clock.after(tellEveryMs, telling);
};
telling();

const serialWire = new UsbSerial();
export const serialScanner = new SerialSimulator({ send: (bytes) => serialWire.send(bytes), clock, noise });

const serialScaleWire = new UsbSerial((bytes) => serialScale.receive(bytes));
const serialScale = simulate8217({ send: (bytes) => serialScaleWire.send(bytes), clock, noise });
export const scales = { scale, 'serial-scale': serialScale } as const;

const receiptPrinter = new PrinterSimulator({
  profile: profileNamed('epson-tm-t88v'),
  clock,
  drawerSensor: 'high-when-open',
});
const kitchenPrinter = new PrinterSimulator({ profile: profileNamed('generic-80mm'), clock });
export const printers = { 'receipt-printer': receiptPrinter, 'kitchen-printer': kitchenPrinter } as const;

/** By the names that the daemon's configuration has for them. */
export const plugs: Readonly<Record<string, OnTheBench>> = {
  'counter-scanner': onUsb(
    { vendorId: 0x05e0, productId: 0x1300, maker: 'Symbol', product: 'HID-POS scanner', serial: 'BENCH-1' },
    scannerWire,
  ),
  'wedge-scanner': onUsb(
    { vendorId: 0x05e0, productId: 0x1200, maker: 'Symbol', product: 'Wedge scanner', serial: '' },
    wedgeWire,
  ),
  'hand-scanner': onUsb(
    {
      vendorId: 0x0c2e,
      productId: 0x0caa,
      maker: 'Honeywell',
      product: 'CDC scanner',
      serial: 'BENCH-2',
      deviceClass: 2,
    },
    serialWire,
  ),
  scale: onUsb(
    { vendorId: 0x0eb8, productId: 0xf000, maker: 'Mettler', product: 'HID scale', serial: 'BENCH-3' },
    scaleWire,
  ),
  'serial-scale': onUsb(
    {
      vendorId: 0x0eb8,
      productId: 0x2200,
      maker: 'Mettler',
      product: 'CDC scale',
      serial: 'BENCH-6',
      deviceClass: 2,
    },
    serialScaleWire,
  ),
  'receipt-printer': onUsb(
    { vendorId: 0x04b8, productId: 0x0202, maker: 'EPSON', product: 'TM-T88V', serial: 'BENCH-4' },
    new UsbPrinter(receiptPrinter, 'MFG:EPSON;CMD:ESC/POS;MDL:TM-T88V;CLS:PRINTER;'),
  ),
  'kitchen-printer': onUsb(
    { vendorId: 0x0416, productId: 0x5011, maker: 'POS', product: 'POS80', serial: 'BENCH-5' },
    new UsbPrinter(kitchenPrinter, 'MFG:POS;CMD:ESC/POS;MDL:POS80;CLS:PRINTER;'),
  ),
  'bump-bar': onUsb(
    { vendorId: 0x0fa8, productId: 0xa001, maker: 'Logic Controls', product: 'Bump bar', serial: '' },
    bumpBarWire,
  ),
  // An office keyboard: of no maker of scanners.
  keyboard: onUsb(
    { vendorId: 0x046d, productId: 0xc31c, maker: 'Logitech', product: 'Keyboard', serial: '' },
    keyboardWire,
  ),
};
