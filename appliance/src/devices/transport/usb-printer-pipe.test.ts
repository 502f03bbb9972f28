// The USB transport: the real escpos-usb package on devices of the test's own. What the package does wrong by itself is shown first.
import EscposUsb from 'escpos-usb';
import usb from 'usb';
import { assert, suite, virtualClock } from '../../../test/kit.ts';
import { isFault } from '../../platform/fault.ts';
import { openUsbPrinterPipe } from './usb-printer-pipe.ts';
import type { UsbDevice, UsbEndpoint, UsbInterface, UsbLibrary } from './usb-printer-view.ts';

const test = suite('usb printer pipe');
const signal = new AbortController().signal;

class FakeEndpoint implements UsbEndpoint {
  readonly direction: 'in' | 'out';
  timeout = 0;
  sent: number[] = [];
  fails: Error | undefined;
  polling = false;
  #listeners: Record<string, (value: never) => void> = {};

  constructor(direction: 'in' | 'out') {
    this.direction = direction;
  }

  transfer(bytes: Uint8Array, done: (error?: Error) => void): void {
    this.sent.push(...bytes);
    queueMicrotask(() => {
      done(this.fails);
    });
  }

  on(event: string, listener: (value: never) => void): void {
    this.#listeners[event] = listener;
  }

  say(event: 'data' | 'error', value: Uint8Array | Error): void {
    this.#listeners[event]?.(value as never);
  }

  startPoll(): void {
    this.polling = true;
  }

  stopPoll(done: () => void): void {
    if (!this.polling) throw new Error('Polling is not active.');
    this.polling = false;
    queueMicrotask(done);
  }
}

class FakeInterface implements UsbInterface {
  readonly descriptor: { bInterfaceClass: number };
  readonly input = new FakeEndpoint('in');
  readonly output = new FakeEndpoint('out');
  readonly altSetting = 0;
  claimed = false;
  kernelDriver: boolean;
  claimFails: Error | undefined;

  constructor(bInterfaceClass: number, kernelDriver = true) {
    this.descriptor = { bInterfaceClass };
    this.kernelDriver = kernelDriver;
  }

  get endpoints(): FakeEndpoint[] {
    return [this.input, this.output];
  }

  setAltSetting(_setting: number, done: () => void): void {
    queueMicrotask(done);
  }

  isKernelDriverActive(): boolean {
    return this.kernelDriver;
  }

  detachKernelDriver(): void {
    this.kernelDriver = false;
  }

  attachKernelDriver(): void {
    if (this.claimed) throw new Error('LIBUSB_ERROR_BUSY');
    this.kernelDriver = true;
  }

  claim(): void {
    if (this.claimFails !== undefined) throw this.claimFails;
    this.claimed = true;
  }

  release(_closeEndpoints: boolean, done: (error?: Error) => void): void {
    this.claimed = false;
    queueMicrotask(() => {
      done();
    });
  }
}

class FakeDevice implements UsbDevice {
  readonly deviceDescriptor: UsbDevice['deviceDescriptor'];
  readonly parts: FakeInterface[];
  readonly #serial: string;
  interfaces: FakeInterface[] | undefined;
  openFails: Error | undefined;

  constructor(ids: readonly [vendor: number, product: number], serial: string, parts: FakeInterface[]) {
    this.deviceDescriptor = { idVendor: ids[0], idProduct: ids[1], iSerialNumber: 3 };
    this.#serial = serial;
    this.parts = parts;
  }

  open(): void {
    if (this.openFails !== undefined) throw this.openFails;
    this.interfaces = this.parts;
  }

  close(): void {
    if (this.interfaces?.some(({ claimed }) => claimed) === true)
      throw new Error("Can't close device with a pending request");
    this.interfaces = undefined;
  }

  getStringDescriptor(_index: number, done: (error?: Error, value?: string) => void): void {
    queueMicrotask(() => {
      done(undefined, this.#serial);
    });
  }
}

class FakeLibrary implements UsbLibrary {
  readonly #devices: FakeDevice[];
  readonly listeners = new Set<(device: object) => void>();

  constructor(devices: FakeDevice[]) {
    this.#devices = devices;
  }

  getDeviceList(): readonly FakeDevice[] {
    return this.#devices;
  }

  on(_event: 'detach', listener: (device: object) => void): void {
    this.listeners.add(listener);
  }

  off(_event: 'detach', listener: (device: object) => void): void {
    this.listeners.delete(listener);
  }

