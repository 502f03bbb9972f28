// Finds the Chromium that browser tests and benches drive, in one order everywhere: the one that is named, one of the system, then
// Playwright's private copy.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The path of a Chromium, or undefined where this machine has none. COUNTERTOP_BROWSER names one. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env['COUNTERTOP_BROWSER'];
  if (named !== undefined && named !== '') return isProgram(named) ? named : undefined;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const installed = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
  if (installed !== undefined) return installed;
  const own = chromium.executablePath();
  return isProgram(own) ? own : undefined;
}
