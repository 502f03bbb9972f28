// The wire as a committed file: whoever changes a schema sees it in the diff. COUNTERTOP_UPDATE=1 writes the file anew.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { failures } from '../../src/protocol/failures.ts';
import { commandSchemas, querySchemas } from '../../src/protocol/commands.ts';
import {
  CommandFrame,
  frameBytesMax,
  HelloFrame,
  PingFrame,
  QueryFrame,
  SubscribeFrame,
} from '../../src/protocol/frames.ts';
import { protocolVersion } from '../../src/protocol/version.ts';
import { assert, suite } from '../kit.ts';

const file = join(import.meta.dirname, 'protocol.snapshot.json');

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}

const wire = {
  version: protocolVersion,
  frameBytesMax,
  frames: { HelloFrame, CommandFrame, QueryFrame, SubscribeFrame, PingFrame },
  commands: commandSchemas,
  queries: querySchemas,
  failures,
};

const test = suite('the wire');

test('is what the committed snapshot says', () => {
  const now = `${JSON.stringify(sorted(JSON.parse(JSON.stringify(wire))), null, 2)}\n`;
  if (process.env['COUNTERTOP_UPDATE'] === '1') writeFileSync(file, now);
  assert.ok(existsSync(file), 'no snapshot: run with COUNTERTOP_UPDATE=1');
  assert.is(readFileSync(file, 'utf8'), now);
});

test('knows no name twice', () => {
  const names = [...Object.keys(commandSchemas), ...Object.keys(querySchemas)];
  assert.is(new Set(names).size, names.length);
});
