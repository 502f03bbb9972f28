// How an ESC/POS printer is recognised and connected. USB ids are those of the makers whose every product speaks ESC/POS; the rest is
// found by its address.
import { Type } from '@sinclair/typebox';
import { readOptions } from '../../device-options.ts';
import type { DriverManifest } from '../../device.ts';
import type { Printer } from '../port.ts';
import { EscposDriver, usualLimits } from './driver.ts';
import { profileNamed, profiles } from './profiles.ts';

const optionsSchema = Type.Object(
  {
    /** A name of `profiles.ts`. */
    profile: Type.Unsafe<string>(
      Type.Union(
        Object.keys(profiles).map((id) => Type.Literal(id)),
        { default: 'generic-80mm' },
      ),
    ),
    /** Level of pin 3 while the drawer is open. Calibrated in setup; `none` where no sensor is wired. */
    drawerOpenLevel: Type.Union([Type.Literal('high'), Type.Literal('low'), Type.Literal('none')], {
      default: 'none',
    }),
    /** ESC p counts in steps of 2 ms and up to 510, and the pause is twice the pulse. */
    pulseMs: Type.Integer({ default: 120, minimum: 40, maximum: 250 }),
  },
  { additionalProperties: false },
);

const epson = 0x04b8;

export const manifest: DriverManifest<Printer> = {
  kind: 'printer',
  model: 'escpos',
  match: [{ vendorId: epson }],
  options: optionsSchema,
  connect(pipe, setting, ports) {
    const { profile, drawerOpenLevel, pulseMs } = readOptions(optionsSchema, setting);
    const options = { profile: profileNamed(profile), drawerOpenLevel, pulseMs, limits: usualLimits };
    const driver = new EscposDriver(pipe, options, ports);
    driver.start();
    return driver;
  },
};
