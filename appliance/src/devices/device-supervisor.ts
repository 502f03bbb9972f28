// Keeps one device of the configuration alive: opens its pipe, connects its driver, and begins again after an unplug or after a
// driver that threw. Whatever happens to one device, the others go on.
import { isFault } from '../platform/fault.ts';
import { backOffMs } from './back-off.ts';
import type { DeviceSetting, DeviceStatus, DriverManifest, DriverPorts, Presence } from './device.ts';
import { guardClock, guardPipe } from './guarded.ts';
import { withUsage } from './transport/address.ts';
import type { Pipe, PipeOpener } from './transport/pipe.ts';
import { within } from './transport/within.ts';

/** Transports have time limits of their own; this one holds for a transport that forgot. */
const openLimitMs = 15_000;
const closeLimitMs = 3_000;
/** A device that stayed this long was well: its next absence begins with quick tries again. */
const settledAfterMs = 10_000;

export type Report = (conditions: readonly string[], faulty: boolean) => void;

export interface SupervisorParts<Device> {
  readonly setting: DeviceSetting;
  readonly manifest: DriverManifest<Device>;
  readonly opener: PipeOpener;
  readonly ports: DriverPorts;
  /** A driver is on an open pipe. `report` tells what the device says about itself, and is deaf after `onEnd`. */
  readonly onDevice: (device: Device, report: Report) => void;
  readonly onEnd: () => void;
  readonly onStatus: (status: DeviceStatus) => void;
  /** Hears along on the wire. */
  readonly tap?: (pipe: Pipe) => Pipe;
}

/** Without the kind, for whoever holds devices of all kinds. */
export interface Supervisor {
  readonly status: DeviceStatus;
  start(): void;
  /** Something was plugged in: a device that is waited for is tried now. */
  wake(): void;
  /** Resolves when the device is let go. */
  stop(): Promise<void>;
}

/** Why a try or a connection ended; also the condition shown meanwhile, except for `unplugged`, which `gone` says already. */
type Ending =
  'claimed-twice' | 'unplugged' | 'busy' | 'no-answer' | 'protocol' | 'driver-failed' | 'config-invalid';

export class DeviceSupervisor<Device> implements Supervisor {
  readonly #parts: SupervisorParts<Device>;
  readonly #stopping = new AbortController();
  #status: DeviceStatus;
  #running: Promise<void> | undefined;
  /** The one of the connection that stands; an earlier connection's is deaf. */
  #report: Report = () => undefined;
  #wake: () => void = () => undefined;

  constructor(parts: SupervisorParts<Device>) {
    this.#parts = parts;
    const { name, kind, model, address } = parts.setting;
    const since = parts.ports.clock.now();
    this.#status = { name, kind, model, address, presence: 'starting', conditions: [], since };
  }

  get status(): DeviceStatus {
    return this.#status;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  wake(): void {
    this.#wake();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    this.#show('stopped', []);
  }

