// The rules of the house that no other tool holds, each a function from a file to what is wrong with it.
import type { SourceFile } from './files.ts';

export interface Rule {
  readonly name: string;
  /** What is wrong with this file; empty when nothing is. */
  readonly complain: (file: SourceFile) => readonly string[];
}

const isCode = ({ name }: SourceFile): boolean => /\.(ts|js|cjs|svelte)$/.test(name);
const isTest = ({ path }: SourceFile): boolean =>
  /\.test\.ts$|^appliance\/(test|bench)\/|^ui\/e2e\//.test(path);
const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length;

/** Every place where the pattern stands, as `line: text`. */
function places(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(
    (match) => `line ${String(lineOf(text, match.index))}: ${match[0].trim()}`,
  );
}

const headerMaxLines = 8;

/** Every file opens with a few lines: what it is, why it exists. */
const header: Rule = {
  name: 'opens with a comment that says what it is and why',
  complain: (file) => {
    const opening = openingComment(file);
    if (opening === undefined) return [];
    if (opening === '') return ['no comment at the top'];
    const lines = opening.split('\n').length;
    return lines > headerMaxLines ? [`the opening comment has ${String(lines)} lines`] : [];
  },
};

/** How the opening comment of each kind of file looks; the last group, or the whole, is the comment. */
const openings: readonly (readonly [kind: RegExp, opening: RegExp])[] = [
  [/\.(ts|js|cjs)$/, /^(\/\/.*(?:\n\/\/.*)*|\/\*[\s\S]*?\*\/)/],
  [/\.svelte$/, /^(?:<script[^>]*>\s*)?(<!--[\s\S]*?-->|\/\/.*(?:\n\s*\/\/.*)*|\/\*[\s\S]*?\*\/)/],
  [/\.css$/, /^(\/\*[\s\S]*?\*\/)/],
  [/\.sql$/, /^(--.*(?:\n--.*)*)/],
  [/\.(service|conf|preset|rules|sh|yml|yaml)$|^(Makefile|run)$/, /^(#.*(?:\n#.*)*)/],
];

/** The opening comment, empty where it is missing; undefined for a kind of file that needs none. */
function openingComment({ name, text }: SourceFile): string | undefined {
  const opening = openings.find(([kind]) => kind.test(name))?.[1];
  return opening === undefined ? undefined : (opening.exec(text.replace(/^#!.*\n/, ''))?.[1] ?? '');
}

const lengthMax = 400;
const length: Rule = {
  name: `has at most ${String(lengthMax)} lines`,
  complain: (file) => {
    if (!isCode(file) && !/\.(css|sql)$/.test(file.name)) return [];
    const lines = file.text.split('\n').length - 1;
    return lines > lengthMax ? [`${String(lines)} lines`] : [];
  },
};

const vague = /^(utils?|helpers?|common|misc|stuff|managers?|services?)$/i;
const naming: Rule = {
  name: 'is named after a concept, in the form of its kind',
  complain: ({ path, name }) => {
    const wrong: string[] = [];
    const words = path.replace(/\.[a-z.]+$/, '').split('/');
    if (words.some((word) => vague.test(word))) wrong.push('the name says nothing: what concept is it?');
    if (/\.ts$/.test(name) && !/^\+?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.ts$/.test(name))
      wrong.push('not kebab-case');
    if (/\.svelte$/.test(name) && !/^([A-Z][A-Za-z0-9]*|\+(page|layout|error)(@.*)?)\.svelte$/.test(name)) {
      wrong.push('a component is PascalCase');
    }
    return wrong;
  },
};

/** No barrels: an index is only the face of the protocol and of a kind of device. */
const barrels: Rule = {
  name: 'is no barrel',
  complain: ({ path, name }) => {
    const allowed = /^appliance\/src\/(protocol|devices\/[^/]+)\/index\.ts$|^appliance\/vendored\//.test(
      path,
    );
    return /^index\.(ts|js)$/.test(name) && !allowed ? ['import the file that owns the thing'] : [];
  },
};

const vagueTypes: Rule = {
  name: 'names no type Manager, Service, Helper or Util',
  complain: (file) =>
    isCode(file)
      ? places(file.text, /\b(class|interface|type|function|const)\s+\w*(Manager|Service|Helper|Utils?)\b/g)
      : [],
};

const unfinished = /\b(TODO|FIXME|HACK|INTERIM)\b/g;
const finished: Rule = {
  name: 'leaves nothing for later',
  complain: (file) =>
    isCode(file) || /\.(css|sql|md)$/.test(file.name) ? places(file.text, unfinished) : [],
};

const silenced: Rule = {
  name: 'silences a tool only with a reason, and coverage never',
  complain: (file) => {
    if (!isCode(file)) return [];
    return [
      ...places(file.text, /(?:\/\/|\/\*|<!--)\s*eslint-disable(?!.*\s--\s\S).*/g),
      ...places(file.text, /(?:\/\/|\/\*|<!--)\s*svelte-ignore\s+\S+\s*(?:-->|\*\/)?\s*$/gm),
      ...places(file.text, /@ts-(ignore|nocheck).*/g),
      ...places(file.text, /@ts-expect-error\s*$/gm),
      ...places(file.text, /(c8|v8|istanbul) ignore.*/g),
    ];
  },
};

/** A path of somebody's machine works on one machine. */
const machinePaths: Rule = {
  name: 'names no folder of somebody’s machine',
  complain: (file) => {
    return places(file.text, /(?<![\w.@~-])\/(home|root|Users|workspace|mnt)\/[\w.-]+/g);
  },
};

/** In a test, time passes when the test says so. */
const wallTime: Rule = {
  name: 'asserts nothing about wall time',
  complain: (file) =>
    isTest(file) && !file.path.startsWith('appliance/bench/')
      ? places(file.text, /assert\.[\w.]+\([^\n]*(Date\.now\(\)|performance\.now\(\))[^\n]*/g)
      : [],
};

export const rules: readonly Rule[] = [
  header,
  length,
  naming,
  barrels,
  vagueTypes,
  finished,
  silenced,
  machinePaths,
  wallTime,
];
