// What is built for one country: in the Norwegian build a file `x.norway.ts` stands in the place of the `x.ts` beside it, so that what the law
// forbids is not in the program at all, switched off or not (fiscal.md 2.4). Chosen when images are made, never by a setting.
import { existsSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import type { Plugin } from 'esbuild';

export const profiles = ['general', 'norway'] as const;
export type Profile = (typeof profiles)[number];

/** `COUNTERTOP_BUILD`; without it, the general one. Throws for a profile that is none: nobody ships another build than they asked for. */
export function profileFrom(env: Readonly<Record<string, string | undefined>>): Profile {
  const wanted = env['COUNTERTOP_BUILD'] ?? '';
  const found = profiles.find((each) => each === (wanted === '' ? 'general' : wanted));
  if (found === undefined) throw new Error(`COUNTERTOP_BUILD=${wanted}: there is no such build`);
  return found;
}

/** The file that stands in the place of what a file imports; undefined: what was asked for. */
export function replacementOf(profile: Profile, wanted: string, importer: string): string | undefined {
  if (profile === 'general' || !wanted.startsWith('.')) return undefined;
  const path = resolve(dirname(importer), wanted);
  const kind = extname(path);
  const other = `${path.slice(0, path.length - kind.length)}.${profile}${kind}`;
  return other !== importer && existsSync(other) ? other : undefined;
}

export function profilePlugin(profile: Profile): Plugin {
  return {
    name: 'profile',
    setup: (build) => {
      build.onResolve({ filter: /^\./ }, ({ path, importer }) => {
        const replaced = replacementOf(profile, path, importer);
        return replaced === undefined ? undefined : { path: replaced };
      });
    },
  };
}
