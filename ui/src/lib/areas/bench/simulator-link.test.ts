// The bench finds the simulated devices whenever they come, says so when they are not there, and keeps nothing for later.
import { assert, suite, virtualClock } from '../../../../../appliance/test/kit.ts';
import type { PaperView } from '@countertop/appliance/protocol';
import { openTimeoutMs, type Socket } from '../../link/wire.ts';
import { SimulatorLink, type BenchState } from './simulator-link.ts';

const test = suite('bench: the link to the simulators');

const paper: PaperView = {
  revision: 1,
  columns: 42,
  widthDots: 512,
  blocks: [],
  lost: 0,
  pulses: [],
  drawer: 'closed',
  paper: 'ok',
  cover: 'closed',
  plugged: true,
  connected: true,
  bufferedBytes: 0,
};
const state: BenchState = { t: 'state', devices: [], paper, drawer: 'closed' };
const tear = { t: 'printer', action: 'tear' } as const;

interface Line extends Socket {
  readonly sent: string[];
  closed: boolean;
}

function bench(): {
  link: SimulatorLink;
  lines: Line[];
  said: unknown[];
  clock: ReturnType<typeof virtualClock>;
  last: () => Line;
} {
  const clock = virtualClock();
  const lines: Line[] = [];
  const said: unknown[] = [];
  const open = (): Socket => {
    const line: Line = {
      sent: [],
      closed: false,
      send: (text) => line.sent.push(text),
      close: () => {
        line.closed = true;
      },
      onopen: null,
      onmessage: null,
      onclose: null,
    };
    lines.push(line);
    return line;
  };
  const link = new SimulatorLink(
    {
      open,
      clock: { monotonic: () => clock.monotonic(), after: (ms, run) => clock.after(ms, run) },
      chance: () => 0.5,
    },
    {
      status: (status) => said.push(status),
      state: (pushed) => said.push(pushed.t),
      refused: (problem) => said.push(problem),
    },
  );
  const last = (): Line => lines.at(-1)!;
  return { link, lines, said, clock, last };
}

test('is live with the first state, and sends then only', () => {
  const { link, said, last } = bench();
  link.start();
  assert.is(link.send(tear), false);
  last().onmessage?.({ data: JSON.stringify(state) });
  assert.equal(said, ['state', 'live']);
  assert.is(link.send(tear), true);
  assert.equal(last().sent, [JSON.stringify(tear)]);
});

test('says that nothing is there when the line is closed, and finds it later', async () => {
  const { link, lines, said, clock, last } = bench();
  link.start();
  last().onclose?.();
  assert.equal(said, ['absent']);
  await clock.advance(1_000);
  assert.is(lines.length, 2);
  last().onmessage?.({ data: JSON.stringify(state) });
  assert.equal(said, ['absent', 'state', 'live']);
});

test('a line that opens and stays mute is given up', async () => {
  const { link, lines, said, clock } = bench();
  link.start();
  await clock.advance(openTimeoutMs);
  assert.equal(said, ['absent']);
  assert.ok(lines[0]?.closed);
});

test('waits longer each time, at most five seconds', async () => {
  const { link, lines, clock, last } = bench();
  link.start();
  for (let i = 0; i < 20; i += 1) {
    last().onclose?.();
    await clock.advance(5_000);
  }
  assert.is(lines.length, 21);
  last().onclose?.();
  await clock.advance(1_000);
  assert.is(lines.length, 21, 'the twenty-first wait is longer than a second');
});

test('sends nothing while the devices are away, nor afterwards', async () => {
  const { link, clock, last } = bench();
  link.start();
  last().onmessage?.({ data: JSON.stringify(state) });
  last().onclose?.();
  assert.is(link.send(tear), false);
  await clock.advance(1_000);
  last().onmessage?.({ data: JSON.stringify(state) });
  assert.equal(last().sent, []);
});

test('passes refusals on and is deaf to rubbish', () => {
  const { link, said, last } = bench();
  link.start();
  for (const data of ['{', 'null', '7', '{"t":"what"}', new ArrayBuffer(3)]) last().onmessage?.({ data });
  last().onmessage?.({ data: JSON.stringify({ t: 'refused', problem: 'no scanner is named x' }) });
  assert.equal(said, ['no scanner is named x']);
});

test('stops for good', async () => {
  const { link, lines, said, clock } = bench();
  link.start();
  link.stop();
  await clock.advance(60_000);
  assert.is(lines.length, 1);
  assert.ok(lines[0]?.closed);
  assert.equal(said, []);
});
