// Every list of the office by keyboard alone: one is made, found, changed and put out of use; for one kind in three, and for each in the long
// run, it is looked for among those too. What a kind needs is read from its page rule, so that a new kind is tried without a word here.
import type { Response } from 'playwright-core';
import { assert, longRun } from '../../appliance/test/kit.ts';
import { Keys, type Stop } from './keys-only.ts';
import { changeable, needsOf, rules, tabOf } from './list-kinds.ts';
import { type Listed, type OfficeDesk, officeSuite } from './office-desk.ts';
import type { PageRule } from '../src/lib/office/page-rule.ts';

const limits = { timeoutMs: 120_000 };

let alex: OfficeDesk;
let keys: Keys;

const called = (key: string) => (stop: Stop) => stop.name.startsWith(alex.words(key));
const inTheList = (text: string) => alex.page.locator('.split > .list').getByText(text, { exact: false });

async function searches({ path }: PageRule, text: string): Promise<void> {
  const words = alex.words('office.search', { what: alex.words(`menu.${path}`) });
  await keys.intoPage();
  await keys.tabTo(words, ({ name }) => name === words);
  await keys.press('Control+A');
  await keys.type(text);
}

/** What the office says when it is saved. */
async function answered(method: string, path: string): Promise<Response> {
  const [answer] = await Promise.all([
    alex.page.waitForResponse(
      (each) => each.request().method() === method && new URL(each.url()).pathname === path,
    ),
    keys.press('Control+S'),
  ]);
  return answer;
}

async function makesOne(rule: PageRule): Promise<Listed['records'][number]> {
  const words = alex.words('office.new', { what: alex.words(`one.${rule.kind}`) });
  await keys.intoPage();
  await keys.tabTo(words, ({ name }) => name === words);
  await keys.press('Enter');
  await alex.page.locator('.details [role=tab]').first().waitFor();
  let tab = rule.tabs[0]?.name;
  for (const need of needsOf(rule)) {
    if (need.tab !== tab) await keys.openTab(alex.words(`tab.${need.tab}`));
    tab = need.tab;
    if (need.own) await keys.tabTo(`${rule.kind}.${need.key}`, ({ id }) => id === need.id);
    await need.fill(alex, keys);
  }
  const answer = await answered('POST', `/api/${rule.path}`);
  assert.is(answer.status(), 201, `${rule.kind}: ${await answer.text()}`);
  await alex.page.getByText(/^Saved at/).waitFor();
  return (await answer.json()) as Listed['records'][number];
}

async function changes(rule: PageRule, id: string): Promise<void> {
  const { tab, key } = changeable(rule);
  await keys.openTab(alex.words(`tab.${tab}`));
  await keys.tabTo(`${rule.kind}.${key}`, (stop) => stop.id === `field-${key}`);
  await keys.press('End');
  await keys.type(' b');
  await saves(rule, id);
  assert.match(String((await stored(rule, id)).body[key]), /b$/);
}

async function putsOutOfUse(rule: PageRule, id: string): Promise<void> {
  await keys.openTab(alex.words(`tab.${tabOf(rule, 'active')}`));
  await keys.tabTo('the switch', ({ name, inDetails }) => inDetails && name === alex.words('field.active'));
  await keys.press(' ');
  await saves(rule, id);
  assert.is((await stored(rule, id)).body['active'], false);
}

async function saves({ path }: PageRule, id: string): Promise<void> {
  const answer = await answered('PUT', `/api/${path}/${id}`);
  assert.is(answer.status(), 200, await answer.text());
}

const stored = ({ path }: PageRule, id: string) => alex.asks<Listed['records'][number]>(`/${path}/${id}`);

async function looksAmongInactive(): Promise<void> {
  await keys.intoPage();
  await keys.tabTo('the filter', called('field.active'));
  await keys.press('Enter');
  const words = alex.words('office.only-inactive');
  await keys.tabTo(words, ({ name }) => name === words);
  await keys.press(' ', 'Escape');
}

const test = officeSuite('lists of the office by keyboard', {
  untried: 'the lists of the office were not gone through by keyboard',
  arrived: (desk) => {
    alex = desk;
    keys = new Keys(alex.page);
  },
});

for (const [at, rule] of rules.entries()) {
  test(`${rule.path}: made, found, changed, put out of use`, limits, async () => {
    await alex.open(`/office/${rule.path}`);
    const { id, body } = await makesOne(rule);
    const title = String(body['name'] ?? body['firstName']);
    await changes(rule, id);
    await keys.press('Escape');
    await alex.page.locator('.details').waitFor({ state: 'detached' });
    assert.is.not((await keys.at()).tag, 'body', 'the keyboard lost its place');
    await searches(rule, title);
    await inTheList(title).first().waitFor();
    await keys.tabTo('its row', ({ row, role }) => row === id && role === 'row');
    await keys.press('Enter');
    await alex.page.locator('.details [role=tab]').first().waitFor();
    await putsOutOfUse(rule, id);
    await keys.press('Escape');
    await inTheList(title).first().waitFor({ state: 'detached' });
    if (!longRun && at % 3 !== 0) return;
    await looksAmongInactive();
    await inTheList(title).first().waitFor();
    await searches(rule, 'Zq nobody');
    await alex.sees('office.none-found', { what: alex.words(`menu.${rule.path}`) });
  });
}

test('no page complained on the way', () => {
  assert.equal(alex.troubles, []);
});
