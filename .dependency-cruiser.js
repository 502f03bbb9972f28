// The import walls of ARCHITECTURE.md, one rule for each arrow that must not be. Type imports count, `.svelte` is read too; what this
// tool cannot see (type-only imports inside .svelte) is ESLint's part. Proved rule by rule in appliance/test/walls/.
const src = '^appliance/src';
const rooms = '(till|self-checkout|kitchen|back-office)';
const testsOnly = '(\\.test\\.ts$|/contract\\.ts$)';
const hardwarePackages = '^node_modules/(node-hid|serialport|@serialport|usb|escpos[^/]*)(/|$)';

/** A wall: from one place, only these targets. `to` is the list of what is allowed. */
const only = (name, comment, from, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: testsOnly },
  to: { pathNot: allowed },
});

const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const arrows = [
  only('domain-is-pure', 'Domain imports nothing but itself: no Node, no package.', `${src}/domain/`, [
    `${src}/domain/`,
  ]),
  only('protocol-stands-on-domain', 'Protocol imports domain types and TypeBox.', `${src}/protocol/`, [
    `${src}/(protocol|domain)/`,
    '^node_modules/@sinclair/typebox/',
  ]),
  never(
    'protocol-takes-domain-types-only',
    'Rules live in the daemon: what crosses the wire takes only types from the domain, so no rule enters a page.',
    { path: `${src}/protocol/`, pathNot: testsOnly },
    { path: `${src}/domain/`, dependencyTypesNot: ['type-only'] },
  ),
  never(
    'ports-stand-on-domain',
    'A port is a contract; it never knows who implements it.',
    { path: `${src}/platform/ports/` },
    { pathNot: `${src}/(platform/ports|domain)/` },
  ),
  never(
    'platform-knows-no-room',
    'The platform serves every room, so it knows none, and no device.',
    { path: `${src}/platform/`, pathNot: testsOnly },
    {
      path: `${src}/(till|self-checkout|kitchen|back-office|sync|journal|devices|simulators|cli|demo|replay)/`,
    },
  ),
  never(
    'journal-knows-no-room',
    'The chain is the same for whoever keeps one: a till, the office, a third party who checks an export.',
    { path: `${src}/journal/`, pathNot: testsOnly },
    { path: `${src}/(till|self-checkout|kitchen|back-office|sync|devices|simulators|cli|demo|replay)/` },
  ),
  never(
    'devices-know-no-shop',
    'A driver speaks bytes and value types: no room, no protocol, and of the platform only ports and faults.',
    { path: `${src}/devices/`, pathNot: testsOnly },
    { path: `${src}/`, pathNot: `${src}/(devices/|domain/|platform/ports/|platform/fault\\.ts$)` },
  ),
  never(
    'drivers-are-strangers',
    'Two device models never import each other; what they share is a transport or the port of their kind.',
    { path: `${src}/devices/([^/]+)/([^/]+)/`, pathNot: [testsOnly, `${src}/devices/(transport|registry)/`] },
    { path: `${src}/devices/([^/]+)/([^/]+)/`, pathNot: `${src}/devices/($1/$2|transport|registry)/` },
  ),
  never(
    'kinds-are-strangers',
    'A kind of device does not know another kind.',
    { path: `${src}/devices/([^/]+)/`, pathNot: [testsOnly, `${src}/devices/(transport|registry)/`] },
    { path: `${src}/devices/([^/]+)/`, pathNot: `${src}/devices/($1|transport|registry)/` },
  ),
  never(
    'sync-knows-no-room',
    'Both ends of the sync protocol stand below the rooms.',
    { path: `${src}/sync/`, pathNot: testsOnly },
    { path: `${src}/(till|self-checkout|kitchen|back-office|devices|simulators|cli|demo|replay)/` },
  ),
  never(
    'rooms-are-strangers',
    'Rooms meet in the journal, in protocol types and in main; they do not import each other.',
    { path: `${src}/${rooms}/`, pathNot: testsOnly },
    { path: `${src}/${rooms}/`, pathNot: `${src}/$1/` },
  ),
  never(
    'rooms-know-no-driver',
    'A room speaks to the port of a kind, never to a model.',
    { path: `${src}/${rooms}/`, pathNot: testsOnly },
    { path: `${src}/devices/[^/]+/[^/]+/`, pathNot: `${src}/devices/(transport|registry)/` },
  ),
  never(
    'nobody-imports-main',
    'main.ts, daemon.ts and its parts in daemon/ build a box; nothing they build imports them. The command line starts what they build.',
    { path: src, pathNot: [testsOnly, `${src}/(cli|daemon)/`, `${src}/(main|daemon)\\.ts$`] },
    { path: `${src}/((main|daemon)\\.ts$|daemon/)` },
  ),
  never(
    'programs-stand-alone',
    'The command line, the simulators, the replay and the demo shop are at the top: no room builds on them.',
    {
      path: `${src}/`,
      pathNot: [testsOnly, `${src}/(cli|daemon|simulators|demo|replay)/`, `${src}/(main|daemon)\\.ts$`],
    },
    { path: `${src}/(cli|simulators|demo|replay)/` },
  ),
];

