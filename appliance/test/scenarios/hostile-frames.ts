// Frames that no page of ours sends, made by chance: bytes, broken and monstrous JSON, commands with everything wrong that a schema can forbid.
import type { TSchema } from '@sinclair/typebox';
import { demoItems } from '../../src/demo/products.ts';
import { commandSchemas, querySchemas } from '../../src/protocol/commands.ts';
import type { Chance } from '../kit.ts';

const texts = [
  '',
  ' ',
  'x'.repeat(5_000),
  '__proto__',
  'constructor',
  '\0',
  '\u{1f4a9}',
  '\ud800',
  "'; DROP TABLE entry;--",
  '../../etc/passwd',
  '{{7*7}}',
  '<script>',
  'NOK',
  '1e400',
  '-1',
  'null',
];
const numbers = [
  0,
  -0,
  -1,
  1,
  0.5,
  1e-320,
  2 ** 31,
  2 ** 53,
  2 ** 53 + 2,
  1e308,
  -1e308,
  1_000_000_000_000,
  1_000_000_000_001,
];

let ids = 0;

function anything(chance: Chance, depth = 0): unknown {
  const kind = chance.int(0, depth > 3 ? 4 : 6);
  switch (kind) {
    case 0:
      return null;
    case 1:
      return chance.happens(0.5);
    case 2:
      return chance.pick(numbers);
    case 3:
    case 4:
      return chance.pick(texts);
    case 5:
      return Array.from({ length: chance.int(0, 4) }, () => anything(chance, depth + 1));
    default:
      return Object.fromEntries(
        Array.from({ length: chance.int(0, 4) }, () => [
          chance.pick([...texts.slice(3, 5), 'a', 'b', 'body']),
          anything(chance, depth + 1),
        ]),
      );
  }
}

/** Names that mean something in the demo shop, so that the rules are reached and not only the schemas. */
const meant: Readonly<Record<string, (chance: Chance) => unknown>> = {
  product: (chance) => chance.pick(demoItems).product.id,
  tender: (chance) => chance.pick(['cash', 'card', 'eur', 'voucher']),
  line: (chance) => `hostile-${chance.int(Math.max(1, ids - 40), ids)}`,
  payment: (chance) => `hostile-${chance.int(Math.max(1, ids - 40), ids)}`,
  tab: (chance) => `hostile-${chance.int(Math.max(1, ids - 200), ids)}`,
  receipt: (chance) => chance.int(1, 5),
  quantity: (chance) => chance.int(1, 5) * 1000,
  code: (chance) => chance.pick(['4011', '94011', '7038010000119', '2012345000001', 'B1-1']),
  currency: () => 'NOK',
  text: (chance) => chance.pick(['mel', 'a', '"', 'kaffe']),
};

type Schema = TSchema & Readonly<Record<string, unknown>>;

/** Something of the schema's form, at its edges as often as in its middle. */
function fitting(schema: Schema, chance: Chance): unknown {
  const union = schema['anyOf'] as readonly Schema[] | undefined;
  if (union !== undefined) return fitting(chance.pick(union), chance);
  if ('const' in schema) return schema['const'];
  switch (schema['type']) {
    case 'object':
      return fittingObject(schema, chance);
    case 'array':
      return Array.from({ length: chance.int(0, Math.min(3, Number(schema['maxItems'] ?? 3))) }, () =>
        fitting(schema['items'] as Schema, chance),
      );
    case 'integer': {
      const [low, high] = [Number(schema['minimum'] ?? 0), Number(schema['maximum'] ?? 1_000)];
      return chance.pick([low, high, low + 1, chance.int(low, Math.min(high, low + 100_000))]);
    }
    case 'string':
      return fittingText(schema, chance);
    case 'boolean':
      return chance.happens(0.5);
    default:
      return null;
  }
}

function fittingText(schema: Schema, chance: Chance): string {
  // ISO 4217 keeps XTS for tests: well-formed, and no shop takes it.
  if (schema['pattern'] === '^[A-Z]{3}$') return chance.pick(['NOK', 'EUR', 'XTS']);
  const known = [
    'cash',
    'card',
    'eur',
    'voucher',
    'filter-coffee',
    'B1',
    '4011',
    'hostile-1',
    '__proto__',
    'constructor',
    'x'.repeat(Number(schema['maxLength'] ?? 40)),
    '\0\u{1f4a9}',
  ];
  return chance.pick(known).slice(0, Number(schema['maxLength'] ?? 400));
}

