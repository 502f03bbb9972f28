// The import walls, proved: for each rule of .dependency-cruiser.js a small tree with one deliberately wrong import must break exactly
// that rule, and a rule without such a tree fails. The trees live only here, as paths and their text.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { assert, repositoryRoot, suite, tempDir } from '../kit.ts';

const test = suite('walls: dependency-cruiser');

type Tree = Readonly<Record<string, string>>;
interface Rule {
  readonly name: string;
}

const config = (await import(join(repositoryRoot, '.dependency-cruiser.js'))) as {
  default: { forbidden: Rule[]; options: object };
};

/** A package in the tree's own node_modules; MIT unless told. */
const installed = (name: string, licence = 'MIT'): Tree => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({
    name,
    version: '1.0.0',
    main: 'index.js',
    license: licence,
  }),
  [`node_modules/${name}/index.js`]: 'module.exports = {};',
});
const packageJson = (kind: 'dependencies' | 'devDependencies', ...names: string[]): Tree => ({
  'package.json': JSON.stringify({
    name: 'tree',
    type: 'module',
    [kind]: Object.fromEntries(names.map((name) => [name, '1.0.0'])),
  }),
});
const a = 'appliance/src';
/** A file that imports `to` (relative to the tree), and that file. */
const arrow = (from: string, to: string, how = 'import { x } from'): Tree => ({
  [to]: 'export const x = 1;\nexport type X = number;\n',
  [from]: `${how} '${relative(from, to)}';\nexport type Y = typeof x;\n`,
});
const typeArrow = (from: string, to: string): Tree => ({
  [to]: 'export interface X { a: 1 }\n',
  [from]: `import type { X } from '${relative(from, to)}';\nexport type Y = X;\n`,
});
const packageArrow = (from: string, name: string): Tree => ({
  ...installed(name),
  ...packageJson('dependencies', name),
  [from]: `import x from '${name}';\nexport const y = x;\n`,
});

/** What a compiled component imports. */
const svelteRuntime: Tree = Object.fromEntries(
  ['internal', 'internal/client', 'internal/disclose-version', 'internal/flags/legacy'].map((part) => [
    `node_modules/svelte/${part}/index.js`,
    'export {};',
  ]),
);

function relative(from: string, to: string): string {
  return `${'../'.repeat(dirname(from).split('/').length)}${to}`;
}

const wrong: readonly (readonly [rule: string, tree: Tree])[] = [
  [
    'domain-is-pure',
    { [`${a}/domain/tab.ts`]: `import { readFileSync } from 'node:fs';\nexport const y = readFileSync;\n` },
  ],
  ['domain-is-pure', packageArrow(`${a}/domain/tab.ts`, 'uuid')],
  ['domain-is-pure', typeArrow(`${a}/domain/tab.ts`, `${a}/protocol/views.ts`)],
  ['protocol-stands-on-domain', typeArrow(`${a}/protocol/views.ts`, `${a}/platform/http.ts`)],
  ['protocol-takes-domain-types-only', arrow(`${a}/protocol/views.ts`, `${a}/domain/money.ts`)],
  ['ports-stand-on-domain', typeArrow(`${a}/platform/ports/clock.ts`, `${a}/platform/clock.ts`)],
  ['platform-knows-no-room', arrow(`${a}/platform/http.ts`, `${a}/till/sell.ts`)],
  ['platform-knows-no-room', typeArrow(`${a}/platform/http.ts`, `${a}/devices/device.ts`)],
  ['devices-know-no-shop', arrow(`${a}/devices/scale/acme/driver.ts`, `${a}/platform/config.ts`)],
  ['devices-know-no-shop', typeArrow(`${a}/devices/scale/acme/driver.ts`, `${a}/protocol/views.ts`)],
  ['drivers-are-strangers', arrow(`${a}/devices/scale/acme/driver.ts`, `${a}/devices/scale/other/codec.ts`)],
  [
    'drivers-are-strangers',
    typeArrow(`${a}/devices/scale/acme/driver.ts`, `${a}/devices/scale/other/codec.ts`),
  ],
  ['kinds-are-strangers', arrow(`${a}/devices/scale/index.ts`, `${a}/devices/printer/port.ts`)],
  ['journal-knows-no-room', arrow(`${a}/journal/chain.ts`, `${a}/till/sell.ts`)],
  ['sync-knows-no-room', arrow(`${a}/sync/up.ts`, `${a}/till/sell.ts`)],
  ['rooms-are-strangers', arrow(`${a}/kitchen/tickets.ts`, `${a}/till/sell.ts`)],
  ['rooms-are-strangers', typeArrow(`${a}/till/sell.ts`, `${a}/back-office/stock.ts`)],
  ['rooms-know-no-driver', arrow(`${a}/till/print.ts`, `${a}/devices/printer/acme/driver.ts`)],
  ['nobody-imports-main', arrow(`${a}/till/sell.ts`, `${a}/main.ts`)],
  ['nobody-imports-main', arrow(`${a}/sync/up.ts`, `${a}/daemon.ts`)],
  ['nobody-imports-main', arrow(`${a}/sync/up.ts`, `${a}/daemon/till-part.ts`)],
  ['programs-stand-alone', arrow(`${a}/till/sell.ts`, `${a}/cli/doctor.ts`)],
  ['programs-stand-alone', arrow(`${a}/till/sell.ts`, `${a}/demo/shop.ts`)],
  [
    'no-simulator-in-the-product',
    arrow(`${a}/devices/scale/acme/driver.ts`, `${a}/devices/scale/acme/simulator.ts`),
  ],
  ['no-test-in-the-product', arrow(`${a}/till/sell.ts`, `${a}/till/refund.test.ts`)],
  ['no-test-in-the-product', arrow(`${a}/till/sell.ts`, 'appliance/test/kit.ts')],
  ['sqlite-only-in-platform-database', packageArrow(`${a}/till/store.ts`, 'sqlite3')],
  ['sqlite-only-in-platform-database', packageArrow(`${a}/platform/http.ts`, 'sqlite3')],
  ['hardware-only-in-devices', packageArrow(`${a}/till/print.ts`, 'escpos')],
  ['hardware-only-in-devices', packageArrow(`${a}/platform/usb.ts`, 'node-hid')],
  ['ui-takes-the-protocol-only', arrow('ui/src/lib/link/socket.ts', `${a}/domain/money.ts`)],
  ['ui-takes-the-protocol-only', typeArrow('ui/src/lib/link/socket.ts', `${a}/protocol/views.ts`)],
  [
    'ui-takes-the-protocol-only',
    {
      ...svelteRuntime,
      [`${a}/domain/money.ts`]: 'export const x = 1;\n',
      'ui/src/routes/+page.svelte': `<script lang="ts">import { x } from '../../../${a}/domain/money.ts'; const y = x;</script>{y}`,
    },
  ],
  ['daemon-knows-no-page', arrow(`${a}/platform/http.ts`, 'ui/src/lib/parts/money.ts')],
  ['ui-parts-know-no-area', arrow('ui/src/lib/parts/button.ts', 'ui/src/lib/areas/pay/due.ts')],
  ['ui-areas-know-no-screen', arrow('ui/src/lib/areas/pay/due.ts', 'ui/src/lib/screens/till.ts')],
  [
    'no-circular',
    {
      [`${a}/domain/a.ts`]: `import type { B } from './b.ts';\nexport interface A { b: B }\n`,
      [`${a}/domain/b.ts`]: `import type { A } from './a.ts';\nexport interface B { a: A }\n`,
    },
  ],
  ['no-own-index', arrow(`${a}/till/sell.ts`, `${a}/till/index.ts`)],
  ['no-orphans', { [`${a}/till/left-over.ts`]: 'export const x = 1;\n' }],
  [
    'not-to-dev-dep',
    { ...packageArrow(`${a}/platform/log.ts`, 'pino'), ...packageJson('devDependencies', 'pino') },
  ],
  ['not-to-unresolvable', { [`${a}/till/sell.ts`]: `import { x } from './gone.ts';\nexport const y = x;\n` }],
  ['vetted-licences', { ...packageArrow(`${a}/platform/log.ts`, 'pino'), ...installed('pino', 'GPL-3.0') }],
];

