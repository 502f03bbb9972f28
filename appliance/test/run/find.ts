// Finds the test files of the checkout. Browser tests are recognised by their folder, ui/e2e.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const folders = ['appliance/src', 'appliance/test', 'appliance/bench', 'ui/src', 'ui/e2e'];
const notSearched = new Set(['node_modules', 'fixtures', 'dist', 'build', '.svelte-kit']);

/**
 * Paths relative to the root, sorted. Browser files come first: they take longest, and a few run at a time.
 * @param words keep only paths that contain one of these; all when empty
 */
export function findTests(root: string, words: readonly string[], flags: ReadonlySet<string>): string[] {
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => testsUnder(root, folder))
    .filter((path) => words.length === 0 || words.some((word) => path.includes(word)))
    .filter(
      (path) =>
        !(flags.has('--no-e2e') && isBrowserTest(path)) && !(flags.has('--only-e2e') && !isBrowserTest(path)),
    )
    .sort((a, b) => Number(isBrowserTest(b)) - Number(isBrowserTest(a)) || a.localeCompare(b, 'en'));
}

export function isBrowserTest(path: string): boolean {
  return path.startsWith('ui/e2e/');
}

function testsUnder(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return notSearched.has(entry.name) ? [] : testsUnder(root, path);
    return entry.name.endsWith('.test.ts') ? [path] : [];
  });
}
