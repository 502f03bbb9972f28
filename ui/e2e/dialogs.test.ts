// Every dialog of the till in both directions: nothing for axe-core to report, nothing cut, nothing too small for a finger. The list is held
// against the source, so that a new dialog comes with its way there.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { assert, repositoryRoot } from '../../appliance/test/kit.ts';
import { Cashier } from './cashier.ts';
import { layoutFindings } from './layout-findings.ts';
import { browserSuite, nothingToReport, Shop } from './shop.ts';

const test = browserSuite('dialogs of the till', 'the dialogs of the till were not looked at');
const limits = { timeoutMs: 60_000 };
const landscape = { width: 1366, height: 768 };
const portrait = { width: 768, height: 1024 };

let shop: Shop;
let alex: Cashier;

/** What is slid sideways under a finger is not cut. */
const sliding = '.tabs, .cells, .raster, .scroll, .kinds';

async function looksRight(where: string): Promise<void> {
  for (const size of [landscape, portrait]) {
    await alex.page.setViewportSize(size);
    await nothingToReport(alex.page, where);
    assert.equal(await layoutFindings(alex.page, { sliding }), [], `${where}, ${size.width} wide`);
  }
  await alex.page.setViewportSize(landscape);
}

const press = (key: string) => async (): Promise<void> => alex.button(key).first().click();
const quantity = async (): Promise<void> =>
  alex.page.getByRole('button', { name: alex.within('line.change-quantity') }).click();
const ofTab = (key: string) => async (): Promise<void> => {
  await alex.button('tab.more').click();
  await alex.button(key).click();
};
const split = (key: string) => async (): Promise<void> => {
  await ofTab('tab.do-split')();
  await alex.page.locator('label', { hasText: alex.within(key) }).click();
};
const onGrid = (name: string) => async (): Promise<void> =>
  alex.page
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .first()
    .click();
const toPay = (tender: string) => async (): Promise<void> => {
  await alex.button('sell.pay').click();
  await alex.page.locator('label', { hasText: new RegExp(`^\\s*${tender}`) }).click();
};

interface Dialog {
  /** The page it is reached from; absent: the one that sells, with a line in the basket. */
  readonly from?: string;
  readonly opens: () => Promise<void>;
  /** What is seen once it is open. */
  readonly shows: string;
}

/** By component. */
const dialogs: Readonly<Record<string, Dialog>> = {
  QuantityPanel: { opens: quantity, shows: 'quantity.title' },
  DiscountPanel: { opens: press('line.do-discount'), shows: 'discount.line' },
  PricePanel: { opens: press('line.do-price'), shows: 'price.title' },
  WordsPanel: { opens: press('line.do-note'), shows: 'note.line' },
  ReasonPanel: { opens: press('line.do-void'), shows: 'void.line' },
  CustomerPanel: { opens: ofTab('tab.do-customer'), shows: 'customer.title' },
  PrepaymentPanel: { opens: ofTab('tab.do-prepayment'), shows: 'tab.do-prepayment' },
  GuestsPanel: { opens: ofTab('tab.do-guests'), shows: 'guests.title' },
  SeatsPanel: { opens: ofTab('tab.do-seats'), shows: 'seating.title' },
  MergePanel: { opens: ofTab('tab.do-merge'), shows: 'merge.title' },
  TransferPanel: { opens: ofTab('tab.do-transfer'), shows: 'transfer.title' },
  SplitPanel: { opens: ofTab('tab.do-split'), shows: 'split.title' },
  SplitItems: { opens: split('split.by-items'), shows: 'split.title' },
  SplitSeats: { opens: split('split.by-seat'), shows: 'split.title' },
  SplitEvenly: { opens: split('split.evenly'), shows: 'split.people' },
  SplitAmount: { opens: split('split.by-amount'), shows: 'split.amount' },
  WeighPanel: { opens: onGrid('Bananer'), shows: 'weigh.way' },
  TenderStep: { opens: toPay('Kontant'), shows: 'pay.quick-cash' },
  TipStep: { opens: toPay('Kort'), shows: 'tip.title' },
  GiftCardPanel: {
    from: '/till/sell?gift-card',
    opens: async () => undefined,
    shows: 'grid.do-gift-card',
  },
  ReceivePanel: {
    from: '/till',
    opens: async () => {
      await alex.button('account.receive').click();
      await alex.page.getByLabel(alex.words('customer.search')).fill('nattskift');
      await alex.page.getByRole('button', { name: /^Nattskift AS/ }).click();
    },
    shows: 'account.owed',
  },
  DrawerPanel: { from: '/till', opens: press('drawer.title'), shows: 'drawer.title' },
  ClockPanel: { from: '/till', opens: press('clock.title'), shows: 'clock.title' },
  TrainingPanel: { from: '/till', opens: press('training.title'), shows: 'training.title' },
  ScreenSettings: { from: '/till', opens: press('settings.title'), shows: 'settings.title' },
  CashMovePanel: { from: '/till/cash', opens: press('cash.title'), shows: 'cash.title' },
  CountPanel: {
    from: '/till/closeout',
    opens: async () => alex.page.locator('section.count').first().getByRole('button').click(),
    shows: 'close.count-title',
  },
  NoteStep: { from: '/till/closeout', opens: press('close.add-note'), shows: 'cash.add-note' },
};

