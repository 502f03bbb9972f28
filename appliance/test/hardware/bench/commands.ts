// What the test asks of the bench in the virtual machine, one JSON object a request, and what it is answered.
import type { BadDay } from '../../../src/devices/printer/escpos/simulator.ts';
import type { PaperView } from '../../../src/devices/printer/paper.ts';
import type { ScaleMood } from '../../../src/devices/scale/simulated-pan.ts';

export type ScannerName = 'counter-scanner' | 'wedge-scanner' | 'hand-scanner' | 'keyboard' | 'bump-bar';
export type PrinterName = 'receipt-printer' | 'kitchen-printer';
export type ScaleName = 'scale' | 'serial-scale';
export type DeviceName = ScannerName | PrinterName | ScaleName;

export type BenchCommand =
  | { readonly t: 'plug' | 'unplug'; readonly device: DeviceName }
  | { readonly t: 'scan'; readonly device: ScannerName; readonly text: string; readonly aim?: string }
  /** A code that begins, and the plug is pulled. */
  | { readonly t: 'half-scan'; readonly device: ScannerName; readonly text: string }
  | { readonly t: 'weigh'; readonly device: ScaleName; readonly grams: number; readonly mood?: ScaleMood }
  | { readonly t: 'paper' | 'tear' | 'close-drawer' | 'paper-out' | 'refill'; readonly device: PrinterName }
  | { readonly t: 'bad-day'; readonly device: PrinterName; readonly day: BadDay }
  /** How many keys strangers have heard since this was asked last; also begins to listen to devices that have come. */
  | { readonly t: 'keys' }
  /** A shell command as root, for what only the machine itself knows: udev, sysfs, systemd. */
  | { readonly t: 'run'; readonly command: string };

export interface Ran {
  readonly code: number;
  readonly output: string;
}

export type BenchAnswer<T extends BenchCommand['t']> = T extends 'paper'
  ? PaperView
  : T extends 'keys'
    ? { readonly pressed: number; readonly devices: readonly string[] }
    : T extends 'run'
      ? Ran
      : object;
