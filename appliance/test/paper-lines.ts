// A document as a customer holds it: printed by the simulated printer and written out, one string a line, where it stands on the paper.
// Double size is marked `##` and takes its real room; what is no text stands in angle brackets.
import type { PaperBlock, PaperRun } from '../src/devices/printer/paper.ts';
import { paperText } from '../src/devices/printer/paper.ts';
import type { PrintDocument } from '../src/devices/printer/port.ts';
import { encodeDocument } from '../src/devices/printer/escpos/codec/encode-document.ts';
import { type ProfileId, profiles } from '../src/devices/printer/escpos/profiles.ts';
import { printedFrom } from '../src/devices/printer/escpos/simulator/paper-of.ts';

export interface PaperRead {
  readonly lines: readonly string[];
  /** Lines the printer broke itself, commands it did not know, characters it had no letter for: none on good paper. */
  readonly faults: readonly string[];
}

/** Without the empty lines at the end, which only bring the paper to the cutter. */
export function readPaper(document: PrintDocument, profileId: ProfileId = 'generic-58mm'): PaperRead {
  const profile = profiles[profileId];
  const { pieces, unprintable } = encodeDocument(document, profile);
  const { blocks } = printedFrom(pieces, profile);
  const broken = blocks.filter((block) => block.kind === 'fault' || (block.kind === 'line' && block.wrapped));
  return {
    lines: trimmed(blocks.map((block) => standing(block, profile.columns))),
    faults: [...paperText(broken), ...(unprintable === 0 ? [] : [`${String(unprintable)} unprintable`])],
  };
}

function standing(block: PaperBlock, columns: number): string {
  const [text = ''] = paperText([block]);
  if (block.kind !== 'line') return text;
  const large = block.runs.some(isLarge);
  const room = (large ? Math.floor(columns / 2) : columns) - [...text].length;
  const before = { left: 0, centre: Math.floor(room / 2), right: room }[block.align];
  const line = (' '.repeat(before) + text).replaceAll('\u00A0', ' ').trimEnd();
  return large ? `## ${line}` : line;
}

function isLarge(run: PaperRun): boolean {
  return run.width === 2 && run.height === 2;
}

function trimmed(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => line !== '' && line !== '<cut>');
  return lines.slice(0, last + 1);
}
