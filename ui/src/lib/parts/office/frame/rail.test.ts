// Which entry of the rail is where one is.
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import { currentHref, leadsTo, type RailSection } from './rail.ts';

const test = suite('rail');
const products = {
  href: '/office/products',
  label: 'Products',
  items: [{ href: '/office/products/categories', label: 'Categories' }],
};
const sections: readonly RailSection[] = [
  { key: 'a', items: [{ href: '/office', label: 'Home', exact: true }, products] },
  { key: 'b', label: 'Set up', items: [{ href: '/office/product', label: 'Something else' }] },
];

test('the longest that the path lies under', () => {
  assert.is(currentHref(sections, '/office'), '/office');
  assert.is(currentHref(sections, '/office/products'), '/office/products');
  assert.is(currentHref(sections, '/office/products/123'), '/office/products');
  assert.is(currentHref(sections, '/office/products/categories/9'), '/office/products/categories');
});

test('a name that only begins alike is another, and the top is not everything', () => {
  assert.is(currentHref(sections, '/office/productsale'), undefined);
  assert.is(currentHref(sections, '/office/unknown'), undefined);
});

test('an entry holds those under it', () => {
  assert.ok(leadsTo(products, '/office/products/categories'));
  assert.not(leadsTo(products, '/office'));
});
