// The shop at a moment: laws and rates that come into force by themselves, templates by the hour, what was given up but still lies about.
import { assert, suite, virtualClock } from '../../../test/kit.ts';
import { demoShop } from '../../demo/shop.ts';
import type { ShopItem, TemplateItem } from '../../protocol/feed.ts';
import { localTimeIn } from './local-time.ts';
import { ShopInUse } from './shop-in-use.ts';
import { gridAt, planAfter, planOf, settingsAt, type ShopPlan } from './shop-plan.ts';

const test = suite('shop in use');
const hour = 3_600_000;
/** Nothing in it comes or goes by the hour. */
const plan = { ...planOf(demoShop()), campaigns: {} };
const nothing = { put: [], gone: [] };

/** The plan with another shop item. */
function after(before: ShopPlan, change: Partial<ShopItem>, now = 0): ShopPlan {
  const next = planAfter(
    before,
    {
      shop: { ...before.item, ...change },
      templates: nothing,
      campaigns: nothing,
      customerGroups: nothing,
      whole: false,
    },
    now,
  );
  if (next === undefined) throw new Error('no plan');
  return next;
}

const classes = plan.item.vat.schedule[0]?.classes ?? [];
const raised = classes.map((each) => ({
  ...each,
  rates: { 'take-away': { rate: 1_700, code: '31' }, 'eat-in': { rate: 1_700, code: '31' } },
}));

/** Midnight of 2 March 2024 in Oslo. */
const midnight = Date.UTC(2024, 2, 1, 23);
const changing = after(plan, {
  vat: {
    ...plan.item.vat,
    schedule: [
      { from: 0, classes },
      { from: midnight, classes: raised },
    ],
  },
  tenders: plan.item.tenders.map((tender) =>
    tender.foreign === undefined
      ? tender
      : {
          ...tender,
          foreign: {
            ...tender.foreign,
            rates: [
              [0, 11_500_000],
              [midnight + hour, 11_700_000],
            ],
          },
        },
  ),
});

const rateOf = (shop: ShopInUse): number | undefined => shop.settings.vat.classes[0]?.rates['take-away'].rate;
const euroOf = (shop: ShopInUse): number | undefined =>
  shop.settings.tenders.find(({ id }) => id === 'eur')?.foreign?.rateMillionths;

test('a plan of a shop gives that shop back', () => {
  const clock = virtualClock();
  const shop = demoShop();
  const running = shop.settings.campaigns;
  assert.equal(new ShopInUse(planOf(shop), clock).now, { ...shop, settings: { ...shop.settings, running } });
});

test('a change of law holds from its very millisecond, and is told', async () => {
  const clock = virtualClock(midnight - 2 * hour);
  const shop = new ShopInUse(changing, clock);
  let told = 0;
  shop.onChange(() => (told += 1));
  shop.start();
  const before = shop.settings;
  await clock.advance(2 * hour - 1);
  assert.is(rateOf(shop), 1_500);
  assert.is(shop.settings, before, 'the same object while nothing changes');
  assert.is(told, 0);
  await clock.advance(1);
  assert.equal([rateOf(shop), euroOf(shop), told], [1_700, 11_500_000, 1]);
  await clock.advance(hour);
  assert.equal([euroOf(shop), told], [11_700_000, 2]);
  assert.is(clock.waiting, 0, 'nothing more to wait for');
});

test('what the clock says counts, also where it jumped and nobody was told', () => {
  const clock = virtualClock(midnight - 2 * hour);
  const shop = new ShopInUse(changing, clock);
  assert.is(rateOf(shop), 1_500);
  clock.setWall(midnight);
  assert.is(rateOf(shop), 1_700);
  assert.is(shop.now.settings.vat.classes[0]?.rates['take-away'].rate, 1_700);
  clock.setWall(midnight - 1);
  assert.is(rateOf(shop), 1_500);
  clock.setWall(0);
  assert.is(rateOf(shop), 1_500);
});

test('a clock that jumped is noticed within the hour', async () => {
  const clock = virtualClock(midnight - 30 * 24 * hour);
  const shop = new ShopInUse(changing, clock);
  let told = 0;
  shop.onChange(() => (told += 1));
  shop.start();
  clock.setWall(midnight + 1);
  await clock.advance(hour);
  assert.is(told, 1);
  shop.stop();
  assert.is(clock.waiting, 0);
});

test('another plan is told at once, and a stopped shop waits for nothing', async () => {
  const clock = virtualClock(midnight - hour);
  const shop = new ShopInUse(plan, clock);
  let told = 0;
  shop.onChange(() => (told += 1));
  shop.start();
  assert.is(clock.waiting, 0);
  shop.replace(changing);
  assert.equal([told, clock.waiting], [1, 1]);
  shop.stop();
  await clock.advance(3 * hour);
  assert.equal([told, rateOf(shop)], [1, 1_700]);
});

