// A HID-POS scanner: reports in, scans out. Nothing is asked of the scanner.
import { Type } from '@sinclair/typebox';
import { readOptions } from '../../device-options.ts';
import type { DeviceSetting, DriverPorts } from '../../device.ts';
import type { Pipe } from '../../transport/pipe.ts';
import type { Scanner } from '../port.ts';
import { createScanner } from '../scanner-on-pipe.ts';
import { createHidPosDecoder } from './codec.ts';

export const hidPosOptions = Type.Object(
  {
    /** Longest wait for the next report of a chain. Reports of one code follow each other within milliseconds. */
    chainTimeoutMs: Type.Integer({ default: 500, minimum: 50, maximum: 10_000 }),
  },
  { additionalProperties: false },
);

export function connectHidPosScanner(pipe: Pipe, setting: DeviceSetting, { clock }: DriverPorts): Scanner {
  const { chainTimeoutMs } = readOptions(hidPosOptions, setting);
  return createScanner({ pipe, decoder: createHidPosDecoder(), clock, silenceMs: chainTimeoutMs });
}
