// Choosing what goes to another tab, piece by piece.
import { assert, suite } from '../../../../../appliance/test/kit.ts';
import { allGoes, leftOf, oneGoes, oneStays, stillThere } from './split-choice.ts';

const test = suite('split choice');
const beer = { id: 'beer', quantity: 3000, divisible: true };
const cheese = { id: 'cheese', quantity: 512, divisible: false };
const back = { id: 'back', quantity: -2000, divisible: false };

test('a piece at a time, and never more than there is', () => {
  let chosen = oneGoes(beer, {});
  assert.equal(chosen, { beer: 1000 });
  for (let times = 0; times < 5; times += 1) chosen = oneGoes(beer, chosen);
  assert.equal(chosen, { beer: 3000 });
  assert.is(leftOf(beer, chosen), 0);
  assert.equal(oneStays(beer, chosen), { beer: 2000 });
  assert.equal(oneStays(beer, { beer: 1000 }), {});
});

test('what cannot be taken apart goes and comes whole, also what is given back', () => {
  assert.equal(oneGoes(cheese, {}), { cheese: 512 });
  assert.equal(oneStays(cheese, { cheese: 512 }), {});
  assert.equal(oneGoes(back, {}), { back: 2000 });
  assert.equal(allGoes(beer, {}), { beer: 3000 });
});

test('what is gone meanwhile is not chosen any more', () => {
  assert.equal(stillThere([{ ...beer, quantity: 1000 }], { beer: 2000, cheese: 512 }), { beer: 1000 });
});