test('what a shop gave up taxes and names what is left of it, and nothing new', () => {
  const gone = after(plan, {
    vat: { ...plan.item.vat, schedule: [{ from: 0, classes: classes.slice(1) }] },
    tenders: plan.item.tenders.filter(({ id }) => id === 'cash'),
  });
  const settings = settingsAt(gone, 0);
  assert.equal(settings.vat.classes.at(-1), { ...demoShop().settings.vat.classes[0], retired: true });
  assert.equal(
    settings.tenders.map(({ id, active }) => `${id} ${active}`),
    ['cash true', 'card false', 'eur false', 'voucher false', 'gift-card false', 'account false'],
  );
  assert.equal(settings.receipt.openDrawerFor, ['cash']);
  const back = after(gone, plan.item);
  assert.equal(settingsAt(back, 0), settingsAt(plan, 0));
});

const template = (position: number, shown: TemplateItem['shown'], rows = position): TemplateItem => ({
  position,
  shown,
  grid: { rows: rows + 1, columns: 1, folders: {} },
});
const rowsAt = (templates: readonly TemplateItem[], weekday: number, minute: number): number | undefined =>
  gridAt(
    { ...plan, templates: Object.fromEntries(templates.map((each, at) => [`t${at}`, each])) },
    { weekday: weekday as 1, minute },
  )?.rows;

test('the first template that fits the hour is shown; none, and the categories are', () => {
  const breakfast = template(1, [{ weekdays: [1, 2, 3, 4, 5], from: '07:00', until: '10:30' }]);
  const night = template(2, [{ weekdays: [5], from: '22:00', until: '02:00' }]);
  const all = [night, breakfast];
  assert.equal(
    [
      [1, 419], [1, 420], [1, 629], [1, 630], [6, 500],
      [5, 22 * 60 - 1], [5, 22 * 60], [6, 119], [6, 120], [5, 60], [6, 22 * 60],
    ].map(([weekday = 0, minute = 0]) => rowsAt(all, weekday, minute)),
    [undefined, 2, 2, undefined, undefined, undefined, 3, 3, undefined, undefined, undefined],
  ); // prettier-ignore
  const always = template(0, [{ weekdays: [], from: '09:00', until: '09:00' }]);
  assert.is(rowsAt([...all, always], 1, 500), 1);
  assert.is(rowsAt([...all, always], 7, 0), 1);
  const sundays = template(0, [
    { weekdays: [1], from: '00:00', until: '00:00' },
    { weekdays: [7], from: '12:00', until: '13:00' },
  ]);
  assert.equal(
    [rowsAt([sundays], 1, 0), rowsAt([sundays], 7, 720), rowsAt([sundays], 7, 780)],
    [1, 1, undefined],
  );
});

test('from the hour on another template is shown, and pages are told once', async () => {
  const clock = virtualClock(Date.UTC(2024, 2, 1, 9, 58, 30));
  const lunch = template(0, [{ weekdays: [], from: '11:00', until: '14:00' }]);
  const shop = new ShopInUse({ ...plan, templates: { lunch } }, clock);
  let told = 0;
  shop.onChange(() => (told += 1));
  shop.start();
  assert.is(shop.now.grid, null);
  await clock.advance(60_000);
  assert.equal([shop.now.grid, told], [null, 0]);
  await clock.advance(60_000);
  assert.equal([shop.now.grid?.rows, told], [1, 1]);
  await clock.advance(3 * hour);
  assert.equal([shop.now.grid, told], [null, 2]);
});

test('campaigns run in their hours; what is sold by is the same object until they change', async () => {
  const clock = virtualClock(Date.UTC(2024, 2, 1, 14, 59, 10));
  const campaign = {
    id: 'happy',
    name: 'Happy hour',
    kind: 'percentage',
    priority: 0,
    basisPoints: 2_000,
    on: {},
    hours: { from: 16 * 60, until: 17 * 60 },
  };
  const shop = new ShopInUse({ ...plan, campaigns: { happy: campaign } }, clock);
  shop.start();
  const before = shop.settings;
  assert.equal(before.running ?? [], []);
  await clock.advance(49_000);
  assert.is(shop.settings, before);
  await clock.advance(1_000);
  const during = shop.settings;
  assert.equal(
    during.running?.map(({ id }) => id),
    ['happy'],
  );
  await clock.advance(30 * 60_000);
  assert.is(shop.settings, during);
  await clock.advance(30 * 60_000);
  assert.equal(shop.settings.running ?? [], []);
});

test('a shop reads its own clock, through the nights in which clocks change', () => {
  const oslo = localTimeIn('Europe/Oslo');
  assert.equal(oslo(Date.UTC(2024, 2, 31, 0, 59)), { weekday: 7, minute: 119 });
  assert.equal(oslo(Date.UTC(2024, 2, 31, 1, 0)), { weekday: 7, minute: 180 });
  assert.equal(oslo(Date.UTC(2024, 9, 27, 0, 30)), { weekday: 7, minute: 150 });
  assert.equal(oslo(Date.UTC(2024, 9, 27, 1, 30)), { weekday: 7, minute: 150 });
  assert.equal(localTimeIn('Asia/Kathmandu')(Date.UTC(2024, 0, 1, 18, 15)), { weekday: 2, minute: 0 });
  assert.throws(() => localTimeIn('Europe/Nowhere'));
});
