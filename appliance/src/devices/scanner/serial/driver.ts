// A scanner on a serial line (RS-232, USB-CDC) or on anything that carries its bytes.
import { Type } from '@sinclair/typebox';
import { readOptions } from '../../device-options.ts';
import type { DeviceSetting, DriverPorts } from '../../device.ts';
import type { Pipe } from '../../transport/pipe.ts';
import type { Scanner } from '../port.ts';
import { codeOptions } from '../read-code.ts';
import { createScanner } from '../scanner-on-pipe.ts';
import { createSerialDecoder } from './codec.ts';

export const serialScannerOptions = Type.Object(
  {
    ...codeOptions,
    framing: Type.Union([Type.Literal('line'), Type.Literal('stx-etx'), Type.Literal('silence')], {
      default: 'line',
    }),
    /** Longest pause inside a code. Even at 1200 baud a byte takes 10 ms; USB hubs add some. */
    interByteTimeoutMs: Type.Integer({ default: 250, minimum: 20, maximum: 10_000 }),
  },
  { additionalProperties: false },
);

export function connectSerialScanner(pipe: Pipe, setting: DeviceSetting, { clock }: DriverPorts): Scanner {
  const { interByteTimeoutMs, ...options } = readOptions(serialScannerOptions, setting);
  return createScanner({ pipe, decoder: createSerialDecoder(options), clock, silenceMs: interByteTimeoutMs });
}
