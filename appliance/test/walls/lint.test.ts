// The walls that ESLint holds, proved with the checkout's own configuration: each wrong text must break its rule, each right one none.
// This net sees what dependency-cruiser cannot: type-only imports inside `.svelte`, and clock or chance used directly.
import { join } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { assert, repositoryRoot, suite } from '../kit.ts';
import { areasMax } from './area-limit.js';

const test = suite('walls: eslint');
const imports = '@typescript-eslint/no-restricted-imports';

const configuration = (await import(join(repositoryRoot, 'eslint.config.js'))) as { default: object[] };
const eslint = new ESLint({
  cwd: repositoryRoot,
  overrideConfigFile: true,
  // The texts below are no files, so the rules that ask the compiler are left out; the walls do not.
  overrideConfig: [...configuration.default, { ...tseslint.configs.disableTypeChecked }] as never,
});

async function broken(path: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: join(repositoryRoot, path) });
  return [...new Set(result?.messages.map((message) => message.ruleId ?? message.message))];
}

const svelte = (script: string): string => `<script lang="ts">\n${script}\n</script>\n`;
const use = (specifier: string): string => `import { x } from '${specifier}';\nexport const y = x;\n`;
const useType = (specifier: string): string => `import type { X } from '${specifier}';\nexport type Y = X;\n`;
const src = 'appliance/src';

const wrong: readonly (readonly [rule: string, path: string, text: string])[] = [
  [imports, 'ui/src/lib/areas/pay/Due.svelte', svelte(useType('@countertop/appliance/src/domain/money.ts'))],
  [
    imports,
    'ui/src/lib/areas/pay/Due.svelte',
    svelte(useType('../../../../../appliance/src/domain/money.ts')),
  ],
  [
    imports,
    'ui/src/lib/areas/pay/Due.svelte',
    svelte(useType('../../../../../appliance/src/protocol/index.ts')),
  ],
  [imports, 'ui/src/lib/link/socket.ts', use('@countertop/appliance')],
  [imports, 'ui/src/lib/link/socket.ts', use('@countertop/appliance/protocol/deep')],
  [imports, 'ui/src/lib/parts/Key.svelte', svelte(useType('$lib/areas/pay/due.ts'))],
  [imports, 'ui/src/lib/parts/key.ts', useType('../link/socket.ts')],
  [imports, 'ui/src/lib/areas/pay/Due.svelte', svelte(useType('../../screens/till.ts'))],
  [imports, `${src}/domain/tab/tab.ts`, use('node:crypto')],
  [imports, `${src}/domain/tab/tab.ts`, useType('fastify')],
  [imports, `${src}/domain/tab/tab.ts`, useType('../../protocol/views.ts')],
  [imports, `${src}/domain/tab/tab.ts`, use('../../platform/clock.ts')],
  [imports, `${src}/protocol/views.ts`, use('../domain/money.ts')],
  [imports, `${src}/protocol/views.ts`, use('node:fs')],
  [imports, `${src}/protocol/views.ts`, useType('../platform/http.ts')],
  [imports, `${src}/till/store.ts`, use('sqlite3')],
  [imports, `${src}/platform/http.ts`, use('sqlite3')],
  [imports, `${src}/devices/scale/acme/driver.ts`, use('sqlite3')],
  [imports, `${src}/till/print.ts`, use('escpos')],
  [imports, `${src}/platform/usb.ts`, use('node-hid')],
  [imports, `${src}/platform/database/open.ts`, use('serialport')],
  [imports, `${src}/till/sell.ts`, use('node:timers/promises')],
  [imports, `${src}/devices/scale/acme/driver.ts`, use('node:timers')],
  [imports, `${src}/till/sell.ts`, use('./utils.ts')],
  [imports, `${src}/till/sell.ts`, use('../common/text.ts')],
  [imports, `${src}/till/sell.ts`, use('./refund.test.ts')],
  [imports, `${src}/till/sell.ts`, use('../../test/kit.ts')],
  ['no-restricted-properties', `${src}/till/sell.ts`, 'export const now = Date.now();\n'],
  ['no-restricted-properties', `${src}/domain/tab/tab.ts`, 'export const chance = Math.random();\n'],
  ['no-restricted-properties', `${src}/devices/scale/acme/driver.ts`, 'export const t = process.hrtime();\n'],
  ['no-restricted-globals', `${src}/devices/scale/acme/driver.ts`, 'setTimeout(() => {}, 5);\n'],
  ['no-restricted-globals', `${src}/platform/http.ts`, 'export const t = setInterval(() => {}, 5);\n'],
  ['no-restricted-globals', `${src}/platform/http.ts`, 'export const t = performance.now();\n'],
  ['no-restricted-syntax', `${src}/till/sell.ts`, 'export const now = new Date();\n'],
  ['no-restricted-syntax', `${src}/till/sell.ts`, 'export default 1;\n'],
  ['max-lines', `${src}/till/sell.ts`, 'export {};\n'.repeat(401)],
  [
    'max-lines-per-function',
    `${src}/till/sell.ts`,
    `export function long(): number {\n${'  // eslint\n  long();\n'.repeat(71)}  return 1;\n}\n`,
  ],
  ['@typescript-eslint/no-explicit-any', `${src}/till/sell.ts`, 'export const x: any = 1;\n'],
  ['@typescript-eslint/no-non-null-assertion', `${src}/till/sell.ts`, 'export const x = [1][0]!;\n'],
  ['svelte/button-has-type', 'ui/src/lib/parts/Key.svelte', '<button>1</button>\n'],
  ['svelte/require-each-key', 'ui/src/lib/parts/Keys.svelte', '{#each [1, 2] as key}{key}{/each}\n'],
  ['svelte/no-at-html-tags', 'ui/src/lib/parts/Raw.svelte', '{@html "x"}\n'],
  [
    'countertop/area-limit',
    'ui/src/lib/areas/pay/due.ts',
    Array.from({ length: areasMax + 1 }, (_none, i) => `import '../area${String(i)}/x.ts';\n`).join(''),
  ],
  [
    'countertop/area-limit',
    'ui/src/lib/areas/pay/Due.svelte',
    svelte(
      `import type {} from '$lib/areas/basket/b.ts';\nimport type {} from '../tickets/t.ts';\nimport type {} from '$lib/areas/shift/s.ts';`,
    ),
  ],
];

