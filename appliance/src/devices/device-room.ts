// All devices of a box: one supervisor each, and what they say collected into bounded mailboxes that the rooms listen to.
// The shop's parts know devices by their names in the configuration and by their kind's port, never by model or wire.
import { Fault } from '../platform/fault.ts';
import type { Clock } from '../platform/ports/clock.ts';
import type { Log } from '../platform/ports/log.ts';
import type { Randomness } from '../platform/ports/randomness.ts';
import { checkSettings } from './check-settings.ts';
import type { DeviceSetting, DeviceStatus, DriverManifest } from './device.ts';
import { DeviceSupervisor } from './device-supervisor.ts';
import type { Supervisor, SupervisorParts } from './device-supervisor.ts';
import { createMailbox } from './mailbox.ts';
import type { Mailbox, MailboxOptions } from './mailbox.ts';
import type { Printer, PrinterCondition } from './printer/port.ts';
import type { Scale, ScaleReading } from './scale/port.ts';
import type { Scan, Scanner } from './scanner/port.ts';
import type { CardAnswer, Terminal } from './terminal/port.ts';
import type { PipeOpener } from './transport/pipe.ts';

export interface DeviceRoomParts {
  readonly settings: readonly DeviceSetting[];
  readonly opener: PipeOpener;
  readonly clock: Clock;
  readonly log: Log;
  readonly randomness: Randomness;
}

type Unsubscribe = () => void;
type DeviceListener<T> = (device: string, value: T) => void | Promise<void>;

interface FromDevice<T> {
  readonly device: string;
  readonly value: T;
}

const waitingMax = 1_000;

/** Conditions under which nothing is printed. */
const printerStops: ReadonlySet<PrinterCondition> = new Set(['paper-out', 'cover-open', 'offline', 'error']);

/** Listeners may return a promise: the next item waits for it, for 30 s at most. Each `on…` returns what ends the subscription. */
export class DeviceRoom {
  readonly #parts: DeviceRoomParts;
  readonly #statuses: Mailbox<DeviceStatus>;
  readonly #scans: Mailbox<FromDevice<Scan>>;
  readonly #garbage: Mailbox<FromDevice<string>>;
  readonly #readings: Mailbox<FromDevice<ScaleReading>>;
  readonly #printerChanges: Mailbox<FromDevice<Printer | undefined>>;
  readonly #terminalChanges: Mailbox<FromDevice<Terminal | undefined>>;
  readonly #lateAnswers: Mailbox<FromDevice<{ readonly payment: string; readonly answer: CardAnswer }>>;
  readonly #terminals = new Map<string, Terminal>();
  readonly #scales = new Map<string, Scale>();
  readonly #lastReadings = new Map<string, ScaleReading>();
  readonly #printers = new Map<string, Printer>();
  #supervisors: readonly Supervisor[] = [];
  #detach: () => void = () => undefined;

  constructor(parts: DeviceRoomParts) {
    this.#parts = parts;
    const { clock, log } = parts;
    const mailbox = <T>(name: string, whenFull: MailboxOptions['whenFull']): Mailbox<T> =>
      createMailbox<T>({ name, whenFull, limit: waitingMax, clock, log });
    // Of events the earliest are kept, of states the latest.
    this.#scans = mailbox('scans', 'drop-newest');
    this.#garbage = mailbox('garbage', 'drop-newest');
    this.#statuses = mailbox('statuses', 'drop-oldest');
    this.#readings = mailbox('readings', 'drop-oldest');
    this.#printerChanges = mailbox('printers', 'drop-oldest');
    this.#terminalChanges = mailbox('terminals', 'drop-oldest');
    this.#lateAnswers = mailbox('late answers', 'drop-newest');
  }

