// Everything that can happen at the door of the office has words, and what tells two of a kind apart is said.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventKinds } from '../../../../../../appliance/src/back-office/people/people-events.ts';
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import type { Key } from '../../../i18n/sections.ts';
import type { Values } from '../../../i18n/texts.svelte.ts';
import { eventWords, isAlarming } from './event-words.ts';

const test = suite('words for what happened at the door');

const words = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../i18n/words/en/office-people.json'), 'utf8'),
) as Record<string, string>;
/** As `Texts` has them, with placeholders filled plainly. */
const texts = {
  has: (key: string): key is Key => words[key] !== undefined,
  t: (key: Key, values: Values = {}) =>
    (words[key] ?? key).replace(/\{(\w+)\}/g, (_whole, name: string) => String(values[name])),
};
const said = (kind: string, data: Values = {}): string => eventWords({ kind, data }, texts);

test('every kind has words of its own', () => {
  for (const kind of eventKinds) {
    const known = Object.keys(words).some(
      (key) => key === `event.${kind}` || key.startsWith(`event.${kind}.`),
    );
    assert.ok(known, kind);
  }
});

test('why a session ended, and which password was wrong, is said', () => {
  assert.is(said('session.ended', { reason: 'expired' }), 'Signed out: not used for long');
  assert.is(said('session.ended', { reason: 'something-new' }), 'Signed out elsewhere');
  assert.is(said('sign-in.failed', { secondFactor: true }), 'Wrong code of the second factor');
  assert.is(said('sign-in.failed', { secondFactor: false }), 'Wrong password');
});

test('a module is called by its name', () => {
  assert.is(said('module.changed', { module: 'kitchen', active: true }), 'Switched on: Kitchen');
  assert.is(said('module.changed', { module: 'kitchen', active: false }), 'Switched off: Kitchen');
});

test('a kind without words shows its name', () => {
  assert.is(said('something.new'), 'something.new');
});

test('who fails or is locked out is not read over', () => {
  assert.ok(isAlarming('sign-in.locked-out'));
  assert.not(isAlarming('sign-in'));
});