/** Looked at in both directions elsewhere, or no dialog of its own. */
const elsewhere: Readonly<Record<string, string>> = {
  SumPanel: 'the customer display, in looks.test.ts',
  PinStep: 'the log-in, in selling.test.ts',
  ShiftPanel: 'part of the home',
  OpeningPanel: 'before a shift is open: below',
  CoinPanel: 'by a setting, in cash-journal.test.ts',
  AskPricePanel: 'a product without a price, in the same parts as PricePanel',
  CardStep: 'with a terminal apart: below',
  TerminalStep: 'with a terminal that answers, in its own test',
  PointsPanel: 'a customer with points, in its own test',
  LineStepPanel: 'chooses among the panels',
  PayStep: 'chooses among the steps',
  SellStep: 'chooses among the steps',
  TabStepPanel: 'chooses among the panels',
};

test.before(async () => {
  shop = await Shop.open();
  alex = await Cashier.arrives(shop, { viewport: landscape });
  await alex.logIn('alex');
});
test.after(async () => {
  await shop.close();
});

test('every panel and step of the source has its way here, or a reason', () => {
  const found = ['areas', 'screens'].flatMap((folder) =>
    readdirSync(join(repositoryRoot, 'ui/src/lib', folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /(Panel|Step)\.svelte$/.test(path) && !path.startsWith('office/'))
      .map((path) => path.replace(/^.*\//, '').replace('.svelte', '')),
  );
  assert.equal(
    found.filter((name) => !(name in dialogs) && !(name in elsewhere)),
    [],
  );
  assert.equal(
    Object.keys(elsewhere).filter((name) => !found.includes(name)),
    [],
    'reasons for what is not there',
  );
});

test('OpeningPanel', limits, async () => {
  await alex.button('home.start-selling').click();
  await alex.area('opening.title').waitFor();
  await looksRight('OpeningPanel');
  await alex.page.keyboard.type('1000');
  await alex.page.keyboard.press('Enter');
  await alex.page.waitForURL('**/till/sell');
  await alex.scans('Grovbrød');
});

for (const [name, { from = '/till/sell', opens, shows }] of Object.entries(dialogs)) {
  test(name, limits, async () => {
    await alex.open(from);
    if (from === '/till/sell') await alex.lineOf('Grovbrød').waitFor();
    await opens();
    await alex.area(shows).or(alex.area(shows, 'group')).or(alex.saysIt(shows)).first().waitFor();
    await looksRight(name);
  });
}

test('CardStep', limits, async () => {
  await alex.open('/till/sell');
  await alex.lineOf('Grovbrød').waitFor();
  await toPay('Kort')();
  await alex.button('pay.charge-card').click();
  await alex.button('pay.approved').waitFor();
  await looksRight('CardStep');
  await alex.button('pay.approved').click();
  await alex.area('done.title').waitFor();
  await looksRight('paid');
});

test('no page complained on the way', () => {
  assert.equal(alex.page.troubles, []);
});