  /**
   * Returns when every device has a supervisor; a device that is not there yet comes when it is plugged in.
   * Throws Fault `config.invalid` with `{problems}`: two devices at one address, a name twice, an unknown model, a bad address.
   */
  async start(signal: AbortSignal): Promise<void> {
    checkSettings(this.#parts.settings);
    const supervisors = await Promise.all(this.#parts.settings.map((setting) => this.#supervisorOf(setting)));
    if (signal.aborted) throw new Fault('stopped');
    this.#supervisors = supervisors;
    const onAbort = (): void => void this.stop();
    signal.addEventListener('abort', onAbort, { once: true });
    this.#detach = () => signal.removeEventListener('abort', onAbort);
    for (const supervisor of supervisors) supervisor.start();
  }

  /** Resolves when all devices are let go. */
  async stop(): Promise<void> {
    this.#detach();
    await Promise.all(this.#supervisors.map((supervisor) => supervisor.stop()));
    for (const box of [
      this.#scans,
      this.#garbage,
      this.#statuses,
      this.#readings,
      this.#printerChanges,
      this.#terminalChanges,
      this.#lateAnswers,
    ])
      box.stop();
  }

  statuses(): readonly DeviceStatus[] {
    return this.#supervisors.map((supervisor) => supervisor.status);
  }

  onStatus(listener: (status: DeviceStatus) => void | Promise<void>): Unsubscribe {
    return this.#statuses.subscribe(listener);
  }

  onScan(listener: DeviceListener<Scan>): Unsubscribe {
    return this.#scans.subscribe(({ device, value }) => listener(device, value));
  }

  /** What a scanner sent and could not be read, for technicians. */
  onGarbage(listener: DeviceListener<string>): Unsubscribe {
    return this.#garbage.subscribe(({ device, value }) => listener(device, value));
  }

  /** Each change; also `fault` when a scale goes away, so that no weight outlives its scale. */
  onReading(listener: DeviceListener<ScaleReading>): Unsubscribe {
    return this.#readings.subscribe(({ device, value }) => listener(device, value));
  }

  /** A printer has come, or, with undefined, gone. */
  onPrinter(listener: DeviceListener<Printer | undefined>): Unsubscribe {
    return this.#printerChanges.subscribe(({ device, value }) => listener(device, value));
  }

  /** A terminal has come, or, with undefined, gone. */
  onTerminal(listener: DeviceListener<Terminal | undefined>): Unsubscribe {
    return this.#terminalChanges.subscribe(({ device, value }) => listener(device, value));
  }

  /** What a terminal says of a payment that nobody waits for any more. */
  onLateAnswer(
    listener: DeviceListener<{ readonly payment: string; readonly answer: CardAnswer }>,
  ): Unsubscribe {
    return this.#lateAnswers.subscribe(({ device, value }) => listener(device, value));
  }

  /** Whether the configuration has one, connected or not. */
  hasTerminal(): boolean {
    return this.#parts.settings.some(({ kind }) => kind === 'terminal');
  }

  /** The first connected one in the order of the configuration. */
  terminal(): Terminal | undefined {
    return this.#find(this.#terminals, undefined);
  }

  /** The connected scale of that name, or the first connected one in the order of the configuration. */
  scale(name?: string): Scale | undefined {
    return this.#find(this.#scales, name);
  }

  /** The last reading of that scale; undefined when it is not connected or has said nothing yet. */
  reading(name?: string): ScaleReading | undefined {
    return this.#find(this.#lastReadings, name);
  }

  /** Whether the configuration has one of that name, connected or not. */
  hasPrinter(name: string): boolean {
    return this.#parts.settings.some((setting) => setting.kind === 'printer' && setting.name === name);
  }

  /** The connected printer of that name, or the first connected one in the order of the configuration. */
  printer(name?: string): Printer | undefined {
    return this.#find(this.#printers, name);
  }

  #find<T>(among: ReadonlyMap<string, T>, name: string | undefined): T | undefined {
    const found = name ?? this.#parts.settings.find((setting) => among.has(setting.name))?.name;
    return found === undefined ? undefined : among.get(found);
  }

  async #supervisorOf(setting: DeviceSetting): Promise<Supervisor> {
    switch (setting.kind) {
      case 'scanner': {
        const { scannerModels } = await import('./scanner/index.ts');
        return new DeviceSupervisor(this.#scannerParts(setting, await load(scannerModels, setting)));
      }
      case 'scale': {
        const { scaleModels } = await import('./scale/index.ts');
        return new DeviceSupervisor(this.#scaleParts(setting, await load(scaleModels, setting)));
      }
      case 'printer': {
        const { printerModels } = await import('./printer/index.ts');
        return new DeviceSupervisor(this.#printerParts(setting, await load(printerModels, setting)));
      }
      case 'terminal': {
        const { terminalModels } = await import('./terminal/index.ts');
        return new DeviceSupervisor(this.#terminalParts(setting, await load(terminalModels, setting)));
      }
    }
  }

  #shared(setting: DeviceSetting) {
    const { opener, clock, log, randomness } = this.#parts;
    const onStatus = (status: DeviceStatus): void => this.#statuses.post(status);
    return { setting, opener, ports: { clock, log, randomness }, onStatus };
  }

  #scannerParts(setting: DeviceSetting, manifest: DriverManifest<Scanner>): SupervisorParts<Scanner> {
    return {
      ...this.#shared(setting),
      manifest,
      onDevice: (scanner) => {
        scanner.onScan((value) => this.#scans.post({ device: setting.name, value }));
        scanner.onGarbage((value) => this.#garbage.post({ device: setting.name, value }));
      },
      onEnd: () => undefined,
    };
  }

  #scaleParts(setting: DeviceSetting, manifest: DriverManifest<Scale>): SupervisorParts<Scale> {
    const { name: device } = setting;
    return {
      ...this.#shared(setting),
      manifest,
      onDevice: (scale, report) => {
        this.#scales.set(device, scale);
        scale.onReading((value) => {
          if (this.#scales.get(device) !== scale) return;
          this.#lastReadings.set(device, value);
          this.#readings.post({ device, value });
          report(value.state === 'stable' ? [] : [value.state], ['fault', 'overload'].includes(value.state));
        });
      },
      onEnd: () => {
        this.#scales.delete(device);
        this.#lastReadings.delete(device);
        this.#readings.post({ device, value: { state: 'fault' } });
      },
    };
  }

  #terminalParts(setting: DeviceSetting, manifest: DriverManifest<Terminal>): SupervisorParts<Terminal> {
    const { name: device } = setting;
    return {
      ...this.#shared(setting),
      manifest,
      onDevice: (terminal) => {
        this.#terminals.set(device, terminal);
        terminal.onLateAnswer((payment, answer) =>
          this.#lateAnswers.post({ device, value: { payment, answer } }),
        );
        this.#terminalChanges.post({ device, value: terminal });
      },
      onEnd: () => {
        this.#terminals.delete(device);
        this.#terminalChanges.post({ device, value: undefined });
      },
    };
  }

  #printerParts(setting: DeviceSetting, manifest: DriverManifest<Printer>): SupervisorParts<Printer> {
    const { name: device } = setting;
    return {
      ...this.#shared(setting),
      manifest,
      onDevice: (printer, report) => {
        this.#printers.set(device, printer);
        printer.onConditions((conditions) => {
          const stopped = conditions.some((condition) => printerStops.has(condition));
          report(conditions, stopped);
        });
        this.#printerChanges.post({ device, value: printer });
      },
      onEnd: () => {
        this.#printers.delete(device);
        this.#printerChanges.post({ device, value: undefined });
      },
    };
  }
}

export function createDeviceRoom(parts: DeviceRoomParts): DeviceRoom {
  return new DeviceRoom(parts);
}

async function load<Device>(
  models: Readonly<Record<string, () => Promise<DriverManifest<Device>>>>,
  setting: DeviceSetting,
): Promise<DriverManifest<Device>> {
  const model = Object.hasOwn(models, setting.model) ? models[setting.model] : undefined;
  if (model !== undefined) return model();
  const known = Object.keys(models).join(', ');
  throw new Fault('config.invalid', {
    problems: [`device ${setting.name}: no ${setting.kind} model ${setting.model}; there are ${known}`],
  });
}
