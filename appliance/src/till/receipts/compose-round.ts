// A round on paper, for whoever cooks and pours: large, without prices, and no word of what was sent before. What is not wanted any more
// is marked at the head and on each line, so that it is never made by mistake.
import type { PrintBlock, PrintDocument } from '../../devices/printer/port.ts';
import { thousandths } from '../../domain/quantity/quantity.ts';
import type { RegisterEventPayloads } from '../../domain/register/events.ts';
import type { RoundLine } from '../../domain/tab/rounds.ts';
import { below, blank, centred, marking, row, rule, text } from './blocks.ts';
import type { ReceiptFacts } from './compose.ts';
import { howMuch } from './receipt-lines.ts';
import { type Wording, wordingOf } from './wording.ts';

export function composeRound(
  { number, head, lines }: RegisterEventPayloads['round.sent'],
  facts: ReceiptFacts,
): PrintDocument {
  const wording = wordingOf(facts.settings, facts.language);
  const { words, figures } = wording;
  // In the order in which it is wanted; what has no course comes first, as drinks do.
  const courses = [...new Set(lines.map(({ course }) => course ?? 0))].sort((one, other) => one - other);
  const [course] = courses;
  const courseName = (each: number): string =>
    lines.find((line) => line.course === each)?.courseName ?? `${words.round.course} ${figures.count(each)}`;
  const only = courses.length === 1 && course !== undefined && course > 0 ? ` – ${courseName(course)}` : '';
  const takenBack = lines.every(({ quantity }) => quantity < 0);
  return {
    blocks: [
      marking(takenBack ? words.round.takenBack : `${words.round.number} ${figures.plain(number)}${only}`),
      ...(facts.marking === 'reprint' ? [centred(words.reprint, { bold: true })] : []),
      blank,
      ...(head.table === undefined
        ? []
        : [text(`${words.table} ${head.table.name}`, { bold: true, size: 2 })]),
      ...(head.name === undefined ? [] : [text(head.name, { bold: true })]),
      row(words.tab, head.number),
      ...(head.guests === undefined ? [] : [row(words.guests, figures.count(head.guests))]),
      row(words.operator, facts.operator),
      row(words.date, figures.dateTime(facts.at)),
      rule,
      ...courses.flatMap((each) => [
        ...(courses.length > 1 && each > 0 ? [centred(courseName(each), { bold: true })] : []),
        ...lines.filter((line) => (line.course ?? 0) === each).flatMap((line) => lineOf(line, wording)),
      ]),
      { kind: 'feed', lines: 1 },
      { kind: 'cut' },
    ],
  };
}

function lineOf({ name, quantity, unit, seat, note }: RoundLine, wording: Wording): PrintBlock[] {
  const { words, figures } = wording;
  const size = howMuch({ quantity: thousandths(Math.abs(quantity)), product: { unit } }, wording);
  return [
    text(`${quantity < 0 ? `${words.round.takenBack} ` : ''}${size} ${name}`, { bold: true, size: 2 }),
    ...(seat === undefined ? [] : [below(`${words.round.seat} ${figures.count(seat)}`)]),
    ...(note === undefined || note === '' ? [] : [below(note)]),
  ];
}
