// The form of a campaign on a real daemon: a bundle of parts, one that shares and counts on changed prices, the second at half price, what is
// left out, and an amount that wants shops of one currency. What was saved is there when it is asked for again.
import type { Locator } from 'playwright-core';
import { assert } from '../../appliance/test/kit.ts';
import { type Listed, type OfficeDesk, officeSuite } from './office-desk.ts';
import { nothingToReport } from './shop.ts';

const limits = { timeoutMs: 120_000 };

/** A phone, and a desk on which the whole form is seen. */
const sizes = [
  { width: 390, height: 844 },
  { width: 1366, height: 1400 },
];

let alex: OfficeDesk;

async function kept(name: string): Promise<Readonly<Record<string, unknown>>> {
  const { records } = await alex.asks<Listed>(`/campaigns?search=${encodeURIComponent(name)}`);
  assert.is(records.length, 1, name);
  return records[0]?.body as Readonly<Record<string, unknown>>;
}

async function begins(name: string, type: string): Promise<void> {
  await alex.open('/office/campaigns?open=new');
  await alex.field('field.name').fill(name);
  await alex.page.getByLabel(alex.words('campaign.kind')).selectOption(type);
}

const save = () => alex.page.getByRole('button', { name: /^(Save|Add the)/ });
async function saves(): Promise<void> {
  await save().click();
  await alex.page.getByText(/^Saved at/).waitFor();
}

/** The list of what may be chosen is closed again: it lies over the next field. */
async function chooses(field: Locator, typed: string): Promise<void> {
  await alex.choose(field, typed);
  await alex.page.keyboard.press('Tab');
}
const whenTab = () => alex.page.getByRole('tab', { name: new RegExp(`^${alex.words('tab.when')}`) });
const part = (number: number) =>
  alex.page.getByRole('group', { name: alex.words('campaign.part', { number }), exact: true });
const inPart = (number: number, key: string) => part(number).getByLabel(alex.words(key), { exact: true });

const test = officeSuite('campaigns in the office', {
  untried: 'the form of campaigns was not tried in a browser',
  arrived: async (desk) => {
    alex = desk;
    await alex.page.setViewportSize({ width: 1366, height: 1400 });
  },
});

test('the second at half price, without a category, shared and on changed prices', limits, async () => {
  await begins('Andre halv pris', 'n-for-m');
  await alex.field('campaign.take').fill('2');
  await alex.field('campaign.pay').fill('1');
  await alex.field('campaign.off-rest').fill('50');
  await chooses(alex.field('campaign.categories'), 'Drikke');
  await chooses(alex.field('campaign.excludedCategories'), 'Kaf');
  await whenTab().click();
  await alex.field('field.stackable').click();
  await alex.field('field.onChangedPrices').click();
  await nothingToReport(alex.page, 'when a campaign runs', sizes);
  await saves();
  const { kind, stackable, onChangedPrices } = await kept('Andre halv pris');
  assert.equal([stackable, onChangedPrices], [true, true]);
  const { take, pay, basisPoints, categories, excludedCategories } = kind as Record<string, unknown>;
  assert.equal([take, pay, basisPoints, categories, excludedCategories], [2, 1, 5_000, ['drinks'], ['cafe']]);
});

test('a bundle of three parts, one taken away again; it wants shops of one currency', limits, async () => {
  await begins('Frokost', 'bundle');
  await chooses(inPart(1, 'campaign.products'), 'Filterk');
  await chooses(inPart(2, 'campaign.categories'), 'Bake');
  await inPart(2, 'campaign.quantity').fill('2');
  await alex.button('campaign.add-part').click();
  await chooses(inPart(3, 'campaign.products'), 'Helmelk');
  await alex.button('campaign.remove-part', { number: 3 }).click();
  await part(3).waitFor({ state: 'detached' });
  await alex.field('campaign.price').fill('79');
  // The demo company sells in Norway and in Sweden.
  await alex.sees('campaign.one-currency', { currencies: 'NOK, SEK' });
  await nothingToReport(alex.page, 'a bundle', sizes);
  await save().click();
  await alex.sees('failure.campaign.currencies.what', { currencies: 'NOK, SEK' });
  await whenTab().click();
  await chooses(alex.field('field.shops'), 'Brygga Mat');
  await saves();
  const { kind, shops } = await kept('Frokost');
  const { parts, price } = kind as {
    readonly parts: readonly Record<string, unknown>[];
    readonly price: number;
  };
  assert.equal([shops, price, parts.length], [['brygga'], 7_900, 2]);
  assert.equal(
    parts.map(({ quantity, products, categories }) => [quantity, (products as string[]).length, categories]),
    [
      [1, 1, []],
      [2, 0, ['bakery']],
    ],
  );
  await alex.open('/office/campaigns');
  await alex.page.getByText(/79,00/).first().waitFor();
  await alex.page
    .getByText(alex.words('cell.campaign.n-for-less', { free: 1, take: 2, percent: '50 %' }))
    .waitFor();
});
