// What every serial scale must do beside the contract of all scales: live through the bad days of its line, in memory and on a real pair of
// kernel terminals.
import { memoryPipe, recordingLog } from './memory-pipe.ts';
import { cutPtyLine, haveSocat, ptyLine } from './pty-line.ts';
import { collector } from './sockets.ts';
import { assert, lacks, seeded, suite, virtualClock } from '../kit.ts';
import { systemClock } from '../../src/platform/clock/system-clock.ts';
import type { DeviceSetting, DriverManifest } from '../../src/devices/device.ts';
import { parseAddress, type SerialAddress } from '../../src/devices/transport/address.ts';
import { openSerialPipe } from '../../src/devices/transport/serial/serial-pipe.ts';
import {
  contractSetting,
  inWords,
  offered,
  type ScaleContract,
  scaleContract,
} from '../../src/devices/scale/contract.ts';
import type { Scale } from '../../src/devices/scale/port.ts';
import type {
  BadDay,
  SerialScaleParts,
  SerialScaleSimulator,
} from '../../src/devices/scale/simulated-serial-scale.ts';

export interface SerialScaleContract {
  readonly manifest: DriverManifest<Scale>;
  readonly simulate: (parts: SerialScaleParts) => SerialScaleSimulator;
  readonly can: Scale['can'];
  readonly says?: ScaleContract['says'];
  readonly options?: DeviceSetting['options'];
}

/** Three questions without an answer, and some. */
const settleMs = 6_000;

export function serialScaleContract(of: SerialScaleContract): void {
  const { manifest, simulate, can, says, options } = of;
  const chance = seeded(7);
  const noise = (count: number): Uint8Array => chance.bytes(count);
  scaleContract({
    manifest,
    can,
    settleMs,
    zeroLimitMs: 3_000,
    simulate: (send, clock) => simulate({ send, clock, noise }),
    ...(says === undefined ? {} : { says }),
    ...(options === undefined ? {} : { options }),
  });

  const contract = suite(`the serial scale contract: ${manifest.model}`);
  const isWeight = (word: string): boolean => /\d/.test(word);
  const plugIn = async () => {
    const clock = virtualClock();
    const line = memoryPipe(clock, (bytes) => simulator.receive(bytes));
    const simulator = simulate({ send: line.arrive, clock, noise });
    const ports = { clock, log: recordingLog(), randomness: seeded() };
    const scale = manifest.connect(line.pipe, contractSetting(manifest.model, options), ports);
    scale.offer(offered);
    const readings: string[] = [];
    scale.onReading((reading) => readings.push(inWords(reading)));
    simulator.put(500);
    await clock.advance(settleMs);
    assert.is(readings.at(-1), '500');
    readings.length = 0;
    return { clock, simulator, readings, line };
  };

  for (const day of ['half', 'spoilt', 'noise-instead'] satisfies BadDay[])
    contract(`${day}: never another weight, and well again with the line`, async () => {
      const { clock, simulator, readings } = await plugIn();
      simulator.badDay = day;
      await clock.advance(10 * settleMs);
      assert.ok(readings.includes('fault'));
      assert.equal(readings.filter(isWeight), []);
      simulator.badDay = undefined;
      simulator.put(620);
      await clock.advance(settleMs);
      assert.equal(readings.filter(isWeight), ['620']);
    });

  contract('noise before each answer: weights come through, at the latest when put down again', async () => {
    const { clock, simulator, readings } = await plugIn();
    simulator.badDay = 'noise-before';
    for (let times = 0; times < 20 && readings.at(-1) !== '620'; times += 1) {
      simulator.put(0);
      simulator.put(620);
      await clock.advance(settleMs);
    }
    assert.is(readings.at(-1), '620');
    assert.equal([...new Set(readings.filter(isWeight))], ['620']);
  });

  contract('silence is a fault in time, once, and ends with the first answer', async () => {
    const { clock, simulator, readings } = await plugIn();
    simulator.silent = true;
    await clock.advance(3_000);
    assert.equal(readings, ['fault']);
    await clock.advance(60_000);
    simulator.silent = false;
    await clock.advance(settleMs);
    assert.equal(readings, ['fault', '500']);
  });

  contract('power cut in the middle: it weighs again when it is back', async () => {
    const { clock, simulator, readings } = await plugIn();
    simulator.cutPower();
    await clock.advance(settleMs);
    simulator.put(620);
    await clock.advance(settleMs);
    assert.is(readings.at(-1), '620');
  });

  contract('asks with pauses, never twice at once, and not at all when unplugged', async () => {
    const { clock, line } = await plugIn();
    const before = line.written.length;
    await clock.advance(10_000);
    const asked = line.written.length - before;
    assert.ok(asked > 20 && asked < 250, `${String(asked)} writes in 10 s`);
    line.unplug();
    await clock.advance(0);
    assert.is(clock.waiting, 0);
    const after = line.written.length;
    await clock.advance(10_000);
    assert.is(line.written.length, after);
  });

  contract('on a real line: byte by byte, cut, glued, with garbage', { timeoutMs: 30_000 }, async () => {
    if (haveSocat) await onRealLine(of);
    else lacks(`socat: ${manifest.model} was not tried on a pty`);
  });
}

const repeatedly = (everyMs: number, run: () => void): (() => void) => {
  const timer = setInterval(run, everyMs);
  return () => clearInterval(timer);
};

async function onRealLine({ manifest, simulate, options }: SerialScaleContract): Promise<void> {
  const chance = seeded(7);
  const noise = (count: number): Uint8Array => chance.bytes(count);
  const pty = await ptyLine();
  const open = async (path: string) =>
    openSerialPipe(parseAddress(`serial://${path}`) as SerialAddress, {
      clock: systemClock,
      signal: new AbortController().signal,
    });
  const [host, device] = await Promise.all([open(pty.host), open(pty.device)]);
  let feed: (bytes: Uint8Array) => readonly Uint8Array[] = (bytes) => [bytes];
  let sending: Promise<unknown> = Promise.resolve();
  const send = (bytes: Uint8Array): void => {
    for (const part of feed(bytes))
      sending = sending.then(async () => device.write(part)).catch(() => undefined);
  };
  const simulator = simulate({ send, clock: systemClock, noise });
  device.onData((bytes) => simulator.receive(bytes));
  const ports = { clock: systemClock, log: recordingLog(), randomness: seeded() };
  const fast = { pollMs: 100, answerTimeoutMs: 400, ...options };
  const scale = manifest.connect(host, contractSetting(manifest.model, fast), ports);
  scale.offer(offered);
  const readings = collector<string>();
  scale.onReading((reading) => readings.push(inWords(reading)));
  const feeds: readonly (typeof feed)[] = [
    (bytes) => Array.from(bytes, (byte) => Uint8Array.of(byte)),
    (bytes) => [bytes.subarray(0, 3), bytes.subarray(3)],
    (bytes) => [Buffer.concat([bytes, bytes])],
    (bytes) => [Buffer.concat([noise(10), bytes, noise(10)])],
  ];
  let grams = 300;
  for (const each of feeds) {
    feed = each;
    grams += 111;
    const weighing = grams;
    simulator.put(weighing);
    // What is lost on the line between a scale that weighs once and its till is put down again.
    const cancel = repeatedly(2_000, () => {
      simulator.put(0);
      simulator.put(weighing);
    });
    await readings.until((all) => all.at(-1) === String(weighing));
    cancel();
  }
  await Promise.all([host.close(), device.close()]);
  await cutPtyLine(pty);
}
