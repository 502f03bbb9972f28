// The printers that jobs go to: the one a job names, or the usual one, and who stands in while that one cannot print. Nothing of it is
// remembered beyond this process: before each try it is looked up anew, so that a printer that is well again has its jobs at once.
import type { DevicesOfKind } from '../../devices/devices-of-kind.ts';
import type { Backup } from '../../devices/printer/backup.ts';
import type { Printer, PrinterCondition } from '../../devices/printer/port.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Job } from './line-of-jobs.ts';

const stops: ReadonlySet<PrinterCondition> = new Set(['paper-out', 'cover-open', 'offline', 'error']);

export interface Target {
  readonly printer: Printer;
  /** The printer that this one stands in for. */
  readonly insteadOf?: string;
}

export interface ReadyPrinterParts {
  readonly printers: DevicesOfKind<Printer>;
  /** By the name of the printer that is stood in for. */
  readonly backups: ReadonlyMap<string, Backup>;
  readonly clock: Clock;
  /** A printer has come or gone, or begins or ceases to be able to print. */
  readonly onChange: (isReady: boolean) => void;
}

type Asked = Pick<Job, 'kind' | 'request'>;

export class ReadyPrinter {
  readonly #parts: ReadyPrinterParts;
  readonly #stopped = new WeakMap<Printer, boolean>();
  /** Monotonic: since when a printer cannot print. */
  readonly #outSince = new Map<string, number>();

  constructor(parts: ReadyPrinterParts) {
    this.#parts = parts;
  }

  /** Returns what ends it. */
  watch(): () => void {
    for (const name of this.#parts.printers.names()) this.#note(name);
    return this.#parts.printers.onChange((name, printer) => {
      if (printer !== undefined) this.#follow(name, printer);
      this.#note(name);
      this.#parts.onChange(this.#ready(name) !== undefined);
    });
  }

  /** The printer that a job waits for: the one it names, where this box has it, else the first of the configuration. */
  laneOf({ request }: Pick<Job, 'request'>): string | undefined {
    const name = request['printer'];
    const { printers } = this.#parts;
    return typeof name === 'string' && printers.configured(name) ? name : printers.names()[0];
  }

  /** Connected, whether or not it has paper: it may still open the drawer. */
  connected(lane: string | undefined): Printer | undefined {
    if (lane === undefined) return undefined;
    const printer = this.#parts.printers.connected(lane);
    if (printer !== undefined) this.#follow(lane, printer);
    return printer;
  }

  /** Where the job can be printed now. */
  target(job: Asked): Target | undefined {
    const lane = this.laneOf(job);
    if (lane === undefined) return undefined;
    const own = this.#ready(lane);
    if (own !== undefined) return { printer: own };
    const backup = this.#parts.backups.get(lane);
    const printer = backup === undefined || !this.#maySwitch(lane, job) ? undefined : this.#ready(backup.to);
    return printer === undefined ? undefined : { printer, insteadOf: lane };
  }

  /** The backup that somebody may send the job to. */
  offered(job: Asked): string | undefined {
    const lane = this.laneOf(job);
    const backup = lane === undefined ? undefined : this.#parts.backups.get(lane);
    if (lane === undefined || backup === undefined || job.kind === 'drawer') return undefined;
    const waits = this.#isOut(lane) && !this.#maySwitch(lane, job);
    return waits && !goesByItself(job, backup) && this.#ready(backup.to) !== undefined
      ? backup.to
      : undefined;
  }

  /** By printer that is out: the one that stands in. */
  standIns(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      [...this.#parts.backups].flatMap(([lane, { to }]) =>
        this.#isOut(lane) && this.#ready(to) !== undefined ? [[lane, to]] : [],
      ),
    );
  }

  /** Monotonic: when one of these printers will have been out for so long that its backup begins. */
  nextMoment(now: number): number | undefined {
    const moments = [...this.#parts.backups].flatMap(([lane, { afterMs }]) => {
      const since = this.#outSince.get(lane);
      return since === undefined || since + afterMs <= now ? [] : [since + afterMs];
    });
    return moments.length === 0 ? undefined : Math.min(...moments);
  }

  #isOut(lane: string): boolean {
    const [since, backup] = [this.#outSince.get(lane), this.#parts.backups.get(lane)];
    if (since === undefined || backup === undefined) return false;
    return this.#parts.clock.monotonic() >= since + backup.afterMs;
  }

  #maySwitch(lane: string, job: Asked): boolean {
    const backup = this.#parts.backups.get(lane);
    if (backup === undefined) return false;
    return job.request['backup'] === true || (goesByItself(job, backup) && this.#isOut(lane));
  }

  /** Connected, and as far as it says able to print. */
  #ready(lane: string): Printer | undefined {
    const printer = this.connected(lane);
    return printer === undefined || this.#stopped.get(printer) === true ? undefined : printer;
  }

  #note(name: string): void {
    if (this.#ready(name) !== undefined) this.#outSince.delete(name);
    else if (!this.#outSince.has(name)) this.#outSince.set(name, this.#parts.clock.monotonic());
  }

  #follow(name: string, printer: Printer): void {
    if (this.#stopped.has(printer)) return;
    this.#stopped.set(printer, false);
    printer.onConditions((conditions) => {
      const before = this.#stopped.get(printer);
      const now = conditions.some((condition) => stops.has(condition));
      this.#stopped.set(printer, now);
      if (before === now) return;
      this.#note(name);
      this.#parts.onChange(!now);
    });
  }
}

function goesByItself({ kind }: Asked, { receipts }: Backup): boolean {
  return kind === 'round' || receipts === 'automatic';
}
