// Words to systemd: silence without it, and a system tool that is missing or fails stops nothing. The real socket is played in
// test/systemd/process.test.ts.
import { assert, suite, virtualClock } from '../../../test/kit.ts';
import { systemdNotify } from './notify.ts';

const test = suite('systemd words');

test('not started by systemd: nothing is said and nothing waits', async () => {
  const clock = virtualClock();
  const warned: string[] = [];
  const log = {
    debug: () => undefined,
    info: () => undefined,
    warn: (_data: object, words: string) => void warned.push(words),
    error: () => undefined,
  };
  const systemd = systemdNotify({ WATCHDOG_USEC: '1000000' }, () => true, { clock, log });
  await systemd.ready('x');
  await systemd.stopping();
  assert.is(clock.waiting, 0);
  assert.equal(warned, []);
});

test(
  'a word that cannot be said is told in the log, and the watchdog is asked only while the daemon lives',
  { timeoutMs: 30_000 },
  async () => {
    const clock = virtualClock();
    const warned: string[] = [];
    const log = {
      debug: () => undefined,
      info: () => undefined,
      warn: (_data: object, words: string) => void warned.push(words),
      error: () => undefined,
    };
    let alive = true;
    let asked = 0;
    const isAlive = (): boolean => {
      asked += 1;
      return alive;
    };
    const path = process.env['PATH'];
    process.env['PATH'] = '/nowhere';
    try {
      const systemd = systemdNotify({ NOTIFY_SOCKET: '/nowhere/socket', WATCHDOG_USEC: '3000000' }, isAlive, {
        clock,
        log,
      });
      await systemd.ready('x');
      assert.is(warned.length, 1);
      assert.is(clock.waiting, 1);
      await clock.advance(1_000);
      assert.is(asked, 1);
      alive = false;
      await clock.advance(1_000);
      assert.is(asked, 2);
      await systemd.stopping();
      assert.is(clock.waiting, 0);
      assert.is(warned.length, 3, warned.join());
    } finally {
      process.env['PATH'] = path;
    }
  },
);
