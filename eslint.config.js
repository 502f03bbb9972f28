// ESLint for the whole checkout: typescript-eslint's strictest type-aware set, Svelte's own rules, the size limits of the house,
// and the walls that only a reader of source can hold (type-only imports inside .svelte, clock and chance used directly).
// Each wall is proved by a deliberately wrong file in appliance/test/walls/.
import globals from 'globals';
import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';
import { areaLimit } from './appliance/test/walls/area-limit.js';

/** One forbidden import: a regular expression over the specifier, and the sentence that says what to do instead. */
const forbid = (regex, message, extra = {}) => ({ regex, message, ...extra });

const walls = {
  sqlite: forbid(
    '^sqlite3$',
    'sqlite3 is reached through the Database port; only platform/database imports it.',
  ),
  hardware: forbid(
    '^(node-hid|serialport|@serialport/.*|usb|escpos.*)$',
    'Hardware packages are imported in devices/ only; everything else speaks to a port.',
  ),
  timers: forbid('^(node:)?timers(/promises)?$', 'Time is a port: take a Clock (platform/ports/clock.ts).'),
  vagueNames: forbid(
    '(^|/)(utils?|helpers?|common|misc)(\\.[a-z.]+|/.*)?$',
    'Name the concept; it lives with its owner (CONTRIBUTING.md).',
  ),
  tests: forbid('\\.test\\.ts$|/test/|/e2e/', 'Product code never imports a test.'),
  domainOnly: forbid('^(?!\\.\\.?/)', 'The domain imports nothing but itself: no package, nothing of Node.'),
  domainLeaves: forbid(
    '^(\\.\\./){2,}(protocol|platform|devices|till|self-checkout|kitchen|sync|journal|back-office|cli|simulators|demo|replay|main|daemon)(/|\\.ts$)',
    'The domain imports nothing but itself.',
  ),
  protocolPackages: forbid(
    '^(?!\\.\\.?/|@sinclair/typebox)',
    'The protocol imports TypeBox and types of the domain.',
  ),
  protocolDomain: forbid('(^|/)domain/', 'The protocol takes types only from the domain: `import type`.', {
    allowTypeImports: true,
  }),
  protocolLeaves: forbid(
    '^(\\.\\./)+(platform|devices|till|self-checkout|kitchen|sync|journal|back-office|cli|simulators|demo|replay|main|daemon)(/|\\.ts$)',
    'The protocol imports TypeBox and types of the domain.',
  ),
  daemonFromUi: forbid(
    '^\\.\\.?/(.*/)?appliance/|^@countertop/appliance(?!/protocol$)',
    'The UI takes @countertop/appliance/protocol from the daemon, and nothing else.',
  ),
  shopFromParts: forbid(
    '(^\\$lib|/)(areas|screens|link|routes)/',
    'Parts know no word of the shop: they stand on tokens, texts and other parts.',
  ),
  screensFromAreas: forbid(
    '(^\\$lib|/)(screens|routes)/',
    'Screens are put together from areas, not the other way round.',
  ),
};

const imports = (...patterns) => ({
  'no-restricted-imports': 'off',
  '@typescript-eslint/no-restricted-imports': ['error', { patterns }],
});

const timePort = 'Time is a port: take a Clock (platform/ports/clock.ts).';
const clockAndChance = {
  'no-restricted-globals': [
    'error',
    ...['setTimeout', 'setInterval', 'setImmediate'].map((name) => ({ name, message: timePort })),
    { name: 'performance', message: timePort },
  ],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: timePort },
    { object: 'process', property: 'hrtime', message: timePort },
    { object: 'Math', property: 'random', message: 'Chance is a port: take a Randomness.' },
    { object: 'crypto', property: 'randomUUID', message: 'Ids are a port: take an Ids.' },
  ],
};

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Named exports only: one name for a thing, everywhere.',
};
const noBareDate = {
  selector: "NewExpression[callee.name='Date'][arguments.length=0]",
  message: timePort,
};

