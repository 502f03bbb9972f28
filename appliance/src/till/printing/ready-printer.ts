// The printer that jobs go to: whichever is connected, and whether it can print now.
import type { Printer, PrinterCondition } from '../../devices/printer/port.ts';

/** Where printers come from; the device room is one. */
export interface PrinterSource {
  printer(): Printer | undefined;
  /** A printer has come, or, with undefined, gone. Returns what ends the subscription. */
  onPrinter(listener: (device: string, printer: Printer | undefined) => void): () => void;
}

const stops: ReadonlySet<PrinterCondition> = new Set(['paper-out', 'cover-open', 'offline', 'error']);

export class ReadyPrinter {
  readonly #source: PrinterSource;
  readonly #becameReady: () => void;
  readonly #stopped = new WeakMap<Printer, boolean>();

  /** @param becameReady called when a printer comes, and when one can print again */
  constructor(source: PrinterSource, becameReady: () => void) {
    this.#source = source;
    this.#becameReady = becameReady;
  }

  /** Returns what ends it. */
  watch(): () => void {
    return this.#source.onPrinter((_device, printer) => {
      if (printer === undefined) return;
      this.#follow(printer);
      if (this.forPaper() !== undefined) this.#becameReady();
    });
  }

  /** Connected, whether or not it has paper: it may still open the drawer. */
  connected(): Printer | undefined {
    const printer = this.#source.printer();
    if (printer !== undefined) this.#follow(printer);
    return printer;
  }

  /** Connected, and as far as it says able to print. */
  forPaper(): Printer | undefined {
    const printer = this.connected();
    return printer === undefined || this.#stopped.get(printer) === true ? undefined : printer;
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
