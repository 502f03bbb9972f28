// What every scanner model must do, whatever its wire: one suite, run by each model's test against its own simulator, in memory and over a
// real line.
import { memoryPipe, recordingLog } from '../../../test/devices/memory-pipe.ts';
import { manners, type Manner, type OpenLine } from '../../../test/devices/real-lines.ts';
import { collector } from '../../../test/devices/sockets.ts';
import { assert, lacks, seeded, suite, virtualClock } from '../../../test/kit.ts';
import { systemClock } from '../../platform/clock/system-clock.ts';
import { isFault } from '../../platform/fault.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { DeviceSetting, DriverManifest } from '../device.ts';
import type { Scan, Scanner } from './port.ts';

export interface ContractSimulator {
  scan(text: string, aim?: string): void;
  halfScan(text: string): void;
  garbage(): void;
}

export interface ScannerContract {
  readonly manifest: DriverManifest<Scanner>;
  /** Longer than any silence the model allows inside a code. */
  readonly silenceMs: number;
  simulate(send: (bytes: Uint8Array) => void, clock: Clock): ContractSimulator;
  readonly line: OpenLine;
  /** The option that says how long a silence inside a code may be, in milliseconds. */
  readonly silenceOption: string;
}

/** On a real line time is real, and the machine may have other things to do. */
const patienceMs = 2_000;

interface Connection {
  readonly simulator: ContractSimulator;
  readonly scans: Scan[];
  readonly garbage: string[];
  readonly written: readonly Uint8Array[];
  unplug(): void;
}

const gs = '\x1d';
const codes = [
  '7038010009457',
  '96385074',
  'ABC-123 x',
  'https://id.gs1.org/01/09506000134352/10/ABC?17=261231',
  `010950600013435231030001951726123110ABC${gs}21${'7'.repeat(20)}`,
  'X'.repeat(400),
  '0',
];

const text = (text: string): Scan => ({ text });
const settingOf = ({ model }: DriverManifest<Scanner>): DeviceSetting => ({
  name: 'scanner',
  kind: 'scanner',
  model,
  address: 'tcp://127.0.0.1:1',
  options: {},
});

