// All languages say the same things: the same keys, the same placeholders, plural forms that their language has, and words for every failure.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { failures } from '../../../../appliance/src/protocol/failures.ts';
import { assert, suite } from '../../../../appliance/test/kit.ts';
import { languages, type Language } from './sections.ts';

const test = suite('words');
const folder = join(import.meta.dirname, 'words');
const sections = readdirSync(join(folder, 'en'));

type Words = Readonly<Record<string, string>>;
/** The parts of a message as the parser gives them, as far as they are looked at. */
interface Part {
  readonly type: number;
  readonly value?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Part[] }>>;
}

/** The parser's number for plain text. */
const literal = 0;

function words(language: Language, section: string): Words {
  return JSON.parse(readFileSync(join(folder, language, section), 'utf8')) as Words;
}

/** Names of the placeholders, and the plural forms asked for. */
function shape(parts: readonly Part[]): { readonly names: Set<string>; readonly plurals: Set<string>[] } {
  const names = new Set<string>();
  const plurals: Set<string>[] = [];
  for (const { type, value, options } of parts) {
    if (type === literal || value === undefined) continue;
    names.add(value);
    if (options === undefined) continue;
    plurals.push(new Set(Object.keys(options)));
    for (const option of Object.values(options))
      for (const name of shape(option.value).names) names.add(name);
  }
  return { names, plurals };
}

function parse(text: string, language: Language): readonly Part[] {
  const ast = new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst();
  return JSON.parse(JSON.stringify(ast)) as readonly Part[];
}

test('every language has every section', () => {
  for (const language of languages)
    assert.equal(readdirSync(join(folder, language)).sort(), [...sections].sort(), language);
});

test('every section has the same keys in every language', () => {
  for (const section of sections) {
    const english = Object.keys(words('en', section)).sort();
    for (const language of languages)
      assert.equal(Object.keys(words(language, section)).sort(), english, `${language}/${section}`);
  }
});

test('no key stands in two sections', () => {
  const all = sections.flatMap((section) => Object.keys(words('en', section)));
  assert.equal(
    all.filter((key, at) => all.indexOf(key) !== at),
    [],
  );
});

test('the same placeholders in every language', () => {
  for (const section of sections) {
    for (const [key, text] of Object.entries(words('en', section))) {
      const english = [...shape(parse(text, 'en')).names].sort();
      for (const language of languages) {
        const translated = words(language, section)[key]!;
        assert.equal(
          [...shape(parse(translated, language)).names].sort(),
          english,
          `${language} ${key}: ${translated}`,
        );
      }
    }
  }
});

test('plurals have the forms their language needs', () => {
  const needed: Record<Language, readonly string[]> = {
    en: ['one', 'other'],
    nb: ['one', 'other'],
    nl: ['one', 'other'],
    cs: ['one', 'few', 'many', 'other'],
  };
  for (const language of languages) {
    for (const section of sections) {
      for (const [key, text] of Object.entries(words(language, section))) {
        for (const forms of shape(parse(text, language)).plurals) {
          for (const form of needed[language])
            assert.ok(forms.has(form), `${language} ${key} lacks "${form}"`);
        }
      }
    }
  }
});

test('Czech counts as Czech does', () => {
  const format = new IntlMessageFormat(words('cs', 'till.json')['basket.items']!, 'cs');
  assert.equal(
    [0, 1, 2, 5].map((count) => format.format({ count })),
    ['Žádné položky', '1 položka', '2 položky', '5 položek'],
  );
});

test('nothing is empty, and nothing but names and figures is left in English', () => {
  const shared = /^[^\p{L}]*$|\{|^.{1,12}$|PLU|PIN|X-|Z-/u;
  for (const section of sections) {
    const english = words('en', section);
    for (const language of languages) {
      for (const [key, text] of Object.entries(words(language, section))) {
        assert.ok(text.trim() !== '', `${language} ${key}`);
        if (language !== 'en')
          assert.ok(text !== english[key] || shared.test(text), `${language} ${key} is English: ${text}`);
      }
    }
  }
});

test('every failure of the daemon says what happened and what to do now, and no other failure is described', () => {
  const ofTheLink = ['link.no-answer', 'link.queue-full'];
  const codes = [...Object.keys(failures), ...ofTheLink];
  const expected = codes.flatMap((code) => [`failure.${code}.what`, `failure.${code}.do`]).sort();
  for (const language of languages)
    assert.equal(Object.keys(words(language, 'failures.json')).sort(), expected, language);
});

test('every mender has words', () => {
  const menders = new Set(Object.values(failures).map(({ mender }) => mender));
  for (const mender of menders) assert.ok(words('en', 'shared.json')[`mender.${mender}`], mender);
});
