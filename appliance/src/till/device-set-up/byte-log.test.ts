// Hearing along on a wire: only while asked for, bounded, and never a card's number or a gift card's code.
import { memoryPipe } from '../../../test/devices/memory-pipe.ts';
import { assert, suite, virtualClock } from '../../../test/kit.ts';
import type { DeviceKind } from '../../domain/shop/device-kind.ts';
import { ByteLog } from './byte-log.ts';
import { withoutSecrets } from './without-secrets.ts';

const test = suite('bytes on a wire');
const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

function wire(kind: DeviceKind = 'scanner') {
  const clock = virtualClock();
  const log = new ByteLog(clock, () => undefined);
  const memory = memoryPipe(clock);
  const manifest = { kind, describe: (all: Uint8Array) => (all[0] === 0x05 ? 'ENQ' : undefined) };
  const pipe = log.tap({ name: 'one', manifest }, memory.pipe);
  const heard: string[] = [];
  pipe.onData((data) => heard.push(Buffer.from(data).toString('latin1')));
  return { clock, log, memory, pipe, heard };
}

test('off by itself; on: both ways, in hex and text, with what the model takes them for; off: forgotten', async () => {
  const { log, memory, pipe, heard, clock } = wire();
  memory.arrive(bytes('before'));
  await clock.advance(0);
  log.turn('one', true);
  await pipe.write(Uint8Array.of(0x05));
  memory.arrive(bytes('A\r'));
  await clock.advance(0);
  assert.equal(
    log.lines.map(({ direction, hex, text, meaning, count }) => [direction, hex, text, meaning, count]),
    [
      ['out', '05', '·', 'ENQ', 1],
      ['in', '41 0d', 'A·', '', 2],
    ],
  );
  assert.equal(heard, ['before', 'A\r'], 'the driver hears all of it');
  assert.equal(memory.written.length, 1);
  log.turn('one', false);
  assert.equal([log.lines.length, log.devices.length], [0, 0]);
});

test('long chunks are cut, many are forgotten, and nobody hears along for ever', async () => {
  const { clock, log, pipe } = wire('printer');
  log.turn('one', true);
  for (let count = 0; count < 500; count += 1) await pipe.write(new Uint8Array(1_000));
  assert.is(log.lines.length, 300);
  assert.equal([log.lines[0]?.count, log.lines[0]?.hex.length], [1_000, 64 * 3 - 1]);
  await clock.advance(31 * 60_000);
  assert.equal([log.lines.length, log.devices.length], [0, 0]);
  await pipe.write(new Uint8Array(1));
  assert.is(log.lines.length, 0);
});

test('of a terminal only how many, and what the model says they are', async () => {
  const { log, pipe } = wire('terminal');
  log.turn('one', true);
  await pipe.write(bytes('\x054111111111111111'));
  assert.equal(
    log.lines.map(({ hex, text, meaning, count }) => [hex, text, meaning, count]),
    [['', '', 'ENQ', 17]],
  );
});

test('card numbers and gift card codes are left out of any wire; article numbers are not', () => {
  const shown = (text: string): string =>
    withoutSecrets(bytes(text))
      .map((byte) => (byte === undefined ? '*' : String.fromCharCode(byte)))
      .join('');
  assert.is(shown('%B4111111111111111^X'), `%B${'*'.repeat(16)}^X`);
  assert.is(shown('a378282246310005b'), `a${'*'.repeat(15)}b`);
  assert.is(shown(']E04006381333931\r'), ']E04006381333931\r');
  assert.is(shown('0104006381333931'.slice(2)), '04006381333931');
  assert.is(shown('x CT-G-ABCD-1234 y'), `x ${'*'.repeat(14)} y`);
  assert.is(shown('4111111111111112'), '4111111111111112');
});
