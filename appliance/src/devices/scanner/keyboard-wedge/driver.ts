// A scanner that plays a keyboard, read from its hidraw node while udev keeps its keys from everybody else (firmware-config/udev).
import { Type } from '@sinclair/typebox';
import { readOptions } from '../../device-options.ts';
import type { DeviceSetting, DriverPorts } from '../../device.ts';
import type { Pipe } from '../../transport/pipe.ts';
import type { Scanner } from '../port.ts';
import { codeOptions } from '../read-code.ts';
import { createScanner } from '../scanner-on-pipe.ts';
import { terminators, WedgeDecoder } from './codec.ts';
import { layoutNames } from './layouts.ts';

const oneOf = <T extends string>(names: readonly T[], otherwise: T) =>
  Type.Union(
    names.map((name) => Type.Literal(name)),
    { default: otherwise },
  );

export const wedgeOptions = Type.Object(
  {
    ...codeOptions,
    /** The country whose keyboard the scanner was set up to play. */
    layout: oneOf(layoutNames, 'us'),
    /** Which key ends a code; `silence` for scanners that send none. */
    terminator: oneOf(terminators, 'either'),
    reportId: Type.Integer({ default: 0, minimum: 0, maximum: 255 }),
    /** Longest pause inside a code. Scanners type a key in some 10 ms; people are slower, and are not scanners. */
    interKeyTimeoutMs: Type.Integer({ default: 200, minimum: 20, maximum: 10_000 }),
  },
  { additionalProperties: false },
);

export function connectWedgeScanner(pipe: Pipe, setting: DeviceSetting, { clock }: DriverPorts): Scanner {
  const { interKeyTimeoutMs, ...options } = readOptions(wedgeOptions, setting);
  return createScanner({ pipe, decoder: new WedgeDecoder(options), clock, silenceMs: interKeyTimeoutMs });
}
