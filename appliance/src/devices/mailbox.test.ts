// The bounded queue between devices and listeners: order, pace, floods, listeners that throw or hang.
import { recordingLog } from '../../test/devices/memory-pipe.ts';
import { assert, suite, virtualClock } from '../../test/kit.ts';
import { createMailbox } from './mailbox.ts';

const mailboxes = suite('mailbox');

function mailbox(limit: number, whenFull: 'drop-newest' | 'drop-oldest' = 'drop-newest') {
  const clock = virtualClock();
  const log = recordingLog();
  return { clock, log, box: createMailbox<number>({ name: 'test', limit, whenFull, clock, log }) };
}

mailboxes('nobody is called while the device still speaks', async () => {
  const { box } = mailbox(10);
  const heard: number[] = [];
  box.subscribe((item) => void heard.push(item));
  box.post(1);
  assert.equal(heard, []);
  await Promise.resolve();
  assert.equal(heard, [1]);
});

mailboxes('one item at a time, at the pace of the slowest, to all in order', async () => {
  const { box, clock } = mailbox(10);
  const heard: string[] = [];
  box.subscribe(async (item) => {
    await new Promise<void>((resolve) => clock.after(100, resolve));
    heard.push(`slow ${String(item)}`);
  });
  const stop = box.subscribe((item) => void heard.push(`quick ${String(item)}`));
  box.post(1);
  box.post(2);
  await clock.advance(150);
  assert.equal(heard, ['slow 1', 'quick 1']);
  stop();
  await clock.advance(100);
  assert.equal(heard, ['slow 1', 'quick 1', 'slow 2']);
});

mailboxes('a flood is cut off at the limit, counted, and told once', async () => {
  for (const [whenFull, kept] of [
    ['drop-newest', [1, 2, 3]],
    ['drop-oldest', [98, 99, 100]],
  ] as const) {
    const { box, log, clock } = mailbox(3, whenFull);
    const heard: number[] = [];
    box.subscribe((item) => void heard.push(item));
    for (let item = 1; item <= 100; item += 1) box.post(item);
    await clock.advance(0);
    assert.equal(heard, kept);
    assert.is(box.dropped, 97);
    assert.equal(
      log.lines.map(({ level, data }) => [level, data]),
      [['warn', { mailbox: 'test', dropped: 97 }]],
    );
    box.post(101);
    await clock.advance(0);
    assert.is(heard.at(-1), 101);
  }
});

mailboxes('gives others their turn in a long run', async () => {
  const { box, clock } = mailbox(1_000);
  let heard = 0;
  box.subscribe(() => void (heard += 1));
  for (let item = 0; item < 200; item += 1) box.post(item);
  for (let turn = 0; turn < 1_000; turn += 1) await Promise.resolve();
  assert.is(heard, 64, 'the rest waits for the event loop');
  await clock.advance(0);
  assert.is(heard, 200);
});

mailboxes('a listener that throws does not stop the others, nor the next item', async () => {
  const { box, log, clock } = mailbox(10);
  const heard: number[] = [];
  box.subscribe(() => {
    throw new Error('mine');
  });
  box.subscribe(async () => Promise.reject(new Error('mine too')));
  box.subscribe((item) => void heard.push(item));
  box.post(1);
  box.post(2);
  await clock.advance(0);
  assert.equal(heard, [1, 2]);
  assert.is(log.lines.filter(({ level }) => level === 'error').length, 4);
});

mailboxes('a listener that hangs is left behind', async () => {
  const { box, clock } = mailbox(10);
  const heard: number[] = [];
  box.subscribe(() => new Promise(() => undefined));
  box.subscribe((item) => void heard.push(item));
  box.post(1);
  await clock.advance(29_999);
  assert.equal(heard, []);
  await clock.advance(1);
  assert.equal(heard, [1]);
});

mailboxes('nothing after it was stopped', async () => {
  const { box, clock } = mailbox(10);
  const heard: number[] = [];
  box.subscribe((item) => void heard.push(item));
  box.post(1);
  box.stop();
  box.post(2);
  await clock.advance(0);
  assert.equal(heard, []);
});
