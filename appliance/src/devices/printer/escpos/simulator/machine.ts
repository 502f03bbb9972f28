// The body of the simulated printer: paper, cover, drawer and their sensors, and the status bytes that speak of them.
import type { Clock } from '../../../../platform/ports/clock.ts';
import type { DrawerPulse, PaperBlock, PaperView } from '../../paper.ts';
import type { PrinterProfile } from '../profiles.ts';

/** Unattended paper would grow for ever. */
export const blocksMax = 3_000;
const pulsesMax = 50;
/** A drawer's magnet does not move for less. */
const pulseMsMin = 40;

/** Level of pin 3 while the drawer is open; `none`: no sensor is wired, and the level is always low. */
export type DrawerSensor = 'high-when-open' | 'low-when-open' | 'none';

export interface MachineOptions {
  readonly profile: PrinterProfile;
  readonly clock: Clock;
  readonly sensor: DrawerSensor;
  readonly changed: () => void;
}

export class Machine {
  readonly profile: PrinterProfile;
  readonly #clock: Clock;
  readonly #sensor: DrawerSensor;
  readonly #changed: () => void;
  #blocks: PaperBlock[] = [];
  #lost = 0;
  #pulses: DrawerPulse[] = [];
  #drawerOpen = false;
  #paper: 'ok' | 'low' | 'out' = 'ok';
  #coverOpen = false;
  #error = false;
  #linesUntilPaperOut: number | undefined;
  revision = 0;

  constructor({ profile, clock, sensor, changed }: MachineOptions) {
    this.profile = profile;
    this.#clock = clock;
    this.#sensor = sensor;
    this.#changed = changed;
  }

  /** Cannot print now; what arrives waits in the buffer. */
  get stopped(): boolean {
    return this.#paper === 'out' || this.#coverOpen || this.#error;
  }

  print(block: PaperBlock): void {
    this.#blocks.push(block);
    if (this.#blocks.length > blocksMax)
      this.#lost += this.#blocks.splice(0, this.#blocks.length - blocksMax).length;
    if (this.#linesUntilPaperOut !== undefined && (block.kind === 'line' || block.kind === 'image')) {
      this.#linesUntilPaperOut -= 1;
      if (this.#linesUntilPaperOut <= 0) this.setPaper('out');
    }
    this.#change();
  }

  pulse(pulse: Omit<DrawerPulse, 'at'>): void {
    const { pin, onMs, offMs, realTime } = pulse;
    if (onMs < pulseMsMin || (!realTime && offMs < onMs))
      this.print({ kind: 'fault', what: `a drawer pulse of ${String(onMs)} and ${String(offMs)} ms` });
    this.#pulses = [...this.#pulses, { ...pulse, at: this.#clock.now() }].slice(-pulsesMax);
    if (pin === 0 && onMs >= pulseMsMin) this.#drawerOpen = true;
    this.#change();
  }

  /** Returns what was on the paper. */
  tear(): readonly PaperBlock[] {
    const torn = this.#blocks;
    this.#blocks = [];
    this.#lost = 0;
    this.#change();
    return torn;
  }

  setPaper(paper: 'ok' | 'low' | 'out'): void {
    this.#paper = paper;
    this.#linesUntilPaperOut = undefined;
    this.#change();
  }

  paperOutAfter(lines: number): void {
    this.#linesUntilPaperOut = lines;
  }

  setCover(open: boolean): void {
    this.#coverOpen = open;
    this.#change();
  }

  setError(error: boolean): void {
    this.#error = error;
    this.#change();
  }

  setDrawer(open: boolean): void {
    this.#drawerOpen = open;
    this.#change();
  }

  get #pinHigh(): boolean {
    return this.#sensor === 'high-when-open'
      ? this.#drawerOpen
      : this.#sensor === 'low-when-open' && !this.#drawerOpen;
  }

  /** The byte that answers DLE EOT n. */
  realTimeStatus(n: number): number {
    const [out, low] = [this.#paper === 'out', this.#paper === 'low'];
    switch (n) {
      case 1:
        return 0x12 | bit(2, this.#pinHigh) | bit(3, this.stopped);
      case 2:
        return 0x12 | bit(2, this.#coverOpen) | bit(5, out) | bit(6, this.#error);
      case 3:
        return 0x12 | bit(3, this.#error);
      default:
        return 0x12 | (low || out ? 0x0c : 0) | (out ? 0x60 : 0);
    }
  }

  automaticStatus(): Uint8Array {
    const [out, low] = [this.#paper === 'out', this.#paper === 'low'];
    return Uint8Array.of(
      0x10 | bit(2, this.#pinHigh) | bit(3, this.stopped) | bit(5, this.#coverOpen),
      bit(3, this.#error),
      (low || out ? 0x03 : 0) | (out ? 0x0c : 0),
      0,
    );
  }

  bufferedStatus(n: number): number | undefined {
    if (n === 1) return (this.automaticStatus()[2] ?? 0) & 0x0f;
    return n === 2 ? bit(0, this.#pinHigh) : undefined;
  }

  view(line: {
    readonly plugged: boolean;
    readonly connected: boolean;
    readonly bufferedBytes: number;
  }): PaperView {
    return {
      revision: this.revision,
      columns: this.profile.columns,
      widthDots: this.profile.widthDots,
      blocks: [...this.#blocks],
      lost: this.#lost,
      pulses: this.#pulses,
      drawer: this.#drawerOpen ? 'open' : 'closed',
      paper: this.#paper,
      cover: this.#coverOpen ? 'open' : 'closed',
      ...line,
    };
  }

  #change(): void {
    this.revision += 1;
    this.#changed();
  }
}

function bit(index: number, on: boolean): number {
  return on ? 1 << index : 0;
}