const fences = [
  never(
    'no-simulator-in-the-product',
    'A simulated device is an address in the configuration, never an import: only the simulator program holds simulators.',
    {
      path: `${src}/`,
      pathNot: [testsOnly, `${src}/simulators/`, `${src}/devices/.*/simulator(\\.ts$|/)`],
    },
    { path: `${src}/.*/simulator(\\.ts$|/)` },
  ),
  never(
    'no-test-in-the-product',
    'Product code never imports a test, the kit or a bench.',
    { path: ['^appliance/src/', '^ui/src/'], pathNot: testsOnly },
    { path: [testsOnly, '^appliance/(test|bench)/', '^ui/e2e/'] },
  ),
  never(
    'sqlite-only-in-platform-database',
    'Everything else speaks to the Database port: one writer, one place that knows the package.',
    { path: '^(appliance|ui)/', pathNot: ['^appliance/src/platform/database/', '^appliance/bench/'] },
    { path: '^node_modules/sqlite3(/|$)' },
  ),
  never(
    'hardware-only-in-devices',
    'Native add-ons stay behind the transports, so that everything builds and is tested without them.',
    { path: '^(appliance|ui)/', pathNot: '^appliance/src/devices/' },
    { path: hardwarePackages },
  ),
  never(
    'ui-takes-the-protocol-only',
    'From the daemon, a page takes @countertop/appliance/protocol and nothing else.',
    { path: '^ui/src/', pathNot: testsOnly },
    { path: '^appliance/', pathNot: '^appliance/src/protocol/index\\.ts$' },
  ),
  never(
    'daemon-knows-no-page',
    'The daemon serves the built pages as files and imports none of their source.',
    { path: '^appliance/src/' },
    { path: '^ui/' },
  ),
  never(
    'ui-parts-know-no-area',
    'Parts know no word of the shop: they stand on tokens, texts and other parts.',
    { path: '^ui/src/lib/parts/', pathNot: testsOnly },
    { path: '^ui/src/(lib/(areas|screens|link)|routes)/' },
  ),
  never(
    'ui-areas-know-no-screen',
    'Screens are put together from areas, never the other way round.',
    { path: '^ui/src/lib/', pathNot: ['^ui/src/lib/screens/', testsOnly] },
    { path: '^ui/src/(lib/screens|routes)/' },
  ),
];

const hygiene = [
  never(
    'no-circular',
    'A ring, even of types, means that a third thing wants a name.',
    {},
    { circular: true },
  ),
  never(
    'no-own-index',
    'A file never imports the index of its own folder: that is where rings begin.',
    { path: '^(.+)/[^/]+$' },
    { path: '^$1/index\\.ts$' },
  ),
  {
    name: 'no-orphans',
    comment: 'A file nobody imports and that is no entry is left over.',
    severity: 'error',
    from: {
      orphan: true,
      pathNot: [
        testsOnly,
        '\\.d\\.ts$',
        '^ui/src/routes/',
        '^ui/src/(app|hooks|service-worker)',
        '^ui/[^/]+\\.(js|ts)$',
        '^appliance/[^/]+\\.ts$',
        '^appliance/(test|bench)/',
        // Put in the place of the file without the word by a build (`appliance/build-profile.ts`).
        '\\.norway\\.ts$',
      ],
    },
    to: {},
  },
  never(
    'not-to-dev-dep',
    'What the daemon needs at work is a dependency of the daemon.',
    { path: src, pathNot: testsOnly },
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  ),
  never(
    'not-to-unresolvable',
    'An import that leads nowhere.',
    {},
    { couldNotResolve: true, pathNot: '^\\$(app|env|service-worker)(/|$)' },
  ),
  never(
    'vetted-licences',
    'Licences that may be shipped with an Apache-2.0 product. Transitive ones are read from the lock file by the tidy test.',
    {},
    {
      dependencyTypes: ['npm', 'npm-dev', 'npm-optional'],
      licenseNot:
        'MIT|Apache-2\\.0|BSD-[23]-Clause|ISC|MPL-2\\.0|0BSD|BlueOak-1\\.0\\.0|CC0-1\\.0|Unlicense|OFL-1\\.1',
      // Its package.json names none; the LICENSE file beside it is MIT.
      pathNot: '^node_modules/systemd-notify/',
    },
  ),
];

export default {
  forbidden: [...arrows, ...fences, ...hygiene],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['/fixtures/', '\\.svelte-kit/', '/(dist|build)/'] },
    tsPreCompilationDeps: true,
    extraExtensionsToScan: [],
    tsConfig: { fileName: 'appliance/test/walls/tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'node', 'default'],
      extensions: ['.ts', '.js', '.svelte', '.svelte.ts', '.d.ts', '.json'],
      mainFields: ['module', 'main', 'types'],
    },
    skipAnalysisNotInRules: true,
    cache: { folder: 'node_modules/.cache/dependency-cruiser', strategy: 'content' },
  },
};
