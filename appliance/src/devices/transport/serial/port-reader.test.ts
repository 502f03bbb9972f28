// The end of a serial line: no bytes means that it is cut, once, without a spinning processor.
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, suite, tempDir } from '../../../../test/kit.ts';
import { PortReader } from './port-reader.ts';

const reading = suite('reading a serial port');

function fileWith(content: string): number {
  const path = join(tempDir('port'), 'port');
  writeFileSync(path, content);
  return openSync(path, 'r');
}

const noPoller = { once: () => assert.unreachable('nothing had to be waited for') };

reading('no bytes is the end, and is told at once', async () => {
  const fd = fileWith('07038010009457\r');
  const heard: string[] = [];
  await new PortReader({ fd, poller: noPoller }).run((bytes) => heard.push(Buffer.from(bytes).toString()));
  assert.equal(heard, ['07038010009457\r']);
  closeSync(fd);
});

reading('a port that is closed, stopped or broken ends it', async () => {
  await new PortReader({ fd: null, poller: noPoller }).run(() => assert.unreachable());
  const fd = fileWith('x');
  const stopped = new PortReader({ fd, poller: noPoller });
  await stopped.stop();
  await stopped.run(() => assert.unreachable());
  closeSync(fd);
  // The number of a file that is closed: EBADF, as when a port is closed under a read.
  await new PortReader({ fd: 1_000_000, poller: noPoller }).run(() => assert.unreachable());
});
