// "Three of these", then the scan.
import { assert, suite, virtualClock } from '../../../test/kit.ts';
import { SimulatedShop } from '../../../test/simulated-shop.ts';
import { demoCodes } from '../../demo/codes.ts';
import { productNamed } from '../../../test/back-office/demo-office.ts';
import { NextQuantity } from './next-quantity.ts';

const test = suite('next quantity');
const milk = demoCodes.find(({ name }) => name === 'Helmelk 1 l')?.code ?? '';
const bread = productNamed('Grovbrød');
/** PLUs. */
const [lemon, bananas] = ['4053', '4011'];

test('meant once, given back when the goods are refused, forgotten after a minute', async () => {
  const clock = virtualClock();
  let forgotten = 0;
  const next = new NextQuantity(clock, () => (forgotten += 1));
  assert.is(next.take(), undefined);
  next.say(3_000);
  const meant = next.take();
  assert.equal([meant?.quantity, next.quantity, next.take()], [3_000, null, undefined]);
  meant?.giveBack();
  assert.is(next.quantity, 3_000);
  await clock.advance(59_000);
  assert.equal([next.quantity, forgotten], [3_000, 0]);
  await clock.advance(2_000);
  assert.equal([next.quantity, forgotten], [null, 1]);
  next.say(2_000);
  next.say(null);
  await clock.advance(120_000);
  assert.equal([forgotten, clock.waiting], [1, 0]);
});

test('what was given back does not push aside what was said since', () => {
  const next = new NextQuantity(virtualClock(), () => undefined);
  next.say(3_000);
  const meant = next.take();
  next.say(5_000);
  meant?.giveBack();
  assert.is(next.quantity, 5_000);
  next.say(null);
});

test('a scan, a tap and a typed code each take it; a weighed thing, a refusal and a colleague do not', async () => {
  const shop = await SimulatedShop.open();
  const page = shop.page();
  let ids = 0;
  const does = async (name: Parameters<typeof page.command>[1], body: object) =>
    page.command(`next-quantity-${(ids += 1)}`, name, body);
  const quantities = (): readonly number[] =>
    Object.values(page.view.tab?.lines ?? {}).map(({ quantity }) => quantity);
  await page.logIn('alex', '4321');
  await does('next-quantity', { quantity: 2_000 });
  await shop.devices.scan(milk);
  assert.is(page.view.nextQuantity, 2_000, 'no shift, no sale: still meant');
  await does('open-shift', { opening: [{ currency: 'NOK', amount: 0 }] });
  await shop.devices.scan(milk);
  assert.equal([quantities(), page.view.nextQuantity], [[2_000], null]);
  await does('next-quantity', { quantity: 3_000 });
  await does('add-product', { product: bread });
  await does('next-quantity', { quantity: 4_000 });
  await does('enter-code', { code: lemon });
  assert.equal(quantities(), [2_000, 3_000, 4_000]);
  await does('next-quantity', { quantity: 5_000 });
  await does('enter-code', { code: bananas, quantity: 700 });
  await does('enter-code', { code: 'nothing' });
  assert.equal([quantities().at(-1), page.view.nextQuantity], [700, 5_000]);
  await page.logIn('ingrid', '1234');
  assert.is(page.view.nextQuantity, null);
  await shop.close();
});
