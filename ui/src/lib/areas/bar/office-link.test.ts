// What a till says of its office: nothing while all is well, and words for every reason there is.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, repositoryRoot, suite } from '../../../../../appliance/test/kit.ts';
import { type BoxView, boxRefusals } from '../../../../../appliance/src/protocol/box-view.ts';
import { syncRefusals } from '../../../../../appliance/src/protocol/sync.ts';
import { officeTrouble } from './office-link.ts';

const test = suite('office link');
const words = JSON.parse(
  readFileSync(join(repositoryRoot, 'ui/src/lib/i18n/words/en/shared.json'), 'utf8'),
) as Readonly<Record<string, string>>;
const elsewhere: BoxView['office'] = { is: 'elsewhere', address: 'office.example:8443', pairedAt: 0 };
const link = (code?: string): BoxView['link'] => ({
  phase: 'waiting',
  since: 0,
  refusal: code === undefined ? null : { code, detail: '' },
  offsetMs: null,
});

test('an office that is here, linked, or only out of reach is nothing to say', () => {
  assert.is(officeTrouble(undefined), undefined);
  assert.is(officeTrouble({ office: { is: 'here' }, link: link() }), undefined);
  assert.is(officeTrouble({ office: elsewhere, link: link() }), undefined);
  assert.is(officeTrouble({ office: elsewhere, link: null }), undefined);
});

test('no office, and every way in which one refuses, has words of its own', () => {
  const none = officeTrouble({ office: { is: 'none' }, link: null });
  assert.equal(none, { code: 'none', short: 'office-link.short.none' });
  for (const code of [...syncRefusals, ...boxRefusals]) {
    const trouble = officeTrouble({ office: elsewhere, link: link(code) });
    // A proof that is wrong is a defect of the box: nothing that anybody at a till could tell from another.
    assert.is(trouble?.code, code === 'proof-wrong' ? 'other' : code);
    for (const part of ['what', 'do']) assert.ok(words[`office-link.${trouble?.code ?? ''}.${part}`], code);
  }
  assert.is(officeTrouble({ office: { is: 'here' }, link: link('revoked') })?.code, 'revoked');
  assert.is(officeTrouble({ office: elsewhere, link: link('of-a-later-version') })?.code, 'other');
});
