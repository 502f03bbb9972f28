// Each scheme of an address opens the transport it names.
import { EventEmitter } from 'node:events';
import { testServer } from '../../../test/devices/sockets.ts';
import { assert, suite } from '../../../test/kit.ts';
import { systemClock } from '../../platform/clock/system-clock.ts';
import { isFault } from '../../platform/fault.ts';
import { encodeDescriptor } from './hid-tcp/report-frames.ts';
import type { HidHandle } from './hid/hid-pipe.ts';
import { createPipeOpener } from './open-pipe.ts';

const opening = suite('opening an address');
const never = new AbortController().signal;

opening('takes the transport of its scheme', async () => {
  const opener = createPipeOpener({ clock: systemClock });
  const server = await testServer();
  const tcp = await opener.open(`tcp://127.0.0.1:${String(server.port)}`, never);
  const first = await server.client();
  first.resume();
  await tcp.close();

  const hid = opener.open(`hid-tcp://127.0.0.1:${String(server.port)}`, never);
  const second = await server.client();
  second.resume();
  second.write(encodeDescriptor({ vendorId: 1, productId: 2, serial: '', usagePage: 3, usage: 4 }));
  await (await hid).close();
  await server.close();
});

opening('a HID address goes to the HID library, with what it asks for', async () => {
  const opened: string[] = [];
  const opener = createPipeOpener({
    clock: systemClock,
    hidLibrary: {
      list: async () => [{ vendorId: 0x0922, productId: 0x8004, path: '/dev/hidraw0', usagePage: 0x8d }],
      open: async (path): Promise<HidHandle> => {
        opened.push(path);
        return Object.assign(new EventEmitter(), { write: async () => 0, close: async () => undefined });
      },
    },
  });
  const pipe = await opener.open('hid://0922:8004?usagePage=0x8d', never);
  await pipe.close();
  assert.equal(opened, ['/dev/hidraw0']);
  const missing = opener.open('hid://0922:8004?usagePage=0x8c', never);
  await assert.rejects(missing, (error) => isFault(error, 'device.gone'));
});

opening('the real HID library lists this machine, and has no such device', async () => {
  const opener = createPipeOpener({ clock: systemClock });
  const missing = opener.open('hid://ffff:fffe/none', never);
  await assert.rejects(missing, (error) => isFault(error, 'device.gone'));
});

opening('nothing behind the nodes of the other schemes is `device.gone`', async () => {
  const opener = createPipeOpener({ clock: systemClock });
  for (const address of ['serial:///dev/no-such-port', 'usblp:///dev/usb/lp-none'])
    await assert.rejects(opener.open(address, never), (error) => isFault(error, 'device.gone'));
});

opening('an address that makes no sense is refused', async () => {
  const opener = createPipeOpener({ clock: systemClock });
  await assert.rejects(opener.open('carrier-pigeon://roof', never), (error) =>
    isFault(error, 'config.invalid'),
  );
});
