// Which printer stands in for another one of the box, as the device settings say. The queue asks before each job; the driver knows
// nothing of it.
import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { DeviceSetting } from '../device.ts';

/** Options that every printer model has, beside its own. */
export const backupOptions = {
  /** Name of another printer of this box. */
  backup: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  /** How long this one must have been unable to print. */
  backupAfterSeconds: Type.Integer({ default: 20, minimum: 1, maximum: 3_600 }),
  /** Orders for kitchen and bar go by themselves; whether all else does, or somebody at the till says so. */
  backupReceipts: Type.Union([Type.Literal('ask'), Type.Literal('automatic')], { default: 'ask' }),
};

const schema = Type.Object(backupOptions);

export interface Backup {
  readonly to: string;
  readonly afterMs: number;
  readonly receipts: 'ask' | 'automatic';
}

/** By the name of the printer that is stood in for. Settings that do not fit are the driver's to refuse. */
export function backupsOf(settings: readonly DeviceSetting[]): ReadonlyMap<string, Backup> {
  return new Map(
    settings.flatMap((setting) => {
      if (setting.kind !== 'printer') return [];
      const { backup: to, backupAfterSeconds, backupReceipts: receipts } = optionsOf(setting);
      return to === undefined ? [] : [[setting.name, { to, afterMs: backupAfterSeconds * 1_000, receipts }]];
    }),
  );
}

/** A backup must be another printer of the same box. */
export function backupProblems(settings: readonly DeviceSetting[]): string[] {
  const printers = settings.filter(({ kind }) => kind === 'printer').map(({ name }) => name);
  return [...backupsOf(settings)].flatMap(([name, { to }]) =>
    to !== name && printers.includes(to)
      ? []
      : [`device ${name}: backup ${to} is no other printer of this box`],
  );
}

type Options = Static<typeof schema>;

function optionsOf({ options }: DeviceSetting): Options {
  const found: unknown = Value.Default(schema, { ...options });
  return Value.Check(schema, found) ? found : (Value.Default(schema, {}) as Options);
}
