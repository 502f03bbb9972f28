// What the technician's page of devices shows and does: what is plugged in and what claims it, trying a device, hearing along on its wire.
import { isFault } from '../../platform/fault.ts';
import type { Ids } from '../../platform/ports/ids.ts';
import type { Log } from '../../platform/ports/log.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { DeviceSetting } from '../../devices/device.ts';
import type { DeviceRoom } from '../../devices/device-room.ts';
import {
  addressOf,
  endOf,
  fits,
  type FoundPlace,
  holdersOf,
  rivalOf,
} from '../../devices/registry/claims.ts';
import type { FoundDevice } from '../../devices/registry/hardware.ts';
import type { Registry } from '../../devices/registry/registry.ts';
import type { ScaleReading } from '../../devices/scale/port.ts';
import type {
  DeviceSetUpView,
  DeviceTest,
  DeviceTestAnswer,
  DeviceTrialView,
  FoundDeviceView,
  SetUpDeviceView,
} from '../../protocol/device-set-up.ts';
import type { ByteLog } from './byte-log.ts';
import { type Manifest, secretsOf } from './models.ts';
import type { SetUp } from './set-up.ts';
import { testPage } from './test-page.ts';

export interface DeviceDeskParts {
  readonly room: DeviceRoom;
  readonly registry: Registry;
  readonly setUp: SetUp;
  readonly bytes: ByteLog;
  readonly models: readonly Manifest[];
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** What one unit of the shop's money is in its smallest. */
  readonly unit: () => { readonly amount: number; readonly currency: string };
  /** Writes down that a drawer was opened by hand, before it is. False: it cannot be written, and is not opened. */
  readonly noteDrawer: (who: string, device: string) => Promise<boolean>;
}

/** From the counter's drawer to the scanner, and back. */
const scanWaitMs = 30_000;
/** How often a page is shown anew while much happens. */
const settleMs = 120;

export class DeviceDesk {
  readonly #parts: DeviceDeskParts;
  readonly #readings = new Map<string, ScaleReading>();
  readonly #listeners = new Set<() => void>();
  readonly #ends: (() => void)[] = [];
  readonly #trials = new Map<string, DeviceTrialView>();
  #cancel: (() => void) | undefined;

  constructor(parts: DeviceDeskParts) {
    this.#parts = parts;
  }

