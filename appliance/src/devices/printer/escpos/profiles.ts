// What each printer model can do, as data: models and clones differ in width, in the numbers of their code pages and in what they
// answer, and a wrong guess prints wrong letters. Chosen by the option `profile` of the device.
import { Fault } from '../../../platform/fault.ts';

/** How the printer proves that a receipt is on paper, the best it has. */
export type Confirmation =
  /** GS ( H: answered when everything before it HAS BEEN PRINTED. */
  | 'process-id'
  /** GS r 1: answered when everything before it was taken from the receive buffer. */
  | 'buffered-status'
  /** DLE EOT: only says that the printer is well now. */
  | 'real-time-status';

export interface PrinterProfile {
  readonly id: string;
  readonly name: string;
  readonly widthDots: number;
  /** Characters of font A on one line. */
  readonly columns: number;
  /** What `ESC t n` selects, best first; `name` is that of iconv-lite. */
  readonly codePages: readonly { readonly number: number; readonly name: string }[];
  /** Starts in a two-byte Chinese mode, which eats every letter above 0x7F until FS . ends it. */
  readonly startsInKanji: boolean;
  readonly cutter: boolean;
  /** Lines from the print head to the cutter or the tear bar. */
  readonly feedBeforeCut: number;
  readonly qr: boolean;
  /** Sends its state by itself (GS a). */
  readonly asb: boolean;
  readonly confirmation: Confirmation;
  /** 0 = connector pin 2, 1 = pin 5. */
  readonly drawerPins: readonly (0 | 1)[];
  /** Obeys DLE DC4: opens the drawer at once, also while it is out of paper, and forgets what it has in its buffer. */
  readonly realTimeCommands: boolean;
  /** Strikes a ribbon: draws no pictures, no bar codes and nothing white on black. For kitchens, where heat would blacken thermal paper. */
  readonly impact: boolean;
}

const epsonPages = [
  { number: 19, name: 'cp858' },
  { number: 18, name: 'cp852' },
  { number: 17, name: 'cp866' },
  { number: 16, name: 'cp1252' },
  { number: 0, name: 'cp437' },
  { number: 34, name: 'cp855' },
  { number: 14, name: 'cp737' },
  { number: 33, name: 'cp775' },
  { number: 13, name: 'cp857' },
  { number: 45, name: 'cp1250' },
  { number: 46, name: 'cp1251' },
  { number: 51, name: 'cp1257' },
] as const;

/** What cheap printers agree on; beyond these the numbers differ from maker to maker. */
const commonPages = [
  { number: 19, name: 'cp858' },
  { number: 18, name: 'cp852' },
  { number: 17, name: 'cp866' },
  { number: 16, name: 'cp1252' },
  { number: 0, name: 'cp437' },
] as const;

/** The TM-m30 has no page 858: its euro is that of page 1252. */
const m30Pages = [{ number: 2, name: 'cp850' }, ...epsonPages.slice(1)] as const;

/** Of Star's printers that are set to speak ESC/POS: pages of their own numbers. */
const starPages = [
  { number: 4, name: 'cp858' },
  { number: 5, name: 'cp852' },
  { number: 10, name: 'cp866' },
  { number: 32, name: 'cp1252' },
  { number: 1, name: 'cp437' },
  { number: 11, name: 'cp855' },
  { number: 15, name: 'cp737' },
  { number: 12, name: 'cp857' },
  { number: 33, name: 'cp1250' },
  { number: 34, name: 'cp1251' },
] as const;

const bixolonPages = [...commonPages, { number: 34, name: 'cp855' }, { number: 33, name: 'cp775' }] as const;

/** Of the receipt printers below that answer what all answer, until somebody has tried more on one of them. */
const plain = {
  startsInKanji: false,
  cutter: true,
  feedBeforeCut: 5,
  qr: true,
  asb: false,
  confirmation: 'buffered-status',
  drawerPins: [0, 1],
  realTimeCommands: false,
  impact: false,
} as const;