for (const [rule, path, text] of wrong) {
  test(`${rule} in ${path}: ${text.slice(0, 60).replaceAll('\n', ' ')}`, async () => {
    const names = await broken(path, text);
    assert.ok(names.includes(rule), `broke ${names.join(', ') || 'nothing'} instead`);
  });
}

const right: readonly (readonly [path: string, text: string])[] = [
  ['ui/src/lib/link/socket.ts', useType('@countertop/appliance/protocol')],
  [
    'ui/src/lib/areas/pay/Due.svelte',
    svelte(
      "import type { View } from '@countertop/appliance/protocol';\nlet { view }: { view: View } = $props();",
    ) + '{view}\n',
  ],
  [
    'ui/src/lib/areas/pay/due.ts',
    "import '../basket/b.ts';\nimport './own.ts';\nimport '$lib/areas/shift/s.ts';\nimport '$lib/parts/x.ts';\n",
  ],
  [`${src}/domain/tab/tab.ts`, use('../money/money.ts') + "import '../kitchen/ticket.ts';\n"],
  [`${src}/protocol/index.ts`, useType('./simulators.ts')],
  [
    `${src}/protocol/views.ts`,
    useType('../domain/money/money.ts') +
      "import { Type } from '@sinclair/typebox';\nexport const z = Type;\n",
  ],
  [`${src}/platform/database/open.ts`, use('sqlite3')],
  [`${src}/devices/printer/acme/driver.ts`, use('escpos')],
  [`${src}/platform/clock/system-clock.ts`, 'export const now = (): number => Date.now();\n'],
  [`${src}/till/sell.ts`, 'export const at = new Date(0);\n'],
  [`${src}/till/sell.test.ts`, use('sqlite3') + 'setTimeout(() => {}, 1);\n'],
];

for (const [path, text] of right) {
  test(`nothing to say about ${path}: ${text.slice(0, 60).replaceAll('\n', ' ')}`, async () => {
    assert.equal(await broken(path, text), []);
  });
}

test('an eslint-disable that silences nothing is reported', async () => {
  const names = await broken(
    `${src}/till/sell.ts`,
    '// eslint-disable-next-line no-restricted-globals -- left over\nexport const x = 1;\n',
  );
  assert.match(names.join(), /Unused eslint-disable/);
});