function fittingObject(schema: Schema, chance: Chance): Record<string, unknown> {
  const properties = schema['properties'] as Readonly<Record<string, Schema>>;
  const required = new Set((schema['required'] as readonly string[] | undefined) ?? []);
  const kept = Object.entries(properties).filter(([name]) => required.has(name) || chance.happens(0.5));
  return Object.fromEntries(
    kept.map(([name, each]) => [
      name,
      chance.happens(0.8) ? (meant[name]?.(chance) ?? fitting(each, chance)) : fitting(each, chance),
    ]),
  );
}

/** A body that is right, or wrong in one place. */
function body(schema: Schema, chance: Chance): unknown {
  const right = fittingObject(schema, chance);
  const names = Object.keys(right);
  switch (chance.int(0, 9)) {
    case 0:
      return anything(chance);
    case 1:
      return { ...right, [chance.pick(['extra', '__proto__', 'constructor', 'body'])]: anything(chance) };
    case 2:
      return names.length === 0 ? [] : { ...right, [chance.pick(names)]: anything(chance) };
    case 3:
      return Object.fromEntries(names.filter(() => chance.happens(0.7)).map((name) => [name, right[name]]));
    default:
      return right;
  }
}

/** What would end the session of the page that watches, or lock its user out. */
const left: ReadonlySet<string> = new Set(['log-in', 'log-out', 'clock-in', 'clock-out']);
const commands = Object.entries(commandSchemas).filter(([name]) => !left.has(name)) as unknown as [
  string,
  Schema,
][];
const queries = Object.entries(querySchemas) as unknown as [string, Schema][];

function id(chance: Chance): unknown {
  ids += 1;
  // One that is no text ends the link.
  if (chance.happens(0.005)) return anything(chance);
  return chance.happens(0.05)
    ? chance.pick(['constructor', 'hasOwnProperty', 'hostile-1', 'x'.repeat(64), 'x'.repeat(65)])
    : `hostile-${ids}`;
}

/** A command or query of a form that reaches the rules, or nearly. */
export function hostileRequest(chance: Chance): string {
  const asks = chance.happens(0.75);
  const [name, schema] = chance.pick(asks ? commands : queries);
  const approval = chance.happens(0.05)
    ? { approval: chance.happens(0.5) ? { user: 'nobody', pin: '1' } : anything(chance) }
    : {};
  const called = chance.happens(0.03) ? chance.pick(texts) : name;
  return JSON.stringify({
    t: asks ? 'command' : 'query',
    id: id(chance),
    name: called,
    body: body(schema, chance),
    ...approval,
  });
}

/** Something that is not even a frame, or one with its members wrong. */
export function hostileFrame(chance: Chance): string | Uint8Array {
  switch (chance.int(0, 9)) {
    case 0:
      return chance.bytes(chance.int(0, 300));
    case 1:
      return Buffer.from(chance.bytes(chance.int(1, 300))).toString('latin1');
    case 2:
      return '['.repeat(chance.int(1, 16_000));
    case 3: {
      const depth = chance.int(1, 2_000);
      return `${'{"body":'.repeat(depth)}1${'}'.repeat(depth)}`;
    }
    case 4:
      return hostileRequest(chance).slice(0, chance.int(0, 60));
    case 5:
      return `{"t":"command","id":"hostile-big","name":"open-drawer","body":{"reason":${chance.pick(['1e999', '-1e999', '0.1e-400', '00', '1'.repeat(400), 'NaN', '"\\ud800"', '"\\u0000"'])}}}`;
    case 6:
      return '{"__proto__":{"t":"ping"},"constructor":{"prototype":{"polluted":1}}}';
    case 7:
      return JSON.stringify({
        t: chance.pick(['hello', 'subscribe', 'ping', 'reply', 'view', '__proto__']),
        topic: anything(chance),
        protocol: anything(chance),
        page: anything(chance),
      });
    case 8:
      return 'x'.repeat(chance.pick([16_384, 16_385, 100_000]));
    default:
      return JSON.stringify(anything(chance));
  }
}
