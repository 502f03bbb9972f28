// The ESC/POS driver: the contract of printers on every profile in virtual time, over TCP and over a pty in real time, and its own quirks.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { assert, lacks, seeded, suite, tempDir, virtualClock } from '../../../../test/kit.ts';
import type { VirtualClock } from '../../../../test/kit.ts';
import { systemClock } from '../../../platform/clock/system-clock.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { Log } from '../../../platform/ports/log.ts';
import type { DeviceSetting } from '../../device.ts';
import { createPipeOpener } from '../../transport/open-pipe.ts';
import type { Pipe } from '../../transport/pipe.ts';
import { printerContract } from '../contract.ts';
import type { PrinterBench } from '../contract.ts';
import { printerModels } from '../index.ts';
import { paperText } from '../paper.ts';
import { EscposDriver, usualLimits } from './driver.ts';
import type { EscposLimits } from './driver.ts';
import { manifest } from './manifest.ts';
import { pagesOf } from './codec/code-pages.ts';
import { printableText } from './codec/printable-text.ts';
import { profiles } from './profiles.ts';
import type { PrinterProfile } from './profiles.ts';
import { memoryPipe } from './simulator/memory-pipe.ts';
import { PrinterSimulator } from './simulator.ts';

const warnings: string[] = [];
const log: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: (_data, message) => void warnings.push(message),
  error: (_data, message) => void warnings.push(message),
};

interface On {
  readonly pipe: Pipe;
  readonly profile: PrinterProfile;
  readonly clock: Clock;
  readonly limits?: EscposLimits;
}

function driverOn({ pipe, profile, clock, limits = usualLimits }: On): EscposDriver {
  const options = { profile, drawerOpenLevel: 'high', pulseMs: 120, limits } as const;
  const driver = new EscposDriver(pipe, options, { clock, log, randomness: seeded(1) });
  driver.start();
  return driver;
}

function virtualBench(
  profile: PrinterProfile,
): PrinterBench & { hands: PrinterSimulator; clock: VirtualClock } {
  const clock = virtualClock();
  const hands = new PrinterSimulator({ profile, clock, drawerSensor: 'high-when-open' });
  return {
    hands,
    clock,
    connect: async () => driverOn({ pipe: memoryPipe(hands), profile, clock }),
    pass: (ms) => clock.advance(ms),
    stop: async () => hands.unplug(),
    asDrawn: (text) => printableText(text, pagesOf(profile)).text,
  };
}

for (const profile of Object.values<PrinterProfile>(profiles))
  printerContract(
    `escpos ${profile.id}`,
    { timeIsVirtual: true, drawerWithoutPaper: profile.realTimeCommands },
    async () => virtualBench(profile),
  );

/** Generous with answers: the machine that runs this may be busy. */
const patientLimits: EscposLimits = { ...usualLimits, answerMs: 3_000, pollMs: 50 };

async function realBench(
  profile: PrinterProfile,
  addressOf: (port: number) => Promise<Address>,
): Promise<PrinterBench> {
  const hands = new PrinterSimulator({ profile, clock: systemClock, drawerSensor: 'high-when-open' });
  const listening = await hands.listen(0);
  const open: Pipe[] = [];
  const addresses: Address[] = [];
  return {
    hands,
    connect: async () => {
      // A printer that was off needs a moment until it can be reached again.
      while (hands.paper().connected) await wait(10);
      const address = await addressOf(listening.port);
      addresses.push(address);
      const pipe = await createPipeOpener({ clock: systemClock }).open(
        address.address,
        new AbortController().signal,
      );
      open.push(pipe);
      return driverOn({ pipe, profile, clock: systemClock, limits: patientLimits });
    },
    pass: async (ms) => {
      await wait(Math.min(ms, 20));
    },
    stop: async () => {
      for (const pipe of open) await pipe.close();
      for (const address of addresses) address.stop();
      await listening.close();
    },
  };
}

interface Address {
  readonly address: string;
  stop(): void;
}

const { 'epson-tm-t88v': epson, 'generic-80mm': clone } = profiles;

for (const profile of [epson, clone])
  printerContract(
    `escpos ${profile.id} over TCP`,
    { timeIsVirtual: false, drawerWithoutPaper: profile.realTimeCommands },
    () =>
      realBench(profile, async (port) => ({
        address: `tcp://127.0.0.1:${String(port)}`,
        stop: () => undefined,
      })),
  );

/** socat joins a pty to the simulator's socket: a serial line for the driver. */
async function serialAddress(port: number): Promise<Address> {
  const path = join(tempDir('pty'), 'printer');
  const socat = spawn('socat', [`pty,raw,echo=0,link=${path}`, `tcp:127.0.0.1:${String(port)}`], {
    stdio: 'ignore',
  });
  while (!existsSync(path)) await wait(5);
  return { address: `serial://${path}?baud=115200`, stop: () => socat.kill() };
}

if (spawnSync('socat', ['-V'], { stdio: 'ignore' }).status === 0)
  for (const profile of [epson, clone])
    printerContract(
      `escpos ${profile.id} over a pty`,
      { timeIsVirtual: false, drawerWithoutPaper: profile.realTimeCommands },
      () => realBench(profile, serialAddress),
    );
else lacks('socat: the printer driver over a serial line');

const test = suite('escpos driver');
const line = (text: string) => ({ kind: 'text', text }) as const;

test('after too much silence the connection is made anew', async () => {
  const { hands, clock } = virtualBench(epson);
  const pipe = memoryPipe(hands);
  const reasons: string[] = [];
  pipe.onClose((reason) => reasons.push(reason));
  driverOn({ pipe, profile: epson, clock });
  await clock.advance(60_000);
  assert.equal(reasons, []);
  hands.haveBadDay({ silent: true });
  await clock.advance(20_000);
  assert.equal(reasons, ['closed']);
  assert.is(clock.waiting, 0);
});