  detach(device: object): void {
    for (const listener of [...this.listeners]) listener(device);
  }
}

/** The library's type lacks what the package expects of version 1. */
const shimmed = usb as unknown as { on?: unknown; removeAllListeners?: unknown };
test.before(() => {
  Object.assign(shimmed, { on: () => undefined, removeAllListeners: () => undefined });
});

const printer = (serial = 'A1'): FakeDevice =>
  new FakeDevice([0x04b8, 0x0e28], serial, [new FakeInterface(7)]);

async function openOn(devices: FakeDevice[], target = '04b8:0e28') {
  const library = new FakeLibrary(devices);
  const clock = virtualClock();
  const options = { clock, signal, usb: { library, Adapter: EscposUsb } };
  return { library, clock, pipe: await openUsbPrinterPipe({ scheme: 'usb', target }, options) };
}

test('the package alone cannot be made with usb 2, and sees only the OUT endpoint', () => {
  const { on } = shimmed;
  delete shimmed.on;
  assert.throws(() => new EscposUsb(printer()), /on is not a function/);
  shimmed.on = on;
  assert.not.ok('read' in EscposUsb.prototype);
});

test('sends to the printer and hears it', async () => {
  const device = printer();
  const [part] = device.parts;
  const { pipe } = await openOn([device]);
  const heard: number[] = [];
  pipe.onData((bytes) => heard.push(...bytes));
  await pipe.write(Uint8Array.of(0x10, 0x04, 0x01));
  assert.equal(part?.output.sent, [0x10, 0x04, 0x01]);
  assert.is(part?.output.timeout, 10_000);
  part?.input.say('data', Uint8Array.of(0x16));
  part?.input.say('data', new Uint8Array());
  assert.equal(heard, [0x16]);
  await pipe.close();
});

test('closing releases the interface, gives the kernel its driver back, and leaves the listeners of others alone', async () => {
  const device = printer();
  const [part] = device.parts;
  const { pipe, library } = await openOn([device]);
  const other = (): void => undefined;
  library.on('detach', other);
  assert.not.ok(part?.kernelDriver);
  await pipe.close();
  assert.equal(
    device.parts.map(({ kernelDriver, claimed, input }) => [kernelDriver, claimed, input.polling]),
    [[true, false, false]],
  );
  assert.is(device.interfaces, undefined);
  assert.equal([...library.listeners], [other]);
});

test('of a composite device only the printer is claimed', async () => {
  const device = new FakeDevice([0x04b8, 0x0e28], 'A1', [
    new FakeInterface(3),
    new FakeInterface(7, false),
    new FakeInterface(2),
  ]);
  const { pipe } = await openOn([device]);
  assert.equal(
    device.parts.map(({ claimed }) => claimed),
    [false, true, false],
  );
  await pipe.close();
  assert.equal(
    device.parts.map(({ kernelDriver }) => kernelDriver),
    [true, false, true],
  );
});

test('picks the printer by its serial number, whatever its case', async () => {
  const [first, second] = [printer('A1'), printer('B2')];
  const { pipe } = await openOn([first, second], '04b8:0e28/b2');
  await pipe.write(Uint8Array.of(1));
  assert.equal(second.parts[0]?.output.sent, [1]);
  assert.equal(first.parts[0]?.output.sent, []);
  assert.is(first.interfaces, undefined);
  await pipe.close();
});

test('one that another program holds is passed over when serial numbers are asked', async () => {
  const [held, free] = [printer('A1'), printer('B2')];
  held.openFails = new Error('LIBUSB_ERROR_ACCESS');
  const { pipe } = await openOn([held, free], '04b8:0e28/B2');
  await pipe.close();
});

test('unplugged: told once, by the detach event or by a failing read', async () => {
  for (const pull of [
    (library: FakeLibrary, device: FakeDevice) => library.detach(device),
    (_: FakeLibrary, device: FakeDevice) =>
      device.parts[0]?.input.say('error', new Error('LIBUSB_TRANSFER_NO_DEVICE')),
  ]) {
    const device = printer();
    const { pipe, library, clock } = await openOn([device]);
    const reasons: string[] = [];
    pipe.onClose((reason) => reasons.push(reason));
    library.detach(printer());
    assert.equal(reasons, []);
    pull(library, device);
    library.detach(device);
    await clock.advance(2_000);
    assert.equal(reasons, ['unplugged']);
    assert.is(library.listeners.size, 0);
  }
});

test('a failing write ends the pipe', async () => {
  const device = printer();
  const { pipe } = await openOn([device]);
  const output = device.parts[0]?.output;
  if (output !== undefined) output.fails = new Error('LIBUSB_ERROR_NO_DEVICE');
  await assert.rejects(pipe.write(Uint8Array.of(1)), (fault) => isFault(fault, 'device.gone'));
});

test('what cannot be opened says why, and nothing stays claimed', async () => {
  const fails = (
    devices: FakeDevice[],
    code: 'device.gone' | 'device.busy' | 'config.invalid',
    target?: string,
  ) =>
    assert.rejects(
      () => openOn(devices, target),
      (fault) => isFault(fault, code),
    );
  await fails([], 'device.gone');
  await fails([printer()], 'device.gone', '04b8:0e28/none');
  await fails([printer()], 'config.invalid', 'printer');
  await fails([new FakeDevice([0x04b8, 0x0e28], 'A1', [new FakeInterface(3)])], 'device.gone');
  const held = printer();
  if (held.parts[0] !== undefined) held.parts[0].claimFails = new Error('LIBUSB_ERROR_BUSY');
  await fails([held], 'device.busy');
  assert.is(held.interfaces, undefined);
  const forbidden = printer();
  forbidden.openFails = new Error('LIBUSB_ERROR_ACCESS');
  await fails([forbidden], 'device.busy');
});

test('loads the real packages, and finds no such printer here', async () => {
  await assert.rejects(
    () => openUsbPrinterPipe({ scheme: 'usb', target: 'ffff:ffff' }, { clock: virtualClock(), signal }),
    (fault) => isFault(fault, 'device.gone'),
  );
});
