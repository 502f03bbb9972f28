// Reads receipts off the paper of the simulated printer: which numbers came out, and which of them said that they are not the first.
import { PrinterSimulator } from '../../src/devices/printer/escpos/simulator.ts';
import { profileNamed } from '../../src/devices/printer/escpos/profiles.ts';
import type { DeviceSetting } from '../../src/devices/device.ts';
import { type PaperBlock, paperText } from '../../src/devices/printer/paper.ts';
import { systemClock } from '../../src/platform/clock/system-clock.ts';

export interface PrintedReceipt {
  readonly receipt: number;
  /** It said that it is a copy or may have come out before. */
  readonly marked: boolean;
  /** Cut off after it. */
  readonly whole: boolean;
}

export interface PaperPrinter {
  readonly device: DeviceSetting;
  readonly simulator: PrinterSimulator;
  /** Everything that came out since the start. */
  readonly paper: () => readonly string[];
  readonly close: () => Promise<void>;
}

/** A printer with a cable to this process. `lineMs`: how long a line takes; the slower, the more often something happens in mid-receipt. `name`:
 *  of the device. */
export async function paperPrinter(lineMs: number, name = 'receipts'): Promise<PaperPrinter> {
  const simulator = new PrinterSimulator({ profile: profileNamed('epson-tm-t88v'), clock: systemClock });
  simulator.haveBadDay({ lineMs });
  const { port, close } = await simulator.listen(0);
  const torn: PaperBlock[] = [];
  const tear = (): void => {
    torn.push(...simulator.tear());
  };
  // Nobody may lose what falls off the end of a long paper.
  const tearing = setInterval(tear, 100);
  return {
    simulator,
    device: {
      name,
      kind: 'printer',
      model: 'escpos',
      address: `tcp://127.0.0.1:${port}`,
      options: { profile: 'epson-tm-t88v' },
    },
    paper() {
      tear();
      return paperText(torn);
    },
    async close() {
      clearInterval(tearing);
      await close();
    },
  };
}

const numberLine = /^Kvittering nr\.\s+(?:[A-Z0-9]+-)?(\d+)/;
const marks = /KOPI|NY UTSKRIFT/;

export function receiptsOn(paper: readonly string[]): readonly PrintedReceipt[] {
  const found: PrintedReceipt[] = [];
  let marked = false;
  for (const line of paper) {
    const number = numberLine.exec(line.trim())?.[1];
    if (line === '<cut>') {
      const last = found.at(-1);
      if (last !== undefined) found.splice(-1, 1, { ...last, whole: true });
      marked = false;
    } else if (number !== undefined) found.push({ receipt: Number(number), marked, whole: false });
    else if (marks.test(line)) marked = true;
  }
  return found;
}
