// The simulated receipt printer as the bench has it: a network printer whose cable can be pulled. Unplugged, nothing listens.
import { profileNamed } from '../devices/printer/escpos/profiles.ts';
import { PrinterSimulator } from '../devices/printer/escpos/simulator.ts';
import type { Clock } from '../platform/ports/clock.ts';
import type { PaperView } from '../protocol/simulators.ts';
import { simulatedPrinter } from './addresses.ts';

export interface SimulatedPrinterParts {
  readonly port: number;
  readonly clock: Clock;
  readonly onChange: () => void;
}

/** What a page is shown of a paper that nobody tears off: some ten receipts. */
const blocksShownMax = 600;

/** A cashier's hand. Opened by key it stays open, for whoever tries what the till says then. */
const shutAfterMs = 20_000;

export class SimulatedPrinter {
  readonly machine: PrinterSimulator;
  readonly #clock: Clock;
  #port: number;
  #lastPulseAt: number | undefined;
  #cancelShutting: () => void = () => undefined;
  #listening: { close(): Promise<void> } | undefined;

  constructor({ port, clock, onChange }: SimulatedPrinterParts) {
    this.#port = port;
    const profile = profileNamed(simulatedPrinter.profile);
    this.machine = new PrinterSimulator({ profile, clock, drawerSensor: 'high-when-open' });
    this.#clock = clock;
    this.machine.onPaper(({ pulses }) => {
      this.#shutLater(pulses.at(-1)?.at);
      onChange();
    });
  }

  /** The port taken; valid after the first `plug`. */
  get port(): number {
    return this.#port;
  }

  async plug(): Promise<void> {
    this.machine.plug();
    if (this.#listening !== undefined) return;
    const listening = await this.machine.listen(this.#port);
    this.#listening = listening;
    this.#port = listening.port;
  }

  async unplug(): Promise<void> {
    this.machine.unplug();
    this.#cancelShutting();
    await this.#listening?.close();
    this.#listening = undefined;
  }

  #shutLater(pulseAt: number | undefined): void {
    if (pulseAt === this.#lastPulseAt) return;
    this.#lastPulseAt = pulseAt;
    this.#cancelShutting();
    this.#cancelShutting = this.#clock.after(shutAfterMs, () => this.machine.closeDrawer());
  }

  paper(): PaperView {
    const view = this.machine.paper();
    const cut = Math.max(0, view.blocks.length - blocksShownMax);
    return cut === 0 ? view : { ...view, blocks: view.blocks.slice(cut), lost: view.lost + cut };
  }
}
