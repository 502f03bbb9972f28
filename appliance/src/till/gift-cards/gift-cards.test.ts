// Gift cards at a till: codes that stand nowhere, an office that says yes, no or nothing, and a till that is cut off in between.
import { product, Scene } from '../../../test/granted-till.ts';
import { sampleSigner } from '../../../test/journal/sample-journal.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { assert, countingIds, suite, virtualClock } from '../../../test/kit.ts';
import { minor } from '../../domain/money/money.ts';
import { refuse } from '../../domain/refusal.ts';
import type { FeedItem } from '../../protocol/sync.ts';
import type { ShopItem } from '../../protocol/feed.ts';
import { demoFeed } from '../../demo/shop.ts';
import type { PageReply } from '../../replay/page.ts';
import { madeCode, refOf } from './card-code.ts';
import { GiftCards, giveUpOpenCards } from './gift-cards.ts';

const test = suite('gift cards at a till');
const code = 'GIFT-0001-4321';
const failureOf = (reply: PageReply): string => (reply.ok ? 'ok' : reply.failure.code);
type Office = Scene['shop']['office'];
const away: Office = async () => ({ outcome: 'not-linked' });
const silentOffice: Office = async () => ({ outcome: 'no-answer' });

/** An office that knows one card. */
function knowing(more: object = {}, hold: object = { ok: true, value: { held: 1, left: 0 } }): Office {
  const card = { state: 'usable', type: 'gift-card', typeName: 'Gavekort', purpose: 'multi', vatClass: null };
  const value = { ...card, balance: 1_000, available: 1_000, expiresAt: null, ...more };
  return async (question) => ({
    outcome: 'answered',
    answer: question === 'gift-card' ? { ok: true, value } : (hold as never),
  });
}

async function opened(): Promise<Scene> {
  const scene = await Scene.open();
  await scene.withTab();
  return scene;
}

const paying = { tender: 'gift-card', card: { code } };

async function pays(scene: Scene, body: object = paying): Promise<string> {
  return failureOf(await scene.page.command(scene.nextId(), 'pay-by-gift-card', body as never));
}

const statesOf = ({ page }: Scene) =>
  Object.values(page.view.tab?.payments ?? {}).map(({ state, amount }) => [state, amount]);

test('a code is known by its hash; slips of the finger in our own are found', () => {
  const made = madeCode('line-1', sampleSigner());
  assert.is(madeCode('line-1', sampleSigner()), made);
  assert.is.not(madeCode('line-2', sampleSigner()), made);
  const ref = refOf(made, 'salt');
  assert.ok(ref.ok);
  assert.equal(refOf(made.toLowerCase().replaceAll('-', ' '), 'salt'), ref);
  assert.is.not(refOf(made, 'other').ok && JSON.stringify(refOf(made, 'other')), JSON.stringify(ref));
  const wrong = `${made.slice(0, 6)}${made[6] === '0' ? '1' : '0'}${made.slice(7)}`;
  assert.refused(refOf(wrong, 'salt'), 'code.check-digit');
  assert.refused(refOf('1234-56', 'salt'), 'code.malformed');
});

test('no code is in the journal, in an answer or in a view', async () => {
  const scene = await opened();
  scene.shop.office = knowing({ state: 'unknown' });
  await scene.does('sell-gift-card', { type: 'gift-card', amount: 50_000, card: { code } });
  await scene.does('sell-gift-card', { type: 'gift-card', amount: 10_000, card: 'new' });
  await scene.does('take-payment', { tender: 'cash', tendered: 100_000_00 });
  const rows = await scene.shop.database.all('SELECT payload FROM entry');
  const views = JSON.stringify(scene.page.views);
  for (const text of [JSON.stringify(rows), views]) assert.not.match(text, /GIFT-?0001|CT-G-/);
  const jobs = await scene.shop.database.all("SELECT kind, subject FROM print_job WHERE kind = 'gift-card'");
  assert.is(jobs.length, 1, 'only the card that the till made is printed');
});

test('a card pays what is on it; an office that says no leaves nothing taken', async () => {
  const scene = await opened();
  scene.shop.office = knowing();
  assert.is(await pays(scene), 'ok');
  assert.equal(statesOf(scene), [['taken', 1_000]]);
  scene.shop.office = knowing(
    {},
    { ok: false, refusal: { code: 'gift-card.balance-low', data: { balance: 3 } } },
  );
  assert.is(await pays(scene), 'gift-card.balance-low');
  assert.equal(statesOf(scene), [['taken', 1_000], ['declined', 1_000]]); // prettier-ignore
  for (const state of ['unknown', 'expired', 'blocked']) {
    scene.shop.office = knowing({ state });
    assert.is(await pays(scene), `gift-card.${state}`);
  }
});

