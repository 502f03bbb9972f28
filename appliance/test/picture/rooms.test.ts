// The picture of ARCHITECTURE.md: what is drawn is what is imported, tests aside, and an arrow against the design is seen.
import { assert, suite } from '../kit.ts';
import { draw, roomArrows } from './rooms.ts';

const test = suite('picture');
const src = 'appliance/src';

test('imports between files become arrows between rooms, once each, sorted', () => {
  const rooms = roomArrows([
    {
      source: `${src}/till/sell.ts`,
      targets: [`${src}/domain/tab.ts`, `${src}/till/pay.ts`, 'node_modules/pino/index.js'],
    },
    { source: `${src}/till/pay.ts`, targets: [`${src}/domain/tab.ts`, `${src}/platform/ports/clock.ts`] },
    { source: `${src}/main.ts`, targets: [`${src}/till/sell.ts`] },
    { source: `${src}/domain/tab.ts`, targets: [] },
  ]);
  assert.equal(rooms.names, ['domain', 'main', 'till']);
  assert.equal(rooms.arrows, [
    { from: 'main', to: 'till' },
    { from: 'till', to: 'domain' },
    { from: 'till', to: 'ports' },
  ]);
});

test('tests and contract suites do not count', () => {
  const rooms = roomArrows([{ source: `${src}/domain/tab.test.ts`, targets: [`${src}/till/sell.ts`] }]);
  assert.equal(rooms, { names: [], arrows: [] });
});

test('the same imports give the same picture, whatever their order', () => {
  const one = { source: `${src}/till/a.ts`, targets: [`${src}/domain/b.ts`] };
  const two = { source: `${src}/domain/b.ts`, targets: [] };
  assert.is(draw(roomArrows([one, two])), draw(roomArrows([two, one])));
});

test('an arrow that points up is marked, one that points down is not', () => {
  const down = draw(
    roomArrows([
      { source: `${src}/till/a.ts`, targets: [`${src}/domain/b.ts`] },
      { source: `${src}/domain/b.ts`, targets: [] },
    ]),
  );
  const up = draw(
    roomArrows([
      { source: `${src}/till/a.ts`, targets: [] },
      { source: `${src}/domain/b.ts`, targets: [`${src}/till/a.ts`] },
    ]),
  );
  assert.not.match(down, /"arrow up"/);
  assert.match(up, /"arrow up"[^>]*><title>domain imports till/);
});

test('an arrow that follows from others is left out', () => {
  const drawn = draw(
    roomArrows([
      { source: `${src}/main.ts`, targets: [`${src}/till/a.ts`, `${src}/domain/b.ts`] },
      { source: `${src}/till/a.ts`, targets: [`${src}/domain/b.ts`] },
      { source: `${src}/domain/b.ts`, targets: [] },
    ]),
  );
  assert.match(drawn, /main imports till/);
  assert.match(drawn, /till imports domain/);
  assert.not.match(drawn, /main imports domain/);
});

test('a room the design does not know is drawn too', () => {
  assert.match(draw(roomArrows([{ source: `${src}/attic/a.ts`, targets: [] }])), />attic</);
});
