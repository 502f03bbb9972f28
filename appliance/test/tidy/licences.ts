// Licences of everything that npm installs, read from the lock file: dependency-cruiser sees only what is imported directly.

export interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly license?: string; readonly link?: boolean; readonly dev?: boolean }>
  >;
}

const vetted = new Set([
  'MIT',
  'MIT-0',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MPL-2.0',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  'OFL-1.1',
]);

/** Packages whose package.json names no licence although they have one; read by hand, with where it stands. */
export const readByHand: Readonly<Record<string, string>> = {
  'systemd-notify': 'MIT, LICENSE',
  'png-js': 'MIT, LICENSE',
};

/** Tools of ours that may also be under these: nothing of them is shipped. */
const vettedTools = new Set(['LGPL-3.0-or-later']);

/** Packages that may not be installed here, as `path: licence`. One alternative of an "OR" is enough. */
export function licenceComplaints(lock: Lock): string[] {
  return Object.entries(lock.packages).flatMap(([path, { license, link, dev }]) => {
    const name = path.split('node_modules/').at(-1) ?? path;
    if (!path.includes('node_modules/') || link === true) return [];
    if (license === undefined) return name in readByHand ? [] : [`${path}: none`];
    const alternatives = license.replaceAll(/[()]/g, '').split(' OR ');
    const all = license.split(' AND ');
    const tool = dev === true && all.every((each) => vetted.has(each) || vettedTools.has(each));
    return tool || alternatives.some((each) => vetted.has(each)) ? [] : [`${path}: ${license}`];
  });
}
