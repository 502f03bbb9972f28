// Frames that no box sends: of the right form with something wrong in it, or of none.
import type { TSchema } from '@sinclair/typebox';
import type { Chance } from '../kit.ts';

type Schema = TSchema & Readonly<Record<string, unknown>>;

const odd: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  2 ** 53,
  1e308,
  '',
  '\ud800',
  '__proto__',
  'x'.repeat(3_000),
  [],
  {},
  [[]],
  { t: 'hello' },
];

function fitting(schema: Schema, chance: Chance): unknown {
  if (chance.happens(0.02)) return chance.pick(odd);
  const union = schema['anyOf'] as readonly Schema[] | undefined;
  if (union !== undefined) return fitting(chance.pick(union), chance);
  if ('const' in schema) return schema['const'];
  switch (schema['type']) {
    case 'object': {
      const properties = schema['properties'] as Readonly<Record<string, Schema>>;
      return Object.fromEntries(
        Object.entries(properties).map(([name, each]) => [name, fitting(each, chance)]),
      );
    }
    case 'array':
      return Array.from({ length: chance.int(1, 3) }, () => fitting(schema['items'] as Schema, chance));
    case 'integer':
      return chance.pick([0, 1, 2, chance.int(0, 1_000), 2 ** 53 - 1]);
    case 'boolean':
      return chance.happens(0.5);
    case 'string':
      return text(String(schema['pattern'] ?? ''), chance);
    default:
      return null;
  }
}

function text(pattern: string, chance: Chance): string {
  if (pattern.includes('{64}')) return Buffer.from(chance.bytes(32)).toString('hex');
  if (pattern.includes('{16}')) return Buffer.from(chance.bytes(8)).toString('hex');
  if (pattern.includes('{1,8}')) return chance.pick(['B1', 'B2', 'OFFICE']);
  if (pattern.includes('+/')) return Buffer.from(chance.bytes(chance.int(0, 64))).toString('base64');
  return chance.pick(['', 'a', 'constructor', '\0', '\u{1f4a9}', 'tab:1']);
}

export function fuzzed(chance: Chance, frames: Readonly<Record<string, TSchema>>): string {
  const whole = JSON.stringify(fitting(chance.pick(Object.values(frames)), chance));
  switch (chance.int(0, 11)) {
    case 0:
      return whole.slice(0, chance.int(0, whole.length));
    case 1:
      return Buffer.from(chance.bytes(chance.int(0, 200))).toString('latin1');
    case 2:
      return '['.repeat(chance.int(1, 20_000));
    case 3:
      return whole.replace(/"[a-z]+":/, '"__proto__":');
    default:
      return whole;
  }
}
