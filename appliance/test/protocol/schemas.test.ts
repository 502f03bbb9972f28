// Every schema of the wire and of the office's records, found in its file: the validator takes it; what people and pages send knows its
// members and its limits. The feed is left out there: an older box must take what a newer office adds, and its frames are bounded.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Kind, type TSchema } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import { commandSchemas, querySchemas } from '../../src/protocol/commands.ts';
import { kinds } from '../../src/protocol/office/kinds.ts';
import { assert, suite } from '../kit.ts';

const folder = join(import.meta.dirname, '../../src/protocol');

async function schemas(): Promise<ReadonlyMap<string, TSchema>> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  const found = new Map<string, TSchema>();
  for (const file of files) {
    const content = (await import(pathToFileURL(join(folder, file)).href)) as Record<string, unknown>;
    for (const [name, value] of Object.entries(content)) {
      if (typeof value === 'object' && value !== null && Kind in value)
        found.set(`${file} ${name}`, value as TSchema);
    }
  }
  return found;
}

/** Paths of parts without a limit. */
function endless(schema: TSchema, path: string): string[] {
  const parts = schema as unknown as Record<string, TSchema | TSchema[] | undefined>;
  const has = (...words: string[]): boolean => words.some((word) => parts[word] !== undefined);
  const within = [
    ...Object.entries((schema['properties'] ?? {}) as Record<string, TSchema>),
    ...Object.entries((schema['patternProperties'] ?? {}) as Record<string, TSchema>),
    ...[parts['anyOf'] ?? []].flat().map((each, index) => [String(index), each] as const),
    ...(has('items') ? ([['[]', parts['items'] as TSchema]] as const) : []),
  ];
  const here =
    (schema['type'] === 'string' && !has('maxLength', 'pattern', 'const', 'enum', 'format')) ||
    (schema['type'] === 'array' && !has('maxItems')) ||
    (schema['type'] === 'integer' && !has('minimum')) ||
    (schema['type'] === 'object' && schema['additionalProperties'] !== false);
  return [...(here ? [path] : []), ...within.flatMap(([name, each]) => endless(each, `${path}.${name}`))];
}

const test = suite('schemas of the wire');

test('each is one that the validator takes, and no word passes for it', async () => {
  const all = await schemas();
  const any = [...all].filter(([, schema]) =>
    TypeCompiler.Compile(schema).Check(Symbol('no word of the wire')),
  );
  assert.equal(
    any.map(([name]) => name),
    [],
  );
  assert.ok(all.size > 100, `only ${String(all.size)} found`);
});

test('nothing that is sent is without a limit', () => {
  const sent = [
    ...Object.entries(commandSchemas),
    ...Object.entries(querySchemas),
    ...Object.entries(kinds).map(([name, { schema }]) => [name, schema] as const),
  ];
  assert.equal(
    sent.flatMap(([name, schema]) => endless(schema as TSchema, name)),
    [],
  );
});