  start(): void {
    const { room, registry } = this.#parts;
    const changed = (): void => {
      this.changed();
    };
    this.#ends.push(
      registry.onChange(changed),
      room.onStatus(changed),
      room.on('reading', (device, reading) => {
        this.#readings.set(device, reading);
        this.changed();
      }),
    );
  }

  stop(): void {
    this.#cancel?.();
    for (const end of this.#ends.splice(0)) end();
    this.#listeners.clear();
  }

  /** Called when the view is another, a few times a second at most. Returns what ends it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(): void {
    this.#cancel ??= this.#parts.clock.after(settleMs, () => {
      this.#cancel = undefined;
      for (const listener of this.#listeners) listener();
    });
  }

  view(): DeviceSetUpView {
    const { room, registry, setUp, bytes, models } = this.#parts;
    const { found } = registry;
    const { settings } = setUp;
    return {
      devices: settings.map((setting) => this.#deviceView(setting, room)),
      found: found.map((device) => foundView(device, { found, settings, models })),
      models: models.map(({ kind, model, options }) => ({ kind, model, options: options?.properties ?? {} })),
      bytes: bytes.lines,
      bytesOf: bytes.devices,
    };
  }

  /** Begins; the view says how it goes and ends, within the limits of the drivers. */
  test(deed: DeviceTest, name: string, who: string): 'begun' | 'busy' | 'unknown' {
    if (!this.#parts.setUp.settings.some((setting) => setting.name === name)) return 'unknown';
    if (this.#trials.get(name)?.answer === null) return 'busy';
    void this.#trial(deed, name, who);
    return 'begun';
  }

  async #trial(deed: DeviceTest, name: string, who: string): Promise<void> {
    this.#trials.set(name, { deed, answer: null });
    this.changed();
    const answer = await this.#try(deed, name, who).catch((error: unknown) => {
      this.#parts.log.warn({ err: error, device: name, deed }, 'a device did not pass its trial');
      return failed(isFault(error) ? error.code : 'device.protocol');
    });
    this.#trials.set(name, { deed, answer });
    this.changed();
  }

  async #try(deed: DeviceTest, name: string, who: string): Promise<DeviceTestAnswer> {
    switch (deed) {
      case 'scan':
        return this.#scan(name);
      case 'print':
        return this.#print(name);
      case 'drawer':
        return this.#drawer(name, who);
      case 'pay':
        return this.#pay(name, who);
    }
  }

  async #scan(name: string): Promise<DeviceTestAnswer> {
    const { text, aim } = await this.#parts.room.next('scan', name, scanWaitMs);
    return { outcome: 'done', code: 'scan.read', words: `${aim ?? ''} ${text}`.trim() };
  }

  async #print(name: string): Promise<DeviceTestAnswer> {
    const printer = this.#parts.room.of('printer').connected(name);
    if (printer === undefined) return failed('device.gone');
    const printed = await printer.print(testPage(name, this.#parts.clock.now()));
    if (printed.outcome === 'printed') return { outcome: 'done', code: 'print.printed', words: '' };
    return { outcome: printed.outcome, code: `print.${printed.outcome}`, words: printed.reason };
  }

  async #drawer(name: string, who: string): Promise<DeviceTestAnswer> {
    const printer = this.#parts.room.of('printer').connected(name);
    if (printer === undefined) return failed('device.gone');
    if (!(await this.#parts.noteDrawer(who, name))) return failed('drawer.not-noted');
    await printer.openDrawer(0);
    return { outcome: 'done', code: 'drawer.pulsed', words: '' };
  }

  /** One unit is taken and given back. What became of it is asked once more before it is called unknown. */
  async #pay(name: string, who: string): Promise<DeviceTestAnswer> {
    const terminal = this.#parts.room.of('terminal').connected(name);
    if (terminal === undefined) return failed('device.gone');
    const payment = `test-${this.#parts.ids.uuid()}`;
    const { amount, currency } = this.#parts.unit();
    this.#parts.log.info({ device: name, payment, amount, currency, who }, 'a trial payment');
    const request = { payment, direction: 'pay', amount, tip: 0, currency, askTip: false } as const;
    const paid = await terminal
      .request(request)
      .catch(async () => terminal.inquire(payment))
      .catch(() => undefined);
    if (paid === undefined || paid.outcome === 'running') return unknown('pay.unknown', payment);
    if (paid.outcome === 'not-found') return failed('pay.not-found');
    if (paid.outcome === 'declined') return { outcome: 'failed', code: 'pay.declined', words: paid.reason };
    const back =
      paid.outcome === 'reversed'
        ? paid
        : await terminal
            .reverse(payment)
            .catch(async () => terminal.inquire(payment))
            .catch(() => undefined);
    this.#parts.log.info({ device: name, payment, outcome: back?.outcome }, 'a trial payment was taken back');
    if (back?.outcome !== 'reversed') return unknown('pay.not-taken-back', `${paid.reference} ${payment}`);
    return { outcome: 'done', code: 'pay.taken-back', words: paid.reference };
  }

  #deviceView(setting: DeviceSetting, room: DeviceRoom): SetUpDeviceView {
    const { registry, setUp, models } = this.#parts;
    const { name, kind, model, address } = setting;
    const status = room.statuses().find((each) => each.name === name);
    const manifest = models.find((each) => each.kind === kind && each.model === model);
    const secrets = manifest === undefined ? [] : secretsOf(manifest);
    const options = Object.entries(setting.options);
    return {
      name,
      kind,
      model,
      address,
      options: Object.fromEntries(options.filter(([option]) => !secrets.includes(option))),
      secrets: options.map(([option]) => option).filter((option) => secrets.includes(option)),
      fixed: setUp.isFixed(name),
      presence: status?.presence ?? 'starting',
      conditions: status?.conditions ?? [],
      rival: rivalOf(setting, setUp.settings, registry.found) ?? null,
      place: endOf(address, registry.found)?.device.place ?? null,
      trial: this.#trials.get(name) ?? null,
      weighs: kind === 'scale' && status?.presence === 'ready' ? weighed(this.#readings.get(name)) : null,
    };
  }
}

function weighed(reading: ScaleReading | undefined): SetUpDeviceView['weighs'] {
  if (reading === undefined) return null;
  return { state: reading.state, grams: reading.state === 'stable' ? reading.weightGrams : null };
}

interface Surroundings {
  readonly found: readonly FoundDevice[];
  readonly settings: readonly DeviceSetting[];
  readonly models: readonly Manifest[];
}

function foundView(device: FoundDevice, { found, settings, models }: Surroundings): FoundDeviceView {
  const { place, label, vendorId, productId, serial = null } = device;
  const hex = (id = 0): string => id.toString(16).padStart(4, '0');
  const fitting = (at: FoundPlace) =>
    models
      .filter((manifest) => fits(manifest, at))
      .map(({ kind, model, line }) => ({ kind, model, address: addressOf(at, line) }));
  return {
    place,
    label,
    ids: vendorId === undefined ? null : `${hex(vendorId)}:${hex(productId)}`,
    serial,
    ends: device.ends.map((end) => ({
      bus: end.bus,
      node: end.node,
      holders: holdersOf(end, settings, found),
      fits: fitting({ device, end }),
      address: addressOf({ device, end }),
    })),
  };
}

function failed(code: string): DeviceTestAnswer {
  return { outcome: 'failed', code, words: '' };
}

function unknown(code: string, words: string): DeviceTestAnswer {
  return { outcome: 'unknown', code, words };
}
