// What every pole display must do, whatever its wire: one suite, run by each model's test against its own simulator.
import { memoryPipe, recordingLog } from '../../../test/devices/memory-pipe.ts';
import { cutPtyLine, haveSocat, ptyLine } from '../../../test/devices/pty-line.ts';
import { assert, lacks, seeded, suite, virtualClock } from '../../../test/kit.ts';
import { systemClock } from '../../platform/clock/system-clock.ts';
import { isFault } from '../../platform/fault.ts';
import type { DeviceSetting, DriverManifest } from '../device.ts';
import { parseAddress, type SerialAddress } from '../transport/address.ts';
import { openSerialPipe } from '../transport/serial/serial-pipe.ts';
import type { PoleDisplay } from './port.ts';

export interface ContractPole {
  receive(bytes: Uint8Array): void;
  cutPower(): void;
  readonly shows: { readonly upper: string; readonly lower: string };
  readonly unknown: number;
}

export interface PoleContract {
  readonly manifest: DriverManifest<PoleDisplay>;
  readonly simulate: () => ContractPole;
  readonly options?: DeviceSetting['options'];
  /** Until what is shown is said again. */
  readonly againMs: number;
}

const line = (text: string): string => text.padEnd(20);

export function poleContract({ manifest, simulate, options = {}, againMs }: PoleContract): void {
  const contract = suite(`the pole display contract: ${manifest.model} ${JSON.stringify(options)}`);
  const setting = (more: DeviceSetting['options'] = {}): DeviceSetting => ({
    name: 'pole',
    kind: 'pole-display',
    model: manifest.model,
    address: 'tcp://127.0.0.1:1',
    options: { ...options, ...more },
  });
  const plugIn = (more: DeviceSetting['options'] = {}) => {
    const clock = virtualClock();
    const pole = simulate();
    const wire = memoryPipe(clock, (bytes) => pole.receive(bytes));
    const ports = { clock, log: recordingLog(), randomness: seeded() };
    return { clock, pole, ...wire, display: manifest.connect(wire.pipe, setting(more), ports) };
  };

  contract('shows both lines, cut off at the edge, and nothing is left of those before', async () => {
    const { clock, pole, display } = plugIn();
    display.show({ upper: 'Bananer økologiske fra Ecuador', lower: 'x' });
    await clock.advance(0);
    assert.equal(pole.shows, { upper: 'Bananer økologiske f', lower: line('x') });
    display.show({ upper: '', lower: 'Takk' });
    await clock.advance(0);
    assert.equal(pole.shows, { upper: line(''), lower: line('Takk') });
    assert.is(pole.unknown, 0);
  });

  contract('a name cannot command it', async () => {
    const { clock, pole, display } = plugIn();
    display.show({ upper: '\x1b@\x0cA\x1fB\r\nC\u202eD', lower: '苹果 1' });
    await clock.advance(0);
    assert.equal(pole.shows, { upper: line('@ABCD'), lower: line('   1') });
    assert.is(pole.unknown, 0);
  });

  contract('of what comes quickly the last is shown, and the same is not sent twice', async () => {
    const { clock, pole, display, written } = plugIn();
    for (let count = 0; count < 1_000; count += 1) display.show({ upper: String(count), lower: '' });
    await clock.advance(0);
    assert.is(pole.shows.upper, line('999'));
    assert.ok(written.length <= 2);
    const before = written.length;
    display.show({ upper: '999', lower: '' });
    await clock.advance(0);
    assert.is(written.length, before);
  });

  contract('one that was off for a moment shows it again; one that is unplugged is let go', async () => {
    const { clock, pole, display, unplug } = plugIn();
    display.show({ upper: 'A', lower: 'B' });
    await clock.advance(0);
    pole.cutPower();
    await clock.advance(againMs);
    assert.equal(pole.shows, { upper: line('A'), lower: line('B') });
    unplug();
    display.show({ upper: 'C', lower: 'D' });
    await clock.advance(0);
    assert.is(clock.waiting, 0);
  });

  contract('an option that the model does not have is named', () => {
    assert.throws(
      () => plugIn({ colour: 'red' }),
      (error: unknown) =>
        isFault(error, 'config.invalid') && String(error.data['problems']).includes('colour'),
    );
  });

  contract('on a real line', async () => {
    if (!haveSocat) return lacks(`socat: ${manifest.model} was not tried on a pty`);
    const pty = await ptyLine();
    const open = async (path: string) =>
      openSerialPipe(parseAddress(`serial://${path}`) as SerialAddress, {
        clock: systemClock,
        signal: new AbortController().signal,
      });
    const [host, device] = await Promise.all([open(pty.host), open(pty.device)]);
    const pole = simulate();
    const ports = { clock: systemClock, log: recordingLog(), randomness: seeded() };
    const display = manifest.connect(host, setting(), ports);
    await new Promise<void>((resolve) => {
      device.onData((bytes) => {
        pole.receive(bytes);
        if (pole.shows.lower === line('12,50')) resolve();
      });
      display.show({ upper: 'Kaffe', lower: '12,50' });
    });
    assert.equal(pole.shows, { upper: line('Kaffe'), lower: line('12,50') });
    await Promise.all([host.close(), device.close()]);
    await cutPtyLine(pty);
  });
}
