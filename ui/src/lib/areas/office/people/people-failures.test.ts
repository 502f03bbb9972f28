// Every "no" of the people's side of the office has words in every language, and the words find what they speak of in what comes with it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { peopleRefusals } from '../../../../../../appliance/src/protocol/office/people-refusals.ts';
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import { languages } from '../../../i18n/sections.ts';
import { failureValues, isOver } from '../failure-words.ts';

const test = suite('words for refusals of people');

/** As the office sends it. */
const data: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'sign-in.locked-out': { until: 90_000 },
  'sign-in.no-office': { reason: 'no-seat' },
  'right.needed': { area: 'users', right: 'edit' },
  'request.malformed': { at: 'body/email' },
  'request.too-often': { until: 90_000 },
  'password.too-short': { min: 10, max: 200 },
  'password.too-long': { min: 10, max: 200 },
  'badge.too-short': { min: 6 },
  'seat.none-left': { seats: 5 },
  'seat.too-few': { linked: 3 },
  'mail.settings-invalid': { reason: 'mail-host' },
  'mail.not-taken': { reason: 'mail.outbox-full' },
};

function wordsOf(language: string): Readonly<Record<string, string>> {
  const path = join(import.meta.dirname, '../../../i18n/words', language, 'office-people.json');
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
}

/** The words of a code, and those of its reasons. */
function sayings(words: Readonly<Record<string, string>>, code: string, part: string): readonly string[] {
  const plain = words[`failure.${code}.${part}`] ?? words[`failure.office.${code}.${part}`];
  if (plain === undefined) return [];
  const ofReasons = Object.keys(words).filter(
    (key) => key.startsWith(`failure.${code}.`) && key.endsWith(`.${part}`),
  );
  return [plain, ...ofReasons.map((key) => words[key]!)];
}

for (const language of languages)
  test(`every refusal says what happened and what to do, in ${language}`, () => {
    const words = wordsOf(language);
    for (const code of Object.keys(peopleRefusals)) {
      const values = failureValues(data[code] ?? {}, 0);
      for (const part of ['what', 'do']) {
        const said = sayings(words, code, part).map((text) =>
          String(new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).format(values)),
        );
        assert.ok(said.length > 0, `${code}.${part}`);
        assert.ok(
          said.every((each) => each.trim() !== ''),
          `${code}.${part}`,
        );
      }
    }
  });

test('a moment is said in minutes from now, never none', () => {
  assert.is(failureValues({ until: 90_000 }, 0)['minutes'], 2);
  assert.is(failureValues({ until: 1_000 }, 5_000)['minutes'], 1);
  assert.is(failureValues({ seats: 5 }, 0)['minutes'], undefined);
  assert.equal(
    [isOver({ until: 5_000 }, 4_999), isOver({ until: 5_000 }, 5_000), isOver({}, 5_000)],
    [false, true, false],
  );
});

test('what words cannot hold is told as text', () => {
  assert.equal(failureValues({ list: ['a'], nothing: null, yes: true }, 0), {
    list: '["a"]',
    nothing: 'null',
    yes: true,
  });
});