  async #run(): Promise<void> {
    const { clock, randomness } = this.#parts.ports;
    const { signal } = this.#stopping;
    let failures = 0;
    for (;;) {
      const { ending, connectedMs } = await this.#attempt();
      if (signal.aborted) return;
      if (connectedMs >= settledAfterMs) failures = 0;
      if (ending === 'config-invalid') {
        // The configuration is read at start: trying again cannot help.
        this.#show('faulty', [ending]);
        return;
      }
      if (ending === 'claimed-twice') this.#show('faulty', [ending]);
      else this.#show('gone', ending === 'unplugged' ? [] : [ending]);
      await this.#pause(clock, backOffMs(failures, randomness.fraction()));
      failures += 1;
    }
  }

  /** Resolves after that time; at once when stopped or woken. */
  #pause(clock: DriverPorts['clock'], delayMs: number): Promise<void> {
    const { signal } = this.#stopping;
    return new Promise((resolve) => {
      const done = (): void => {
        cancel();
        signal.removeEventListener('abort', done);
        this.#wake = () => undefined;
        resolve();
      };
      const cancel = clock.after(delayMs, done);
      signal.addEventListener('abort', done);
      this.#wake = done;
      if (signal.aborted) done();
    });
  }

  async #attempt(): Promise<{ ending: Ending; connectedMs: number }> {
    const { setting, ports } = this.#parts;
    let pipe: Pipe;
    try {
      pipe = await this.#open();
    } catch (error) {
      ports.log.debug({ err: error, device: setting.name }, 'a device could not be opened');
      return { ending: endingOf(error), connectedMs: 0 };
    }
    ports.log.info({ device: setting.name, address: setting.address }, 'device connected');
    const startedAt = ports.clock.monotonic();
    const ending = await this.#attend(pipe);
    if (!this.#stopping.signal.aborted) ports.log.warn({ device: setting.name, ending }, 'device lost');
    return { ending, connectedMs: ports.clock.monotonic() - startedAt };
  }

  async #open(): Promise<Pipe> {
    const { setting, manifest, opener, ports } = this.#parts;
    const giveUp = new AbortController();
    const follow = (): void => giveUp.abort();
    this.#stopping.signal.addEventListener('abort', follow);
    const opening = opener.open(withUsage(setting.address, manifest.match[0]), giveUp.signal);
    try {
      return await within(ports.clock, openLimitMs, opening);
    } catch (error) {
      giveUp.abort();
      // An opening that comes through after all must not hold the device.
      opening.then((late) => late.close()).catch(() => undefined);
      throw error;
    } finally {
      this.#stopping.signal.removeEventListener('abort', follow);
    }
  }

  /** One connection, from connect to its end. */
  async #attend(pipe: Pipe): Promise<Ending> {
    const { ports, setting, onEnd } = this.#parts;
    const { signal } = this.#stopping;
    const ending = await new Promise<Ending>((resolve) => {
      const unplugged = (): void => resolve('unplugged');
      const fail = (error: unknown): void => {
        ports.log.error({ err: error, device: setting.name }, 'the driver of a device failed');
        resolve(isFault(error, 'config.invalid') ? 'config-invalid' : 'driver-failed');
      };
      signal.addEventListener('abort', unplugged);
      try {
        this.#connect(pipe, fail);
      } catch (error) {
        fail(error);
      }
      pipe.onClose(() => {
        signal.removeEventListener('abort', unplugged);
        resolve('unplugged');
      });
      if (signal.aborted) unplugged();
    });
    this.#report = () => undefined;
    onEnd();
    await within(ports.clock, closeLimitMs, pipe.close()).catch((error: unknown) => {
      ports.log.warn({ err: error, device: setting.name }, 'a device did not let itself be closed');
    });
    return ending;
  }

  #connect(pipe: Pipe, fail: (error: unknown) => void): void {
    const { setting, manifest, ports, onDevice, tap = (same: Pipe) => same } = this.#parts;
    const clock = guardClock(ports.clock, fail);
    const device = manifest.connect(guardPipe(tap(pipe), fail), setting, { ...ports, clock });
    const report: Report = (conditions, faulty) => {
      if (this.#report === report) this.#show(faulty ? 'faulty' : 'ready', conditions);
    };
    this.#report = report;
    this.#show('ready', []);
    onDevice(device, report);
  }

  #show(presence: Presence, conditions: readonly string[]): void {
    const before = this.#status;
    const sameConditions = conditions.join() === before.conditions.join();
    if (presence === before.presence && sameConditions) return;
    const since = presence === before.presence ? before.since : this.#parts.ports.clock.now();
    this.#status = { ...before, presence, conditions: [...conditions], since };
    this.#parts.onStatus(this.#status);
  }
}

function endingOf(error: unknown): Ending {
  if (isFault(error, 'config.invalid')) return 'config-invalid';
  if (isFault(error, 'device.claimed-twice')) return 'claimed-twice';
  if (isFault(error, 'device.busy')) return 'busy';
  if (isFault(error, 'device.timeout')) return 'no-answer';
  if (isFault(error, 'device.protocol')) return 'protocol';
  return isFault(error, 'device.gone', 'stopped') ? 'unplugged' : 'driver-failed';
}
