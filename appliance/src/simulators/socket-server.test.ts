// Simulated plugs: one daemon at a time, unplugging at any moment, the same port again.
import { createConnection } from 'node:net';
import type { Socket } from 'node:net';
import { collector } from '../../test/devices/sockets.ts';
import { assert, suite } from '../../test/kit.ts';
import { SocketServer } from './socket-server.ts';

const plugs = suite('a simulated plug');

const open: { close(): unknown }[] = [];
plugs.afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

function server(greeting?: Uint8Array) {
  const heard: number[] = [];
  const changes = collector<string>();
  const made: SocketServer = new SocketServer({
    port: 0,
    onConnection: () => (bytes) => void heard.push(...bytes),
    onChange: () =>
      changes.push(`${made.plugged ? 'plugged' : 'unplugged'} ${made.connected ? 'held' : 'free'}`),
    ...(greeting === undefined ? {} : { greeting: () => greeting }),
  });
  open.push({ close: () => made.unplug() });
  return { made, heard, changes };
}

function connect(port: number) {
  const socket: Socket = createConnection(port, '127.0.0.1');
  open.push({ close: () => socket.destroy() });
  const data = collector<Buffer>();
  const ends = collector<string>();
  socket.on('data', (bytes) => data.push(bytes));
  socket.on('error', () => undefined);
  socket.on('close', () => ends.push('closed'));
  return { socket, data, ends };
}

plugs('greets, is held by one, and finds a second one busy', async () => {
  const { made, changes } = server(Buffer.from('hello'));
  await made.plug();
  await made.plug();
  const first = connect(made.port);
  await first.data.until((all) => Buffer.concat(all).toString() === 'hello');
  const second = connect(made.port);
  await second.ends.until((all) => all.length === 1);
  assert.equal(second.data.items, []);
  first.socket.end();
  await changes.until((all) => all.at(-1) === 'plugged free');
  const third = connect(made.port);
  await third.data.until((all) => all.length > 0);
});

plugs('unplugged: the connection is cut, nobody gets in, and the port is the same afterwards', async () => {
  const { made } = server();
  await made.plug();
  const { port } = made;
  const held = connect(port);
  await new Promise<void>((resolve) => held.socket.once('connect', resolve));
  await made.unplug();
  await made.unplug();
  await held.ends.until((all) => all.length === 1);
  const refused = connect(port);
  await refused.ends.until((all) => all.length === 1);
  made.send(Uint8Array.of(1));
  await made.plug();
  assert.is(made.port, port);
});

plugs('the last bytes arrive before the plug is out', async () => {
  const { made, changes } = server();
  await made.plug();
  const held = connect(made.port);
  await changes.until((all) => all.at(-1) === 'plugged held');
  made.send(Uint8Array.of(1, 2));
  await made.sendAndUnplug(Uint8Array.of(3));
  await held.ends.until((all) => all.length === 1);
  assert.equal([...Buffer.concat(held.data.items)], [1, 2, 3]);
  assert.not.ok(made.plugged);
});

plugs('a port that is taken is an error, not a plug', async () => {
  const { made } = server();
  await made.plug();
  const taken = new SocketServer({ port: made.port, onConnection: () => () => undefined });
  await assert.rejects(taken.plug(), /EADDRINUSE/);
  assert.not.ok(taken.plugged);
});

plugs('a daemon that does not read loses the device', async () => {
  const { made, changes } = server();
  await made.plug();
  const held = connect(made.port);
  held.socket.pause();
  await changes.until((all) => all.at(-1) === 'plugged held');
  // Far more than the kernel keeps for both ends.
  for (let count = 0; count < 40; count += 1) made.send(new Uint8Array(1_000_000));
  await changes.until((all) => all.at(-1) === 'plugged free');
});
