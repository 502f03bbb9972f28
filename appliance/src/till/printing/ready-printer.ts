// The printers that jobs go to: the one a job names, or whichever is connected, and whether it can print now.
import type { DevicesOfKind } from '../../devices/devices-of-kind.ts';
import type { Printer, PrinterCondition } from '../../devices/printer/port.ts';
import type { Job } from './line-of-jobs.ts';

const stops: ReadonlySet<PrinterCondition> = new Set(['paper-out', 'cover-open', 'offline', 'error']);

export class ReadyPrinter {
  readonly #source: DevicesOfKind<Printer>;
  readonly #becameReady: () => void;
  readonly #stopped = new WeakMap<Printer, boolean>();

  /** @param becameReady called when a printer comes, and when one can print again */
  constructor(source: DevicesOfKind<Printer>, becameReady: () => void) {
    this.#source = source;
    this.#becameReady = becameReady;
  }

  /** Returns what ends it. */
  watch(): () => void {
    return this.#source.onChange((_device, printer) => {
      if (printer === undefined) return;
      this.#follow(printer);
      if (!this.#isStopped(printer)) this.#becameReady();
    });
  }

  /** The printer that a job waits for: the one it names, where this box has it. Undefined: the first connected one. */
  laneOf({ request }: Pick<Job, 'request'>): string | undefined {
    const name = request['printer'];
    return typeof name === 'string' && this.#source.configured(name) ? name : undefined;
  }

  /** Connected, whether or not it has paper: it may still open the drawer. */
  connected(lane?: string): Printer | undefined {
    const printer = this.#source.connected(lane);
    if (printer !== undefined) this.#follow(printer);
    return printer;
  }

  /** Connected, and as far as it says able to print. */
  forPaper(lane?: string): Printer | undefined {
    const printer = this.connected(lane);
    return printer === undefined || this.#isStopped(printer) ? undefined : printer;
  }

  #isStopped(printer: Printer): boolean {
    return this.#stopped.get(printer) === true;
  }

  #follow(printer: Printer): void {
    if (this.#stopped.has(printer)) return;
    this.#stopped.set(printer, false);
    printer.onConditions((conditions) => {
      const before = this.#stopped.get(printer);
      const now = conditions.some((condition) => stops.has(condition));
      this.#stopped.set(printer, now);
      if (before === true && !now) this.#becameReady();
    });
  }
}