test('garbage for answers is silence', async () => {
  const { hands, clock } = virtualBench(clone);
  hands.haveBadDay({ garbage: true });
  const driver = driverOn({ pipe: memoryPipe(hands), profile: clone, clock });
  const told: string[] = [];
  driver.onConditions((conditions) => told.push(conditions.join()));
  await clock.advance(1_500);
  assert.equal(told, ['offline']);
  hands.haveBadDay({});
  await clock.advance(6_000);
  assert.equal(told, ['offline', '']);
});

test('slow answers are waited for', async () => {
  const { hands, clock, connect } = virtualBench(epson);
  hands.haveBadDay({ answerDelayMs: 700, lineMs: 40 });
  const driver = await connect();
  const job = driver.print({
    blocks: Array.from({ length: 60 }, (_, index) => line(`linje ${String(index)}`)),
  });
  await clock.advance(20_000);
  assert.equal(await job, { outcome: 'printed' });
});

test('a proof that comes late does not count for the next receipt', async () => {
  const { hands, clock, connect } = virtualBench(clone);
  const driver = await connect();
  await clock.advance(100);
  hands.haveBadDay({ silentAfterBytes: 20 });
  const job = driver.print({ blocks: [line('one')] });
  await clock.advance(30_000);
  assert.equal(await job, { outcome: 'unknown', reason: 'offline' });
  // These answers bear no name, so that the connection is given up with the receipt.
  const next = driver.print({ blocks: [line('two')] });
  await clock.advance(5_000);
  assert.equal(await next, { outcome: 'failed', reason: 'gone' });
});

test('jobs settle within their time, also when paper is loaded and runs out again and again', async () => {
  const { hands, clock } = virtualBench(clone);
  const driver = driverOn({
    pipe: memoryPipe(hands),
    profile: clone,
    clock,
    limits: { ...usualLimits, recoveryMs: 1_000_000, jobMs: 30_000 },
  });
  await clock.advance(100);
  hands.haveBadDay({ paperOutAfterLines: 1 });
  const job = driver.print({ blocks: [line('one'), line('two'), line('three')] });
  await clock.advance(40_000);
  assert.equal(await job, { outcome: 'unknown', reason: 'paper-out' });
});

test('what an interrupted receipt left in the printer does not swallow or precede the next one', async () => {
  const { hands, clock, connect } = virtualBench(epson);
  const first = await connect();
  await clock.advance(100);
  hands.haveBadDay({ unplugAfterBytes: 60 });
  const bits = new Uint8Array(8 * 64).fill(1);
  const job = first.print({ blocks: [{ kind: 'image', widthDots: 64, heightDots: 64, bits }] });
  await clock.advance(1_000);
  assert.is((await job).outcome, 'unknown');
  hands.plug();
  const second = await connect();
  const next = second.print({ blocks: [line('whole')] });
  await clock.advance(1_000);
  assert.equal(await next, { outcome: 'printed' });
  assert.equal(paperText(hands.paper().blocks), ['whole']);
});

test('characters without a letter are told to the log, not passed over', async () => {
  warnings.length = 0;
  const { clock, connect } = virtualBench(epson);
  const driver = await connect();
  const job = driver.print({ blocks: [line('漢')] });
  await clock.advance(1_000);
  assert.equal(await job, { outcome: 'printed' });
  assert.equal(warnings, ['characters the printer has no letter for']);
});

test('a pin that the printer does not have is refused', async () => {
  const { clock, connect } = virtualBench(clone);
  const driver = await connect();
  await clock.advance(100);
  await assert.rejects(driver.openDrawer(1), /device.refused/);
  await driver.openDrawer(0);
});

test('a drawer is not asked to open by a printer that does not answer', async () => {
  const { hands, clock, connect } = virtualBench(epson);
  const driver = await connect();
  await clock.advance(100);
  hands.haveBadDay({ silent: true });
  await clock.advance(7_000);
  await assert.rejects(driver.openDrawer(0), /device.refused/);
  assert.equal(hands.paper().pulses, []);
});

test('a bug is not taken for a state of the printer', async () => {
  const clock = virtualClock();
  const { hands } = virtualBench(epson);
  const pipe = memoryPipe(hands);
  const driver = driverOn({
    pipe: { ...pipe, write: () => Promise.reject(new TypeError('a bug')) },
    profile: epson,
    clock,
  });
  await assert.rejects(driver.print({ blocks: [line('x')] }), /a bug/);
});

test('the manifest checks its options', async () => {
  const { hands, clock } = virtualBench(epson);
  const ports = { clock, log, randomness: seeded(1) };
  const setting: DeviceSetting = {
    name: 'p',
    kind: 'printer',
    model: 'escpos',
    address: 'tcp://127.0.0.1:9100',
    options: {},
  };
  const { escpos } = printerModels;
  assert.is(await escpos?.(), manifest);
  const job = manifest.connect(memoryPipe(hands), setting, ports).print({ blocks: [line('x')] });
  await clock.advance(60_000);
  assert.equal(await job, { outcome: 'printed' });
  for (const options of [
    { profile: 'teletype' },
    { drawerOpenLevel: 'ajar' },
    { pulseMs: 1_000 },
    { speed: 9 },
  ])
    assert.throws(
      () => manifest.connect(memoryPipe(virtualBench(epson).hands), { ...setting, options }, ports),
      /config.invalid/,
    );
  hands.unplug();
});
