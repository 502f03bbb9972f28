// What all transports share, on a virtual clock: order, limits, time-outs, and an end that is told once.
import { assert, suite, virtualClock } from '../../../test/kit.ts';
import { memoryPipe } from '../../../test/devices/memory-pipe.ts';
import { isFault } from '../../platform/fault.ts';
import { earlyBytesMax, pendingBytesMax, WirePipe } from './wire-pipe.ts';
import { throwIfStopped, within } from './within.ts';

const bytes = (...all: number[]): Uint8Array => Uint8Array.from(all);
const gone = (error: unknown): boolean => isFault(error, 'device.gone');
const timedOut = (error: unknown): boolean => isFault(error, 'device.timeout');

/** A wire whose sending the test finishes by hand. */
function slowWire() {
  const sends: { bytes: Uint8Array; done: () => void; fail: (error: unknown) => void }[] = [];
  let shuts = 0;
  const clock = virtualClock();
  const pipe = new WirePipe(
    {
      send: (sent) => new Promise((done, fail) => sends.push({ bytes: sent, done, fail })),
      shut: async () => {
        shuts += 1;
      },
    },
    { clock, writeTimeoutMs: (count) => 100 + count },
  );
  return { pipe, sends, clock, shuts: () => shuts };
}

const writing = suite('writing on a wire');

writing('one at a time, in order, each whole even if the caller reuses its buffer', async () => {
  const { pipe, sends, clock } = slowWire();
  const buffer = bytes(1, 2);
  const first = pipe.write(buffer);
  buffer.fill(9);
  const second = pipe.write(bytes(3));
  await clock.advance(0);
  assert.equal(
    sends.map((send) => [...send.bytes]),
    [[1, 2]],
  );
  sends[0]!.done();
  await first;
  await clock.advance(0);
  assert.equal(
    sends.map((send) => [...send.bytes]),
    [[1, 2], [3]],
  );
  sends[1]!.done();
  await second;
  assert.is(clock.waiting, 0);
});

writing('that takes too long fails, and so does all behind it: nothing comes out later', async () => {
  const { pipe, sends, clock, shuts } = slowWire();
  const ends: string[] = [];
  pipe.onClose((reason) => ends.push(reason));
  const first = assert.rejects(pipe.write(bytes(1)), timedOut);
  const second = assert.rejects(pipe.write(bytes(2)), gone);
  await clock.advance(100);
  assert.equal(ends, []);
  await clock.advance(1);
  await Promise.all([first, second]);
  assert.equal(ends, ['unplugged']);
  assert.is(sends.length, 1);
  assert.is(shuts(), 1);
  await assert.rejects(pipe.write(bytes(3)), gone);
});

writing('fails at once when the device goes or the pipe is closed', async () => {
  for (const end of [(pipe: WirePipe) => pipe.lost(), (pipe: WirePipe) => void pipe.close()]) {
    const { pipe, clock } = slowWire();
    const write = assert.rejects(pipe.write(bytes(1)), gone);
    await clock.advance(0);
    end(pipe);
    await write;
  }
});

writing('a foreign error is a device that went, with its cause', async () => {
  const { pipe, sends, clock } = slowWire();
  const write = pipe.write(bytes(1));
  await clock.advance(0);
  sends[0]!.fail('could not write: a plain string');
  const fault = await assert.rejects(write, gone);
  assert.is((fault as Error).cause, 'could not write: a plain string');
});

writing('has a limit on what waits', async () => {
  const { pipe, clock } = slowWire();
  const first = assert.rejects(pipe.write(new Uint8Array(pendingBytesMax)), gone);
  await assert.rejects(pipe.write(bytes(1)), (error) => isFault(error, 'device.busy'));
  await clock.advance(0);
  await pipe.close();
  await first;
});

const hearing = suite('hearing from a wire');

hearing(
  'what came before the first listener is kept, and comes only when the listener is whole',
  async () => {
    const { pipe, arrive } = memoryPipe(virtualClock());
    arrive(bytes(1));
    const heard: number[] = [];
    pipe.onData((data) => heard.push(...data));
    arrive(bytes(2));
    assert.equal(heard, []);
    await Promise.resolve();
    arrive(bytes(3));
    assert.equal(heard, [1, 2, 3]);
  },
);

hearing('a device that talks without end to nobody is cut off', () => {
  const { pipe, arrive } = memoryPipe(virtualClock());
  const ends: string[] = [];
  pipe.onClose((reason) => ends.push(reason));
  arrive(new Uint8Array(earlyBytesMax));
  assert.equal(ends, []);
  arrive(bytes(1));
  assert.equal(ends, ['unplugged']);
});

hearing('nothing after the end', async () => {
  const { pipe, arrive } = memoryPipe(virtualClock());
  const heard: number[] = [];
  pipe.onData((data) => heard.push(...data));
  await pipe.close();
  arrive(bytes(1));
  assert.equal(heard, []);
});

const ending = suite('the end of a wire');

ending('is told once, with the first reason, also to those who ask late', async () => {
  const { pipe, unplug } = memoryPipe(virtualClock());
  const ends: string[] = [];
  pipe.onClose((reason) => ends.push(`early ${reason}`));
  unplug();
  unplug();
  await pipe.close();
  pipe.onClose((reason) => ends.push(`late ${reason}`));
  await Promise.resolve();
  assert.equal(ends, ['early unplugged', 'late unplugged']);
});

ending('does not wait for ever for a transport that does not let go', async () => {
  const clock = virtualClock();
  const pipe = new WirePipe(
    { send: async () => undefined, shut: () => new Promise(() => undefined) },
    { clock, writeTimeoutMs: () => 1 },
  );
  let closed = false;
  void pipe.close().then(() => {
    closed = true;
  });
  await clock.advance(1_999);
  assert.not.ok(closed);
  await clock.advance(1);
  assert.ok(closed);
});

const limits = suite('limits on waiting');

limits('a promise in time, a time-out, a signal', async () => {
  const clock = virtualClock();
  assert.is(await within(clock, 10, Promise.resolve(5)), 5);
  assert.is(clock.waiting, 0);
  const late = assert.rejects(within(clock, 10, new Promise(() => undefined)), timedOut);
  await clock.advance(10);
  await late;
  const stopping = new AbortController();
  throwIfStopped(stopping.signal);
  stopping.abort();
  assert.throws(
    () => throwIfStopped(stopping.signal),
    (error: unknown) => isFault(error, 'stopped'),
  );
});
