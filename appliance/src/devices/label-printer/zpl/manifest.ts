// How a ZPL printer is recognised and connected.
import { Type } from '@sinclair/typebox';
import { readOptions } from '../../device-options.ts';
import type { DriverManifest } from '../../device.ts';
import type { LabelPrinter } from '../port.ts';
import { ZplDriver } from './driver.ts';

const optionsSchema = Type.Object(
  {
    /** 8 is 203 dpi, 12 is 300 dpi, 24 is 600 dpi. */
    dotsPerMm: Type.Union([Type.Literal(8), Type.Literal(12), Type.Literal(24)], { default: 8 }),
  },
  { additionalProperties: false },
);

const zebra = 0x0a5f;

export const manifest: DriverManifest<LabelPrinter> = {
  kind: 'label-printer',
  model: 'zpl',
  match: [{ vendorId: zebra }],
  options: optionsSchema,
  connect(pipe, setting, ports) {
    const driver = new ZplDriver(pipe, readOptions(optionsSchema, setting), ports);
    driver.start();
    return driver;
  },
};
