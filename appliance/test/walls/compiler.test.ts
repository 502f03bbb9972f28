// The compiler's wall: the daemon's package shows `./protocol` and nothing else, so any other path of it is an error in tsc and,
// for type-only imports in `.svelte` too, in svelte-check. And the compiler settings that hold the style are proved to bite.
import { join } from 'node:path';
import ts from 'typescript';
import { assert, repositoryRoot, suite } from '../kit.ts';

const test = suite('walls: compiler');

const configPath = join(repositoryRoot, 'appliance/tsconfig.json');
const { options } = ts.getParsedCommandLineOfConfigFile(
  configPath,
  {},
  {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
      throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
    },
  },
)!;

const fromPage = (specifier: string): string | undefined =>
  ts.resolveModuleName(specifier, join(repositoryRoot, 'ui/src/lib/link/socket.ts'), options, ts.sys)
    .resolvedModule?.resolvedFileName;

test('a page reaches the protocol', () => {
  assert.match(fromPage('@countertop/appliance/protocol') ?? '', /appliance\/src\/protocol\/index\.ts$/);
});

for (const specifier of [
  '@countertop/appliance',
  '@countertop/appliance/src/domain/brand.ts',
  '@countertop/appliance/src/protocol/index.ts',
  '@countertop/appliance/protocol/version.ts',
  '@countertop/appliance/package.json',
]) {
  test(`a page does not reach ${specifier}`, () => {
    assert.is(fromPage(specifier), undefined);
  });
}

const proofOptions: ts.CompilerOptions = { ...options, incremental: false, types: [] };
delete proofOptions.tsBuildInfoFile;

/** Messages about one text under the checkout's settings. */
function complaints(text: string): string {
  const path = join(repositoryRoot, 'appliance/src/wall-proof.ts');
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, language) =>
    name === path ? ts.createSourceFile(name, text, language) : read(name, language);
  const program = ts.createProgram([path], proofOptions, host);
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(path))
    .map((diagnostic) => ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'))
    .join('\n');
}

const wrong: readonly (readonly [setting: string, text: string, says: RegExp])[] = [
  ['erasableSyntaxOnly', 'export enum Colour { Red }', /erasableSyntaxOnly/],
  ['noUncheckedIndexedAccess', 'export const first: number = ([] as number[])[0];', /undefined/],
  [
    'exactOptionalPropertyTypes',
    'export const x: { a?: number } = { a: undefined };',
    /exactOptionalPropertyTypes/,
  ],
  [
    'verbatimModuleSyntax',
    `import { Clock } from './platform/ports/clock.ts';\nexport type C = Clock;`,
    /verbatimModuleSyntax/,
  ],
  ['strict', 'export const f = (x) => x;', /implicitly/],
];
for (const [setting, text, says] of wrong) {
  test(`${setting} is on`, { timeoutMs: 30_000 }, () => {
    assert.match(complaints(text), says);
  });
}

test('right code has nothing to hear', { timeoutMs: 30_000 }, () => {
  assert.is(
    complaints(`import type { Clock } from './platform/ports/clock.ts';\nexport type C = Clock;`),
    '',
  );
});