const strict = {
  'max-lines': ['error', { max: 400 }],
  'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
  'max-params': 'off',
  '@typescript-eslint/max-params': ['error', { max: 3, countVoidThis: false }],
  complexity: ['error', { max: 15, variant: 'modified' }],
  eqeqeq: 'error',
  'no-restricted-syntax': ['error', noDefaultExport],
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    {
      allowDefaultCaseForExhaustiveSwitch: false,
      considerDefaultExhaustiveForUnions: true,
      requireDefaultForNonUnion: true,
    },
  ],
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/no-confusing-void-expression': [
    'error',
    { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
  ],
  '@typescript-eslint/no-unused-vars': [
    'error',
    {
      argsIgnorePattern: '^_',
      varsIgnorePattern: '^_',
      destructuredArrayIgnorePattern: '^_',
      ignoreRestSiblings: true,
    },
  ],
  // A merge patch names what it deletes.
  '@typescript-eslint/no-dynamic-delete': 'off',
  '@typescript-eslint/no-invalid-void-type': ['error', { allowAsThisParameter: true }],
  // Digits and codes are ASCII; taking a string apart by `[...text]` is what is meant.
  '@typescript-eslint/no-misused-spread': ['error', { allow: [{ from: 'lib', name: 'string' }] }],
  // Money is a branded number, which this rule takes for something else.
  '@typescript-eslint/no-unsafe-unary-minus': 'off',
  // A port's method is async by its contract even where one implementation has nothing to wait for.
  '@typescript-eslint/require-await': 'off',
};

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      '**/build/',
      'coverage/',
      'ui/.svelte-kit/',
      '.data/',
      '.cache/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.svelte'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      globals: globals.node,
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: strict,
  },

  // The daemon.
  {
    files: ['appliance/src/**/*.ts'],
    rules: {
      ...clockAndChance,
      ...imports(walls.sqlite, walls.hardware, walls.timers, walls.vagueNames, walls.tests),
      'no-restricted-syntax': ['error', noDefaultExport, noBareDate],
    },
  },
  {
    files: ['appliance/src/devices/**/*.ts'],
    rules: imports(walls.sqlite, walls.timers, walls.vagueNames, walls.tests),
  },
  {
    files: ['appliance/src/platform/database/**/*.ts'],
    rules: imports(walls.hardware, walls.timers, walls.vagueNames, walls.tests),
  },
  {
    files: ['appliance/src/domain/**/*.ts'],
    rules: imports(walls.domainOnly, walls.domainLeaves, walls.vagueNames, walls.tests),
  },
  {
    files: ['appliance/src/protocol/**/*.ts'],
    rules: imports(
      walls.protocolPackages,
      walls.protocolDomain,
      walls.protocolLeaves,
      walls.vagueNames,
      walls.tests,
    ),
  },
  // Where time, ids and chance come from: the implementations of the ports.
  {
    files: ['appliance/src/platform/{clock,ids,randomness}/**/*.ts'],
    rules: {
      'no-restricted-globals': 'off',
      'no-restricted-properties': 'off',
      'no-restricted-syntax': ['error', noDefaultExport],
      ...imports(walls.sqlite, walls.hardware, walls.vagueNames, walls.tests),
    },
  },

  // The pages.
  { files: ['ui/**/*.svelte', 'ui/**/*.svelte.ts'], extends: [svelte.configs.recommended] },
  {
    files: ['ui/**/*.svelte', 'ui/**/*.svelte.ts'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: tseslint.parser },
    },
    rules: {
      'svelte/no-unused-props': 'error',
      'svelte/button-has-type': 'error',
      'svelte/require-each-key': 'error',
      'svelte/no-at-html-tags': 'error',
      'svelte/no-target-blank': 'error',
      // One SvelteKit base path, one origin: plain links are what a kiosk page wants.
      'svelte/no-navigation-without-resolve': 'off',
      // A Date or Map that is made, read and left is no state.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    files: ['ui/**/*.svelte'],
    rules: {
      // svelte-check sees these with the real types; here every import of a component is of unknown type.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      // A component is one function to this rule, markup included.
      'max-lines-per-function': 'off',
      // `let { a } = $props()` must be let.
      'prefer-const': 'off',
    },
  },
  // Each component makes TypeScript begin anew, which is two thirds of the time this takes: the rules that ask types about a component belong to
  // the long run. Its types themselves are always checked, by svelte-check.
  ...(process.env.COUNTERTOP_LONG === '1'
    ? []
    : [{ files: ['ui/**/*.svelte'], extends: [tseslint.configs.disableTypeChecked] }]),
  {
    files: ['ui/src/**/*.ts', 'ui/src/**/*.svelte'],
    plugins: { countertop: { rules: { 'area-limit': areaLimit } } },
    languageOptions: { globals: globals.browser },
    rules: {
      ...imports(walls.daemonFromUi, walls.vagueNames, walls.tests),
      'countertop/area-limit': 'error',
    },
  },
  {
    files: ['ui/src/lib/!(screens)/**/*.{ts,svelte}'],
    rules: imports(walls.daemonFromUi, walls.vagueNames, walls.tests, walls.screensFromAreas),
  },
  {
    files: ['ui/src/lib/parts/**/*.{ts,svelte}'],
    rules: imports(walls.daemonFromUi, walls.vagueNames, walls.tests, walls.shopFromParts),
  },
  // SvelteKit's own files are default exports or bare option names by contract.
  {
    files: ['ui/*.ts'],
    languageOptions: { globals: globals.node },
    rules: { 'no-restricted-syntax': 'off' },
  },

  // Tests and benches may import anything, reach into things, and hold long tables.
  {
    files: [
      '**/*.test.ts',
      'appliance/{test,bench}/**/*.ts',
      'appliance/src/**/contract.ts',
      'ui/e2e/**/*.ts',
    ],
    rules: {
      'no-restricted-globals': 'off',
      'no-restricted-properties': 'off',
      'no-restricted-syntax': ['error', noDefaultExport],
      ...imports(walls.vagueNames),
      'max-lines-per-function': ['error', { max: 120, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