test('without an office nothing is taken, and after its silence neither', async () => {
  const scene = await opened();
  scene.shop.office = away;
  assert.is(await pays(scene), 'office.out-of-reach');
  const known = knowing();
  scene.shop.office = async (question, body) =>
    question === 'gift-card' ? known(question, body) : silentOffice(question, body);
  assert.is(await pays(scene), 'office.no-answer');
  assert.equal(statesOf(scene), [['declined', 1_000]]);
  const made = await scene.page.command(scene.nextId(), 'sell-gift-card', {
    type: 'gift-card',
    amount: 50_000,
    card: { code },
  });
  assert.is(failureOf(made), 'gift-card.known');
  scene.shop.office = away;
  const printed = { type: 'gift-card', amount: 50_000, card: { code } };
  const sells = async (body: object) =>
    failureOf(await scene.page.command(scene.nextId(), 'sell-gift-card', body as never));
  assert.is(await sells(printed), 'gift-card.not-offline');
  assert.is(await sells({ ...printed, topUp: true }), 'office.out-of-reach');
  assert.is(await sells({ ...printed, card: 'new' }), 'ok');
});

/** The shop, with other rules for when the office is away. */
async function offlineRules(scene: Scene, rules: object, types: 'multi' | 'all' = 'multi'): Promise<void> {
  const item = demoFeed('B1').find(({ kind }) => kind === 'shop') as FeedItem;
  const body = item.body as ShopItem;
  const kept = body.giftCards?.types.filter(({ purpose }) => types === 'all' || purpose === 'multi') ?? [];
  await scene.feed({ ...item, body: { ...body, giftCards: { ...body.giftCards, types: kept, ...rules } } });
}

test('within its limit a shop takes cards without the office, marked, unless VAT could be paid twice', async () => {
  const scene = await opened();
  scene.shop.office = away;
  await offlineRules(scene, { offlineMax: 500, printedOffline: true });
  assert.is(await pays(scene), 'ok');
  const [payment] = Object.values(scene.page.view.tab?.payments ?? {});
  assert.equal([payment?.state, payment?.amount, payment?.reference], ['taken', 500, 'offline']);
  assert.is(await pays(scene, { ...paying, amount: 501 }), 'ok', 'no more than the limit is taken');
  await offlineRules(scene, { offlineMax: 500, printedOffline: true }, 'all');
  assert.is(await pays(scene), 'gift-card.not-offline');
});

test('a till cut off between the start of a payment and its end gives it up', async () => {
  const scene = await opened();
  const known = knowing();
  scene.shop.office = async (question, body) =>
    question === 'gift-card' ? known(question, body) : new Promise(() => undefined);
  void pays(scene);
  for (let tries = 0; tries < 500 && !scene.page.view.tab?.openPayment; tries += 1) await pause(5);
  const [id = ''] = Object.keys(scene.page.view.tab?.payments ?? {});
  const said = await scene.page.command(scene.nextId(), 'settle-payment', { payment: id, outcome: 'taken' });
  assert.is(failureOf(said), 'gift-card.card-needed', 'nobody says for the office that it is paid');
  await scene.shop.restart();
  await giveUpOpenCards(scene.shop.register, countingIds(9));
  const tabs = Object.values(scene.shop.register.state.tabs);
  assert.equal(
    tabs.flatMap(({ payments }) => payments.map(({ state }) => state)),
    ['declined'],
  );
});

test('a scanned card is remembered for this customer, and no page is told its code', async () => {
  const scene = await opened();
  scene.shop.office = knowing();
  const asks = async () => failureOf(await scene.page.query('gift-card', { card: 'scanned' }));
  assert.is(await asks(), 'gift-card.none-scanned');
  await scene.shop.devices.scan(madeCode('any', sampleSigner()));
  assert.equal([scene.page.view.scan?.outcome, scene.page.view.scan?.code], ['gift-card', '']);
  assert.is(await asks(), 'ok');
  await scene.does('catch-scan', { wanted: true, for: 'gift-card' });
  await scene.shop.devices.scan('7038010000119');
  assert.equal([scene.page.view.scan?.outcome, scene.page.view.scan?.code], ['gift-card', '']);
  assert.is(await pays(scene, { tender: 'gift-card', card: 'scanned', amount: 1 }), 'ok');
  await scene.does('take-payment', { tender: 'cash', tendered: 1_000_000 });
  assert.is(await asks(), 'gift-card.none-scanned', 'the next customer has another');
});

test('a scanned card is forgotten after two minutes', async () => {
  const clock = virtualClock();
  const giftCards = new GiftCards({
    askOffice: async () => refuse('office.out-of-reach'),
    clock,
    signer: sampleSigner(),
    settings: () => ({ types: [], salt: 'salt', offlineMax: minor(0), printedOffline: false }),
  });
  giftCards.keepScanned(code);
  assert.ok(giftCards.refOf('scanned').ok);
  await clock.advance(120_001);
  assert.refused(giftCards.refOf('scanned'), 'gift-card.none-scanned');
});

test('practised, a card pays without the office', async () => {
  const scene = await Scene.open();
  await scene.withoutTab();
  await scene.does('start-training', {});
  scene.shop.office = knowing();
  await scene.does('add-product', { product, quantity: 1_000 });
  let held = 0;
  const known = knowing();
  scene.shop.office = async (question, body) => {
    if (question === 'hold-gift-card') held += 1;
    return known(question, body);
  };
  assert.is(await pays(scene), 'ok');
  assert.equal([statesOf(scene)[0]?.[0], held], ['taken', 0]);
});
