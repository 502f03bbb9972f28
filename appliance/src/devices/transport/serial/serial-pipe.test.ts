// On ptys: the real package and the kernel's terminals, without a wire.
import { cutPtyLine, haveSocat, type PtyLine, ptyLine } from '../../../../test/devices/pty-line.ts';
import { collector } from '../../../../test/devices/sockets.ts';
import { assert, lacks, suite } from '../../../../test/kit.ts';
import { systemClock } from '../../../platform/clock/system-clock.ts';
import { isFault } from '../../../platform/fault.ts';
import { parseAddress } from '../address.ts';
import type { SerialAddress } from '../address.ts';
import type { Pipe } from '../pipe.ts';
import { openSerialPipe } from './serial-pipe.ts';

const serial = suite('a serial pipe');
const never = new AbortController().signal;
const lines: PtyLine[] = [];

async function makeLine(): Promise<PtyLine> {
  const line = await ptyLine();
  lines.push(line);
  return line;
}

const pipes: Pipe[] = [];
const open = async (path: string, query = ''): Promise<Pipe> => {
  const pipe = await openSerialPipe(parseAddress(`serial://${path}${query}`) as SerialAddress, {
    clock: systemClock,
    signal: never,
  });
  pipes.push(pipe);
  return pipe;
};

serial.afterEach(async () => {
  await Promise.all(pipes.splice(0).map((pipe) => pipe.close()));
  await Promise.all(lines.splice(0).map(cutPtyLine));
});

const onLine = (name: string, body: () => Promise<void>): void =>
  serial(name, async () => {
    if (haveSocat) await body();
    else lacks('socat: serial pipes were not tried on a pty');
  });

onLine('carries bytes both ways, at the speed and form of the address', async () => {
  const line = await makeLine();
  const host = await open(line.host, '?baud=19200&dataBits=7&parity=even&stopBits=2');
  const device = await open(line.device);
  const [atHost, atDevice] = [collector<Uint8Array>(), collector<Uint8Array>()];
  host.onData((bytes) => atHost.push(bytes));
  device.onData((bytes) => atDevice.push(bytes));
  await host.write(Buffer.from('W'));
  await device.write(Buffer.from('\x0200.345\r'));
  await atDevice.until((chunks) => Buffer.concat(chunks).length === 1);
  await atHost.until((chunks) => Buffer.concat(chunks).length === 8);
  assert.is(Buffer.concat(atHost.items).toString('latin1'), '\x0200.345\r');
  await host.close();
  await assert.rejects(host.write(Buffer.from('W')), (error) => isFault(error, 'device.gone'));
});

onLine('is unplugged when the other end goes', async () => {
  const line = await makeLine();
  const host = await open(line.host);
  const ends = collector<string>();
  host.onData(() => undefined);
  host.onClose((reason) => ends.push(reason));
  await cutPtyLine(line);
  await ends.until((all) => all.length === 1);
  assert.equal(ends.items, ['unplugged']);
});

onLine('held by somebody else is `device.busy`', async () => {
  const line = await makeLine();
  await open(line.host);
  await assert.rejects(open(line.host), (error) => isFault(error, 'device.busy'));
});

serial('nothing there is `device.gone`', async () => {
  await assert.rejects(open('/dev/no-such-port'), (error) => isFault(error, 'device.gone'));
});

serial('can be stopped', async () => {
  const stopping = new AbortController();
  stopping.abort();
  const opening = openSerialPipe(parseAddress('serial:///dev/no-such-port') as SerialAddress, {
    clock: systemClock,
    signal: stopping.signal,
  });
  await assert.rejects(opening, (error) => isFault(error, 'stopped'));
});
