// The time limit on silence inside a code, on a virtual clock.
import { memoryPipe } from '../../../test/devices/memory-pipe.ts';
import { assert, suite, virtualClock } from '../../../test/kit.ts';
import type { ScanDecoder } from './read-code.ts';
import { createScanner } from './scanner-on-pipe.ts';

const silence = suite('silence inside a code');

function slowScanner() {
  const clock = virtualClock();
  const { pipe, arrive, unplug } = memoryPipe(clock);
  let timeOuts = 0;
  let unfinished = false;
  const decoder: ScanDecoder = {
    read(bytes) {
      unfinished = bytes[0] === 1;
      return [];
    },
    held: 0,
    get unfinished() {
      return unfinished;
    },
    timeOut() {
      timeOuts += 1;
      return [{ kind: 'garbage', reason: 'late' }];
    },
  };
  const scanner = createScanner({ pipe, decoder, clock, silenceMs: 100 });
  const garbage: string[] = [];
  scanner.onGarbage((reason) => garbage.push(reason));
  return { clock, arrive, unplug, garbage, timeOuts: () => timeOuts };
}

silence('is counted from the last bytes', async () => {
  const { clock, arrive, garbage } = slowScanner();
  await clock.advance(0);
  arrive(Uint8Array.of(1));
  await clock.advance(99);
  arrive(Uint8Array.of(1));
  await clock.advance(99);
  assert.equal(garbage, []);
  await clock.advance(11);
  assert.equal(garbage, ['late']);
});

silence('bytes that waited while the process was busy are seen before time is called', async () => {
  const { clock, arrive, timeOuts } = slowScanner();
  await clock.advance(0);
  arrive(Uint8Array.of(1));
  // The timer falls due first, as it does after a busy second; the bytes are read right behind it.
  await clock.advance(100);
  arrive(Uint8Array.of(0));
  await clock.advance(1_000);
  assert.is(timeOuts(), 0);
});

silence('does not outlive the plug', async () => {
  const { clock, arrive, unplug, timeOuts } = slowScanner();
  await clock.advance(0);
  arrive(Uint8Array.of(1));
  unplug();
  await clock.advance(1_000);
  assert.is(timeOuts(), 0);
  assert.is(clock.waiting, 0);
});
