// The TCP transport on real sockets: both ways, hanging up, nobody there, nobody reading.
import { collector, testServer } from '../../../../test/devices/sockets.ts';
import type { TestServer } from '../../../../test/devices/sockets.ts';
import { assert, suite, virtualClock } from '../../../../test/kit.ts';
import { systemClock } from '../../../platform/clock/system-clock.ts';
import { isFault } from '../../../platform/fault.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { Pipe } from '../pipe.ts';
import { openTcpPipe } from './tcp-pipe.ts';

const tcp = suite('a TCP pipe');
const never = new AbortController().signal;
const at = (port: number) => ({ scheme: 'tcp', host: '127.0.0.1', port }) as const;

let server: TestServer;
tcp.beforeEach(async () => {
  server = await testServer();
});
tcp.afterEach(() => server.close());

const total = (chunks: readonly Uint8Array[]): number => chunks.reduce((sum, chunk) => sum + chunk.length, 0);

function listen(pipe: Pipe) {
  const data = collector<Uint8Array>();
  const ends = collector<string>();
  pipe.onData((bytes) => data.push(bytes));
  pipe.onClose((reason) => ends.push(reason));
  return { data, ends };
}

tcp('carries bytes both ways, in order', async () => {
  const pipe = await openTcpPipe(at(server.port), { clock: systemClock, signal: never });
  const device = await server.client();
  const { data, ends } = listen(pipe);
  const seen = collector<Uint8Array>();
  device.on('data', (bytes) => seen.push(bytes));
  device.write(Uint8Array.of(0, 255, 13));
  await Promise.all([pipe.write(Uint8Array.of(1, 2)), pipe.write(Uint8Array.of(3))]);
  await seen.until((chunks) => total(chunks) === 3);
  await data.until((chunks) => total(chunks) === 3);
  assert.equal([...Buffer.concat(seen.items)], [1, 2, 3]);
  assert.equal([...Buffer.concat(data.items)], [0, 255, 13]);
  await pipe.close();
  assert.equal(ends.items, ['closed']);
});

tcp('a device that hangs up, politely or not, is unplugged', async () => {
  for (const hangUp of ['end', 'destroy', 'resetAndDestroy'] as const) {
    const pipe = await openTcpPipe(at(server.port), { clock: systemClock, signal: never });
    const device = await server.client();
    const { ends } = listen(pipe);
    device[hangUp]();
    await ends.until((all) => all.length === 1);
    assert.equal(ends.items, ['unplugged'], hangUp);
    await assert.rejects(pipe.write(Uint8Array.of(1)), (error) => isFault(error, 'device.gone'));
    await pipe.close();
  }
});

tcp('nobody there is `device.gone`', async () => {
  const { port } = server;
  await server.close();
  const opening = openTcpPipe(at(port), { clock: systemClock, signal: never });
  await assert.rejects(opening, (error) => isFault(error, 'device.gone'));
  server = await testServer();
});

tcp('a device that does not answer the call is given up in time', async () => {
  // Time runs out before the loop has a turn to hear that the connection stands.
  const clock: Clock = {
    ...systemClock,
    after: (_delayMs, run) => {
      queueMicrotask(run);
      return () => undefined;
    },
  };
  const opening = openTcpPipe(at(server.port), { clock, signal: never });
  await assert.rejects(opening, (error) => isFault(error, 'device.timeout'));
});

tcp('can be stopped before and while it opens', async () => {
  const stopping = new AbortController();
  const opening = openTcpPipe(at(server.port), { clock: systemClock, signal: stopping.signal });
  stopping.abort();
  await assert.rejects(opening, (error) => isFault(error, 'stopped'));
  const late = openTcpPipe(at(server.port), { clock: systemClock, signal: stopping.signal });
  await assert.rejects(late, (error) => isFault(error, 'stopped'));
});

tcp('a device that stops reading fails the write in time, and nothing is sent later', async () => {
  const clock = virtualClock();
  const pipe = await openTcpPipe(at(server.port), { clock, signal: never });
  const device = await server.client();
  device.pause();
  const { ends } = listen(pipe);
  // More than the kernel takes on its own.
  const write = assert.rejects(pipe.write(new Uint8Array(4 * 1024 * 1024)), (error) =>
    isFault(error, 'device.timeout'),
  );
  await clock.advance(10_000);
  await write;
  assert.equal(ends.items, ['unplugged']);
});

tcp('closing twice, and writing nothing, do no harm', async () => {
  const pipe = await openTcpPipe(at(server.port), { clock: systemClock, signal: never });
  const device = await server.client();
  device.resume();
  await pipe.write(new Uint8Array());
  await Promise.all([pipe.close(), pipe.close()]);
});
