// A pole display on a serial line. It cannot be asked anything, so what it shows is said again now and then: one that was switched off
// for a moment shows it again.
import { Type } from '@sinclair/typebox';
import { readOptions } from '../../device-options.ts';
import type { DeviceSetting, DriverPorts } from '../../device.ts';
import type { Pipe } from '../../transport/pipe.ts';
import { codePages, sameLines } from '../pole-text.ts';
import type { PoleDisplay, PoleLines } from '../port.ts';
import { beginning, dialects, encodeLines } from './codec.ts';

export const poleOptions = Type.Object(
  {
    dialect: Type.Union(
      dialects.map((each) => Type.Literal(each)),
      { default: 'cd5220' },
    ),
    codePage: Type.Union(
      codePages.map((each) => Type.Literal(each)),
      { default: 'cp850' },
    ),
    againMs: Type.Integer({ default: 30_000, minimum: 1_000, maximum: 600_000 }),
  },
  { additionalProperties: false },
);

export function connectPoleDisplay(pipe: Pipe, setting: DeviceSetting, { clock }: DriverPorts): PoleDisplay {
  const { againMs, ...language } = readOptions(poleOptions, setting);
  let wanted: PoleLines | undefined;
  let shown: PoleLines | undefined;
  let writing = false;
  let cancel = (): void => undefined;

  const write = async (): Promise<void> => {
    if (writing) return;
    writing = true;
    // Only the last one is sent: a slow line does not lag behind the basket.
    while (wanted !== undefined && !sameLines(wanted, shown)) {
      const lines = wanted;
      const first = shown === undefined ? beginning(language) : new Uint8Array();
      try {
        await pipe.write(Buffer.concat([first, encodeLines(lines, language)]));
      } catch {
        // The pipe tells its end itself.
        return;
      }
      shown = lines;
    }
    writing = false;
  };
  const again = (): void => {
    cancel = clock.after(againMs, () => {
      shown = undefined;
      void write();
      again();
    });
  };
  again();
  pipe.onClose(() => cancel());

  return {
    show(lines) {
      wanted = lines;
      void write();
    },
  };
}
