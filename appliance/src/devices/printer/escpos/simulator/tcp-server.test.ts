// The simulated printer on its port: one client at a time, a full buffer that holds the line up, a cable that is pulled.
import { createConnection } from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { assert, suite } from '../../../../../test/kit.ts';
import { systemClock } from '../../../../platform/clock/system-clock.ts';
import { paperText } from '../../paper.ts';
import { profiles } from '../profiles.ts';
import { PrinterSimulator } from '../simulator.ts';

const test = suite('printer simulator over TCP');
const epson = profiles['epson-tm-t88v'];

interface Client {
  readonly socket: Socket;
  readonly heard: number[];
  isClosed: boolean;
}

function client(port: number): Client {
  const socket = createConnection({ port, host: '127.0.0.1' });
  const self: Client = { socket, heard: [], isClosed: false };
  socket.on('data', (bytes) => self.heard.push(...bytes));
  socket.on('error', () => undefined);
  socket.on('close', () => (self.isClosed = true));
  return self;
}

async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1_000 && !holds(); turn += 1) await wait(2);
  assert.ok(holds(), `it did not come to ${holds.toString()}`);
}

test('prints what one client sends and answers it; a second one is turned away until the first is gone', async () => {
  const printer = new PrinterSimulator({ profile: epson, clock: systemClock });
  const listening = await printer.listen(0);
  const first = client(listening.port);
  first.socket.write('a\n\x10\x04\x01');
  await until(() => first.heard.length === 1);
  assert.equal(first.heard, [0x12]);
  const second = client(listening.port);
  await until(() => second.isClosed);
  assert.not.ok(first.isClosed);
  first.socket.end();
  first.socket.destroy();
  await until(() => !printer.paper().connected);
  const third = client(listening.port);
  third.socket.write('b\n');
  await until(() => printer.paper().blocks.length === 2);
  assert.equal(paperText(printer.paper().blocks), ['a', 'b']);
  await listening.close();
  await until(() => third.isClosed);
});

test('a stopped printer with a full buffer takes no more; all of it is printed in the end', async () => {
  const printer = new PrinterSimulator({ profile: epson, clock: systemClock, bufferBytes: 256 });
  const listening = await printer.listen(0);
  const { socket } = client(listening.port);
  printer.openCover();
  const lines = 4_000;
  for (let line = 0; line < lines; line += 1) socket.write(`${'x'.repeat(40)}\n`);
  await until(() => printer.paper().bufferedBytes >= 256);
  await wait(50);
  const held = printer.paper().bufferedBytes;
  assert.ok(held < lines * 41, `${String(held)} bytes were taken`);
  printer.closeCover();
  await until(() => printer.paper().blocks.length + printer.paper().lost === lines);
  socket.destroy();
  await listening.close();
});

test('unplugged, the client is cut off and nobody gets in; plugged in, somebody does', async () => {
  const printer = new PrinterSimulator({ profile: epson, clock: systemClock });
  const listening = await printer.listen(0);
  const first = client(listening.port);
  await until(() => printer.paper().connected);
  printer.unplug();
  await until(() => first.isClosed);
  const second = client(listening.port);
  await until(() => second.isClosed);
  printer.plug();
  const third = client(listening.port);
  await until(() => printer.paper().connected);
  third.socket.destroy();
  await listening.close();
});

test('a port that is taken is an error of whoever asked for it', async () => {
  const printer = new PrinterSimulator({ profile: epson, clock: systemClock });
  const listening = await printer.listen(0);
  await assert.rejects(printer.listen(listening.port), /EADDRINUSE/);
  await listening.close();
});
