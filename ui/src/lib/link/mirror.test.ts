// The mirror of a topic: follows patches, notices a gap once, and heals with the next whole view.
import { assert, suite } from '../../../../appliance/test/kit.ts';
import { emptyMirror, receive, type Mirror, type MirrorInput } from './mirror.ts';

const test = suite('mirror of a topic');

function after(...inputs: readonly MirrorInput[]): { mirror: Mirror; asked: number } {
  let mirror = emptyMirror;
  let asked = 0;
  for (const input of inputs) {
    const step = receive(mirror, input);
    mirror = step.mirror;
    if (step.askAgain) asked += 1;
  }
  return { mirror, asked };
}

test('follows a whole view with patches', () => {
  const { mirror, asked } = after(
    { t: 'view', rev: 7, view: { a: 1, b: 2 } },
    { t: 'patch', rev: 8, patch: { $remove: ['a'] } },
    { t: 'patch', rev: 9, patch: { c: 3 } },
  );
  assert.equal(mirror, { view: { b: 2, c: 3 }, rev: 9, broken: false });
  assert.is(asked, 0);
});

test('asks again once for a gap, shows what it had, and heals', () => {
  const gap = [
    { t: 'view', rev: 1, view: { a: 1 } },
    { t: 'patch', rev: 3, patch: { a: 3 } },
    { t: 'patch', rev: 4, patch: { a: 4 } },
  ] as const;
  const broken = after(...gap);
  assert.is(broken.asked, 1);
  assert.equal(broken.mirror.view, { a: 1 });
  const healed = after(
    ...gap,
    { t: 'view', rev: 5, view: { a: 5 } },
    { t: 'patch', rev: 6, patch: { a: 6 } },
  );
  assert.equal(healed.mirror, { view: { a: 6 }, rev: 6, broken: false });
});

test('a patch without a view asks for the view; a late patch is passed over', () => {
  assert.is(after({ t: 'patch', rev: 1, patch: {} }).asked, 1);
  const late = after({ t: 'view', rev: 5, view: { a: 5 } }, { t: 'patch', rev: 5, patch: { a: 1 } });
  assert.equal(late.mirror.view, { a: 5 });
  assert.is(late.asked, 0);
});
