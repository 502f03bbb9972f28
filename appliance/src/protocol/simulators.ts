// What the bench page (/setup/simulators) and the simulator process say to each other: commands up, the state of all simulated
// devices down. Only simulators speak this; the daemon merely passes it through.
import type { DeviceKind } from '../domain/shop/device-kind.ts';
import { type Static, type TObject, Type } from '@sinclair/typebox';

const strict = { additionalProperties: false };
const device = Type.String({ minLength: 1, maxLength: 80 });
const oneOf = <T extends string>(...words: T[]) => Type.Union(words.map((word) => Type.Literal(word)));

export const simulatorCommandSchemas = {
  /** `code` may hold GS (0x1D). `aim` such as `]E0`: sent only by scanners that send one. */
  scan: Type.Object(
    {
      t: Type.Literal('scan'),
      device,
      code: Type.String({ minLength: 1, maxLength: 4_096 }),
      aim: Type.Optional(Type.String({ pattern: '^\\][A-Za-z][0-9A-Za-z]$' })),
    },
    strict,
  ),
  /** `unsteady` swings for half a second and then rests. Without `device`: the first scale. */
  weigh: Type.Object(
    {
      t: Type.Literal('weigh'),
      device: Type.Optional(device),
      grams: Type.Integer({ minimum: -60_000, maximum: 600_000 }),
      state: oneOf('stable', 'unsteady', 'motion', 'under-zero', 'overload', 'needs-zero', 'fault'),
    },
    strict,
  ),
  printer: Type.Object(
    {
      t: Type.Literal('printer'),
      action: oneOf(
        'tear',
        'open-cover',
        'close-cover',
        'paper-out',
        'paper-low',
        'refill',
        'unplug',
        'plug',
        'close-drawer',
        // With its key.
        'open-drawer',
      ),
    },
    strict,
  ),
  /** How the next payment goes; `present`: the card is held to it now. */
  terminal: Type.Object(
    {
      t: Type.Literal('terminal'),
      action: oneOf(
        'well',
        'decline',
        'approve-part',
        'tip',
        'lose-answer',
        'answer-twice',
        'late-after-abort',
        'reboot',
        'reboot-before',
        'wait',
        'present',
      ),
    },
    strict,
  ),
  unplug: Type.Object({ t: Type.Literal('unplug'), device }, strict),
  plug: Type.Object({ t: Type.Literal('plug'), device }, strict),
  /** Bad days: half a code, bytes without sense, unplugged in the middle of a report (a printer: of its next receipt), dead but plugged in,
   *  alive again. */
  misbehave: Type.Object(
    {
      t: Type.Literal('misbehave'),
      device,
      how: oneOf('half-code', 'garbage', 'unplug-mid-report', 'fall-silent', 'speak-again'),
    },
    strict,
  ),
} satisfies Record<string, TObject>;

export type SimulatorCommandName = keyof typeof simulatorCommandSchemas;
export type SimulatorCommand = {
  [K in SimulatorCommandName]: Static<(typeof simulatorCommandSchemas)[K]>;
}[SimulatorCommandName];

export interface SimulatedDeviceView {
  readonly name: string;
  readonly kind: DeviceKind;
  readonly model: string;
  readonly plugged: boolean;
  /** The daemon holds it open. */
  readonly connected: boolean;
  /** What a scale shows. */
  readonly weighs?: { readonly grams: number; readonly state: string };
  /** How a terminal treats the next payment, and what it charged, newest first. */
  readonly charges?: {
    readonly mood: string;
    readonly ledger: readonly {
      readonly payment: string;
      readonly amount: number;
      readonly tip: number;
      readonly state: string;
    }[];
  };
}

export interface PaperRunView {
  readonly text: string;
  readonly bold?: true;
  readonly underline?: true;
  readonly inverse?: true;
  /** The smaller font. */
  readonly small?: true;
  /** Magnification, 1–8; absent: 1. */
  readonly width?: number;
  readonly height?: number;
}

type Align = 'left' | 'centre' | 'right';

export type PaperBlockView =
  | {
      readonly kind: 'line';
      readonly align: Align;
      readonly runs: readonly PaperRunView[];
      readonly wrapped?: true;
    }
  | { readonly kind: 'qr'; readonly align: Align; readonly data: string; readonly moduleDots: number }
  | { readonly kind: 'barcode'; readonly align: Align; readonly symbology: string; readonly data: string }
  /** 1 bit a dot, row by row, rows padded to bytes, most significant bit first, 1 = black; base64. */
  | {
      readonly kind: 'image';
      readonly align: Align;
      readonly widthDots: number;
      readonly heightDots: number;
      readonly bits: string;
    }
  | { readonly kind: 'cut'; readonly whole: boolean }
  /** Something a real printer would have printed as rubbish or not understood. */
  | { readonly kind: 'fault'; readonly what: string };

export interface DrawerPulseView {
  readonly pin: 0 | 1;
  readonly onMs: number;
  readonly offMs: number;
  readonly realTime: boolean;
  readonly at: number;
}

/** What came out of the simulated receipt printer since the paper was last torn off. */
export interface PaperView {
  readonly revision: number;
  readonly columns: number;
  readonly widthDots: number;
  readonly blocks: readonly PaperBlockView[];
  /** Older blocks that fell off the end, because nobody tore the paper. */
  readonly lost: number;
  readonly pulses: readonly DrawerPulseView[];
  readonly drawer: 'open' | 'closed';
  readonly paper: 'ok' | 'low' | 'out';
  readonly cover: 'open' | 'closed';
  readonly plugged: boolean;
  readonly connected: boolean;
  readonly bufferedBytes: number;
}

export type SimulatorPush =
  /** Whole, once at the start and again after every change. */
  | {
      readonly t: 'state';
      readonly devices: readonly SimulatedDeviceView[];
      readonly paper: PaperView;
      readonly drawer: 'open' | 'closed';
    }
  /** A command that could not be taken: malformed, or for a device that is not there. */
  | { readonly t: 'refused'; readonly problem: string };