export const profiles = {
  'epson-tm-t88v': {
    id: 'epson-tm-t88v',
    name: 'Epson TM-T88V',
    widthDots: 512,
    columns: 42,
    codePages: epsonPages,
    startsInKanji: false,
    cutter: true,
    feedBeforeCut: 4,
    qr: true,
    asb: true,
    confirmation: 'process-id',
    drawerPins: [0, 1],
    realTimeCommands: true,
    impact: false,
  },
  'epson-tm-t20': {
    id: 'epson-tm-t20',
    name: 'Epson TM-T20',
    widthDots: 576,
    columns: 48,
    codePages: epsonPages,
    startsInKanji: false,
    cutter: true,
    feedBeforeCut: 4,
    qr: true,
    asb: true,
    confirmation: 'buffered-status',
    drawerPins: [0, 1],
    realTimeCommands: true,
    impact: false,
  },
  'generic-80mm': {
    id: 'generic-80mm',
    name: '80 mm ESC/POS printer',
    widthDots: 576,
    columns: 48,
    codePages: commonPages,
    startsInKanji: true,
    cutter: true,
    feedBeforeCut: 5,
    qr: true,
    asb: false,
    confirmation: 'buffered-status',
    drawerPins: [0],
    realTimeCommands: false,
    impact: false,
  },
  'generic-58mm': {
    id: 'generic-58mm',
    name: '58 mm ESC/POS printer',
    widthDots: 384,
    columns: 32,
    codePages: commonPages,
    startsInKanji: true,
    cutter: false,
    feedBeforeCut: 4,
    qr: false,
    asb: false,
    confirmation: 'real-time-status',
    drawerPins: [0],
    realTimeCommands: false,
    impact: false,
  },
  'epson-tm-t88iv': {
    ...plain,
    id: 'epson-tm-t88iv',
    name: 'Epson TM-T88IV',
    widthDots: 512,
    columns: 42,
    codePages: commonPages,
    feedBeforeCut: 4,
    asb: true,
    confirmation: 'process-id',
    realTimeCommands: true,
  },
  'epson-tm-t20iii': {
    ...plain,
    id: 'epson-tm-t20iii',
    name: 'Epson TM-T20III',
    widthDots: 576,
    columns: 48,
    codePages: epsonPages,
    feedBeforeCut: 4,
    asb: true,
    realTimeCommands: true,
  },
  'epson-tm-m30': {
    ...plain,
    id: 'epson-tm-m30',
    name: 'Epson TM-m30',
    widthDots: 576,
    columns: 48,
    codePages: m30Pages,
    feedBeforeCut: 4,
    asb: true,
    realTimeCommands: true,
  },
  'epson-tm-u220': {
    ...plain,
    id: 'epson-tm-u220',
    name: 'Epson TM-U220B',
    widthDots: 400,
    columns: 42,
    codePages: [{ number: 0, name: 'cp437' }],
    qr: false,
    confirmation: 'real-time-status',
    impact: true,
  },
  'star-escpos': {
    ...plain,
    id: 'star-escpos',
    name: 'Star, set to ESC/POS',
    widthDots: 576,
    columns: 42,
    codePages: starPages,
    confirmation: 'real-time-status',
  },
  'citizen-ct-s': {
    ...plain,
    id: 'citizen-ct-s',
    name: 'Citizen CT-S',
    widthDots: 640,
    columns: 48,
    codePages: commonPages,
  },
  'bixolon-srp': {
    ...plain,
    id: 'bixolon-srp',
    name: 'Bixolon SRP',
    widthDots: 640,
    columns: 48,
    codePages: bixolonPages,
  },
  'munbyn-itpp047': {
    ...plain,
    id: 'munbyn-itpp047',
    name: 'Munbyn ITPP047',
    widthDots: 512,
    columns: 42,
    codePages: [...commonPages.slice(0, 3), { number: 6, name: 'cp1252' }, { number: 0, name: 'cp437' }],
    startsInKanji: true,
  },
} as const satisfies Record<string, PrinterProfile>;

/** @public */
export type ProfileId = keyof typeof profiles;

/** Throws Fault `config.invalid` for a profile that does not exist. */
export function profileNamed(id: string): PrinterProfile {
  const found = Object.values<PrinterProfile>(profiles).find((profile) => profile.id === id);
  if (found === undefined)
    throw new Fault('config.invalid', {
      problem: `profile must be one of ${Object.keys(profiles).join(', ')}`,
    });
  return found;
}