export function scannerContract(parts: ScannerContract): void {
  const { manifest, silenceMs, simulate } = parts;
  const contract = suite(`the scanner contract: ${manifest.model}`);
  const setting = settingOf(manifest);
  const plugIn = (clock: Clock, options: DeviceSetting['options'] = {}): Connection => {
    const { pipe, arrive, unplug, written } = memoryPipe(clock);
    const ports = { clock, log: recordingLog(), randomness: seeded() };
    const scanner = manifest.connect(pipe, { ...setting, options }, ports);
    const scans: Scan[] = [];
    const garbage: string[] = [];
    scanner.onScan((scan) => scans.push(scan));
    scanner.onGarbage((reason) => garbage.push(reason));
    return { simulator: simulate(arrive, clock), scans, garbage, written, unplug };
  };

  contract('one scan for each good read, exactly as the code says', async () => {
    const clock = virtualClock();
    const { simulator, scans, garbage, written } = plugIn(clock);
    for (const code of codes) simulator.scan(code);
    await clock.advance(silenceMs);
    assert.equal(scans, codes.map(text));
    assert.equal(garbage, []);
    assert.equal(written, [], 'nothing is asked of a scanner');
    assert.is(clock.waiting, 0);
  });

  contract('the AIM identifier stands beside the text, not in it', async () => {
    const clock = virtualClock();
    const { simulator, scans } = plugIn(clock);
    simulator.scan('7038010009457', ']E0');
    simulator.scan(`01095060001343523103000195${gs}10A`, ']d2');
    await clock.advance(silenceMs);
    assert.equal(scans, [
      { text: '7038010009457', aim: ']E0' },
      { text: `01095060001343523103000195${gs}10A`, aim: ']d2' },
    ]);
  });

  contract('the same code twice is two scans', async () => {
    const clock = virtualClock();
    const { simulator, scans } = plugIn(clock);
    simulator.scan('96385074');
    simulator.scan('96385074');
    await clock.advance(silenceMs);
    assert.is(scans.length, 2);
  });

  contract('half a code is dropped in time, said once, and the next code is whole', async () => {
    const clock = virtualClock();
    const { simulator, scans, garbage } = plugIn(clock);
    simulator.halfScan('7038010009457');
    await clock.advance(silenceMs);
    assert.equal(scans, []);
    assert.is(garbage.length, 1);
    simulator.scan('96385074');
    await clock.advance(silenceMs);
    assert.equal(scans, [text('96385074')]);
    assert.is(garbage.length, 1);
  });

  contract('half a code goes with the plug: nothing is left of it when it is plugged in again', async () => {
    const clock = virtualClock();
    const first = plugIn(clock);
    first.simulator.halfScan('7038010009457');
    await clock.advance(0);
    first.unplug();
    await clock.advance(silenceMs);
    const second = plugIn(clock);
    second.simulator.scan('96385074');
    await clock.advance(silenceMs);
    assert.equal(first.scans, []);
    assert.equal(second.scans, [text('96385074')]);
    assert.is(clock.waiting, 0);
  });

  contract('garbage is said and never sold, and the next code is whole', async () => {
    const clock = virtualClock();
    const { simulator, scans, garbage } = plugIn(clock);
    simulator.garbage();
    await clock.advance(silenceMs);
    assert.equal(scans, []);
    assert.ok(garbage.length > 0);
    simulator.scan('96385074');
    await clock.advance(silenceMs);
    assert.equal(scans, [text('96385074')]);
  });

  contract('the wall clock may jump in the middle of a code', async () => {
    const clock = virtualClock();
    const { simulator, scans } = plugIn(clock);
    simulator.scan('7038010009457');
    clock.setWall(0);
    simulator.scan('96385074');
    clock.setWall(Date.UTC(2099, 0, 1));
    await clock.advance(silenceMs);
    assert.equal(scans, [text('7038010009457'), text('96385074')]);
  });

  contract('ten thousand codes in one go all come', async () => {
    const clock = virtualClock();
    const { simulator, scans } = plugIn(clock);
    await clock.advance(0);
    for (let count = 0; count < 10_000; count += 1) simulator.scan(String(count));
    await clock.advance(silenceMs);
    assert.is(scans.length, 10_000);
    assert.equal(scans[9_999], text('9999'));
  });

  realLineContract(parts);

  contract('an option that the model does not have is named', () => {
    assert.throws(
      () => plugIn(virtualClock(), { sped: 'fast' }),
      (error: unknown) =>
        isFault(error, 'config.invalid') &&
        error.data['device'] === 'scanner' &&
        String(error.data['problems']).includes('sped'),
    );
  });
}

function realLineContract(parts: ScannerContract): void {
  const contract = suite(`the scanner contract on a real line: ${parts.manifest.model}`);
  contract('one byte at a time, cut, glued, with garbage', { timeoutMs: 60_000 }, async () => {
    for (const manner of manners) await onRealLine(manner, parts);
  });
}

async function onRealLine(
  manner: Manner,
  { manifest, simulate, line, silenceOption }: ScannerContract,
): Promise<void> {
  const real = await line(manner);
  if (real === undefined) {
    lacks(`socat: ${manifest.model} was not tried on a pty`);
    return;
  }
  const simulator = simulate(real.send, systemClock);
  const ports = { clock: systemClock, log: recordingLog(), randomness: seeded() };
  const setting = { ...settingOf(manifest), options: { [silenceOption]: patienceMs } };
  const scanner = manifest.connect(real.pipe, setting, ports);
  const scans = collector<Scan>();
  const garbage = collector<string>();
  scanner.onScan((scan) => scans.push(scan));
  scanner.onGarbage((reason) => garbage.push(reason));
  for (const code of codes) simulator.scan(code);
  real.flush();
  await scans.until((all) => all.length >= codes.length);
  simulator.garbage();
  real.flush();
  await garbage.until((all) => all.length > 0);
  for (const code of codes) simulator.scan(code);
  real.flush();
  await scans.until((all) => all.length >= 2 * codes.length);
  assert.equal(scans.items, [...codes, ...codes].map(text), manner);
  await real.end();
}
