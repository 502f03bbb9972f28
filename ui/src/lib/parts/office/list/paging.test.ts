// The arithmetic of pages: the rows said to be shown are the rows there are, and every page can be reached.
import fc from 'fast-check';
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import { pageAfterResize, pageLinks, pageWindow } from './paging.ts';

const test = suite('pages of a list');

test('says which rows are shown', () => {
  assert.equal(pageWindow(1234, 50, 1), { from: 1, to: 50, pages: 25, page: 1 });
  assert.equal(pageWindow(1234, 50, 25), { from: 1201, to: 1234, pages: 25, page: 25 });
  assert.equal(pageWindow(0, 50, 1), { from: 0, to: 0, pages: 1, page: 1 });
});

test('a page that is no more becomes the last, one that never was the first', () => {
  assert.is(pageWindow(100, 50, 7).page, 2);
  assert.is(pageWindow(100, 50, -3).page, 1);
  assert.is(pageWindow(100, 50, NaN).page, 1);
});

test('links the ends and the neighbours, with a gap only where pages are left out', () => {
  assert.equal(pageLinks(1, 1), [1]);
  assert.equal(pageLinks(1, 25), [1, 2, 'gap', 25]);
  assert.equal(pageLinks(3, 25), [1, 2, 3, 4, 'gap', 25]);
  assert.equal(pageLinks(4, 25), [1, 2, 3, 4, 5, 'gap', 25]);
  assert.equal(pageLinks(12, 25), [1, 'gap', 11, 12, 13, 'gap', 25]);
  assert.equal(pageLinks(24, 25), [1, 'gap', 23, 24, 25]);
});

test('pages cover all rows once, whatever their size', () => {
  fc.assert(
    fc.property(fc.nat({ max: 5000 }), fc.integer({ min: 1, max: 200 }), (total, size) => {
      const { pages } = pageWindow(total, size, 1);
      let next = 1;
      for (let page = 1; page <= pages; page += 1) {
        const { from, to } = pageWindow(total, size, page);
        if (total > 0) assert.is(from, next);
        next = to + 1;
      }
      assert.is(next, total + 1);
    }),
  );
});

test('no gap hides a single page', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), (a, b) => {
      const links = pageLinks(Math.min(a, b), Math.max(a, b));
      links.forEach((link, at) => {
        const before = links[at - 1];
        const after = links[at + 1];
        if (link !== 'gap') return;
        assert.ok(typeof before === 'number' && typeof after === 'number' && after - before > 2);
      });
    }),
  );
});

test('the first row shown stays on the page when pages grow or shrink', () => {
  assert.is(pageAfterResize(5, 25, 100), 2);
  assert.is(pageAfterResize(2, 100, 25), 5);
  assert.is(pageAfterResize(1, 50, 25), 1);
});