async function broken(tree: Tree): Promise<Set<string>> {
  const root = tempDir('walls');
  for (const [path, text] of Object.entries({ ...packageJson('dependencies'), ...tree })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const folders = ['appliance', 'ui'].filter((folder) =>
    Object.keys(tree).some((path) => path.startsWith(folder)),
  );
  const { options, forbidden } = config.default;
  const result = await cruise(folders, {
    ...options,
    cache: false,
    baseDir: root,
    validate: true,
    ruleSet: { forbidden },
  } as Parameters<typeof cruise>[1]);
  return new Set((result.output as ICruiseResult).summary.violations.map((violation) => violation.rule.name));
}

for (const [rule, tree] of wrong) {
  test(`${rule}: ${Object.keys(tree).join(', ')}`, async () => {
    const names = await broken(tree);
    assert.ok(names.has(rule), `broke ${[...names].join(', ') || 'nothing'} instead`);
    names.delete(rule);
    assert.equal([...names], []);
  });
}

test('a tree that keeps to the arrows breaks nothing', async () => {
  const names = await broken({
    ...svelteRuntime,
    ...packageArrow(`${a}/platform/database/open.ts`, 'sqlite3'),
    [`${a}/domain/money.ts`]: 'export interface Money { minor: number }\nexport const x = 1;\n',
    [`${a}/protocol/index.ts`]: `import type { Money } from '../domain/money.ts';\nexport type View = Money;\n`,
    [`${a}/till/sell.ts`]: `import { x } from '../domain/money.ts';\nimport '../platform/database/open.ts';\nexport const y = x;\n`,
    [`${a}/till/sell.test.ts`]: `import './sell.ts';\nimport '../devices/scale/acme/simulator.ts';\n`,
    [`${a}/devices/scale/acme/simulator.ts`]: `import './codec.ts';\n`,
    [`${a}/devices/scale/acme/codec.ts`]: `import { x } from '../../../domain/money.ts';\nexport const y = x;\n`,
    [`${a}/main.ts`]: `import './till/sell.ts';\n`,
    'ui/src/lib/link/socket.ts': `import type { View } from '../../../../${a}/protocol/index.ts';\nexport type V = View;\n`,
    'ui/src/routes/+page.svelte': `<script lang="ts">import '../lib/link/socket.ts';</script>`,
  });
  assert.equal([...names], []);
});

test('every rule is proved by a wrong import', () => {
  const proved = new Set(wrong.map(([rule]) => rule));
  assert.equal(
    config.default.forbidden.map((rule) => rule.name).filter((name) => !proved.has(name)),
    [],
  );
});
