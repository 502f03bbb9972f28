// Loads the native USB packages; in a file of its own, so that only a box with a USB printer does.
import EscposUsb from 'escpos-usb';
import usb from 'usb';
import type { UsbParts } from './usb-printer-view.ts';

// What escpos-usb looks for in `usb` of version 1. Both do nothing: the transport listens itself, one listener for one pipe.
Object.assign(usb, { on: () => undefined, removeAllListeners: () => undefined });
// Listening for devices must not keep a daemon alive that wants to end.
usb.usb.unrefHotplugEvents();

export const usbPackages: UsbParts = { library: usb.usb, Adapter: EscposUsb };
