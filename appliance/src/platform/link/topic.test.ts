// A topic says everything once and then only what changes, with revisions that show a gap.
import { assert, suite } from '../../../test/kit.ts';
import { Topic } from './topic.ts';

const test = suite('topic');

function listener(): { readonly heard: Record<string, unknown>[]; send(frame: string): void } {
  const heard: Record<string, unknown>[] = [];
  return { heard, send: (frame) => heard.push(JSON.parse(frame) as Record<string, unknown>) };
}

test('whole at first, then patches with the next revision each', () => {
  const topic = new Topic<unknown>('till', { total: 0, tab: null });
  const page = listener();
  topic.subscribe(page);
  topic.publish({ total: 5, tab: null });
  topic.publish({ total: 5, tab: { a: 1 } });
  assert.equal(page.heard, [
    { t: 'view', topic: 'till', rev: 1, view: { total: 0, tab: null } },
    { t: 'patch', topic: 'till', rev: 2, patch: { total: 5 } },
    { t: 'patch', topic: 'till', rev: 3, patch: { tab: { a: 1 } } },
  ]);
  assert.equal(topic.view, { total: 5, tab: { a: 1 } });
});

test('a view that says the same is not published', () => {
  const topic = new Topic<unknown>('till', { total: 0 });
  const page = listener();
  topic.subscribe(page);
  topic.publish({ total: 0 });
  assert.is(page.heard.length, 1);
});

test('changes that nobody heard still count', () => {
  const topic = new Topic<unknown>('till', { total: 0 });
  topic.publish({ total: 1 });
  topic.publish({ total: 2 });
  const page = listener();
  topic.subscribe(page);
  assert.equal(page.heard, [{ t: 'view', topic: 'till', rev: 3, view: { total: 2 } }]);
});

test('asking again gives the whole again, and leaving ends it', () => {
  const topic = new Topic<unknown>('till', { total: 0 });
  const page = listener();
  topic.subscribe(page);
  topic.subscribe(page);
  topic.publish({ total: 1 });
  assert.equal(
    page.heard.map(({ t }) => t),
    ['view', 'view', 'patch'],
  );
  topic.unsubscribe(page);
  topic.publish({ total: 2 });
  assert.is(page.heard.length, 3);
});
