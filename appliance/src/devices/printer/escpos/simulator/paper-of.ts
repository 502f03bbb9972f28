// A document as it comes out of a printer: encoded for a model, and read back by the simulated half of that model.
import type { Clock } from '../../../../platform/ports/clock.ts';
import type { PaperBlock } from '../../paper.ts';
import type { PrintDocument } from '../../port.ts';
import { encodeDocument } from '../codec/encode-document.ts';
import type { PrinterProfile } from '../profiles.ts';
import { PrinterSimulator } from '../simulator.ts';

export interface Printed {
  readonly blocks: readonly PaperBlock[];
  /** Everything the printer said. */
  readonly answers: Uint8Array;
}

/** Nothing on paper depends on the time. */
const noTime: Clock = { now: () => 0, monotonic: () => 0, after: () => () => undefined };

/** Runs bytes through a new printer of that model. */
export function printedFrom(bytes: readonly Uint8Array[], profile: PrinterProfile): Printed {
  const simulator = new PrinterSimulator({ profile, clock: noTime });
  const answers: Uint8Array[] = [];
  const end = simulator.attach({
    send: (answer) => {
      answers.push(answer);
    },
    cut: () => undefined,
    pause: () => undefined,
    resume: () => undefined,
  });
  for (const piece of bytes) end?.receive(piece);
  return { blocks: simulator.paper().blocks, answers: Buffer.concat(answers) };
}

export function paperOf(document: PrintDocument, profile: PrinterProfile): readonly PaperBlock[] {
  return printedFrom(encodeDocument(document, profile).pieces, profile).blocks;
}
