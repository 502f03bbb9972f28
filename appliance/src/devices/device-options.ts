// The options of a device setting, checked against its model's schema: unknown keys and wrong values are named all at once.
import type { Static, TObject } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { Fault } from '../platform/fault.ts';
import type { DeviceSetting } from './device.ts';

/** The options with the schema's defaults filled in. Throws Fault `config.invalid` with `{device, problems}`. */
export function readOptions<T extends TObject>(schema: T, setting: DeviceSetting): Static<T> {
  const options: unknown = Value.Default(schema, { ...setting.options });
  if (Value.Check(schema, options)) return options;
  const problems = [...Value.Errors(schema, options)].map(
    ({ path, message }) => `${path.slice(1)}: ${message}`,
  );
  throw new Fault('config.invalid', { device: setting.name, problems });
}
