// Every list of the office when it is long: sorted by each column that can be, both ways, gone through page by page, and several of its records
// changed at once. By keyboard alone for one kind in three, for each in the long run; what the office answers is looked at for all.
import { assert, longRun, note } from '../../appliance/test/kit.ts';
import type { PageRule } from '../src/lib/office/page-rule.ts';
import { Keys } from './keys-only.ts';
import { another, rules, sampleBody, sortableOf } from './list-kinds.ts';
import { type Listed, type OfficeDesk, officeSuite } from './office-desk.ts';

const limits = { timeoutMs: 120_000 };
/** The shortest page there is, and a few more. */
const pageSize = 25;
const many = pageSize + 3;

type Row = Listed['records'][number];
let alex: OfficeDesk;
let keys: Keys;

const shownIds = (): Promise<readonly string[]> =>
  alex.page
    .locator('tr[data-key]')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-key') ?? ''));

/** The ids that the list asks for next, once they are on the page. */
async function afterwards(
  rule: PageRule,
  act: () => Promise<void>,
  part: string,
): Promise<readonly string[]> {
  const [asked] = await Promise.all([
    alex.page.waitForResponse((answer) => {
      const { pathname, search } = new URL(answer.url());
      return pathname === `/api/${rule.path}` && search.includes(part);
    }),
    act(),
  ]);
  const { records } = (await asked.json()) as Listed;
  const ids = records.map(({ id }) => id);
  await alex.page.waitForFunction(
    (wanted) =>
      JSON.stringify(
        [...document.querySelectorAll('tr[data-key]')].map((row) => row.getAttribute('data-key')),
      ) === wanted,
    JSON.stringify(ids),
  );
  return ids;
}

/** Nothing first, figures by size, texts by their letters. */
function compare(one: unknown, other: unknown): number {
  if (one === null || other === null) return Number(one !== null) - Number(other !== null);
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const [a, b] = [(one as string).toLowerCase(), (other as string).toLowerCase()];
  return a < b ? -1 : Number(a > b);
}

async function showsAllColumns(rule: PageRule): Promise<void> {
  const hidden = sortableOf(rule).filter((column) => column.hidden === true);
  if (hidden.length === 0) return;
  await keys.intoPage();
  await keys.tabTo('the columns', ({ name, tag }) => tag === 'button' && name === alex.words('part.columns'));
  await keys.press('Enter');
  for (const { key } of hidden) {
    const words = alex.words(`field.${key}`);
    await keys.tabTo(words, ({ name, tag }) => tag === 'input' && name === words);
    await keys.press(' ');
  }
  await keys.press('Escape');
}

const directions = [
  ['up', 1],
  ['down', -1],
] as const;

interface Sorted {
  readonly key: string;
  readonly sign: 1 | -1;
  /** Of the first page. */
  readonly ids: readonly string[];
}

function inOrder(rule: PageRule, { key, sign, ids }: Sorted, rows: ReadonlyMap<string, Row>): void {
  const values = [...rows.values()].map(({ body }) => body[key] ?? null);
  assert.equal(
    ids.map((id) => rows.get(id)?.body[key] ?? null),
    [...values].sort((a, b) => sign * compare(a, b)).slice(0, pageSize),
    `${rule.path} by ${key}, ${String(sign)}`,
  );
}

/** What the page would be told. */
async function answersInOrder(rule: PageRule, rows: ReadonlyMap<string, Row>): Promise<void> {
  const asked = async (rest: string): Promise<readonly string[]> => {
    const list = `/${rule.path}?search=zq&pageSize=${String(pageSize)}&${rest}`;
    return (await alex.asks<Listed>(list)).records.map(({ id }) => id);
  };
  for (const { key } of sortableOf(rule))
    for (const [direction, sign] of directions)
      inOrder(rule, { key, sign, ids: await asked(`sort=${key}&direction=${direction}`) }, rows);
  const pages = [...(await asked('page=1')), ...(await asked('page=2'))];
  assert.equal([...pages].sort(), [...rows.keys()].sort(), `${rule.path}: each once, page by page`);
}

async function sortsBy(rule: PageRule, key: string, rows: ReadonlyMap<string, Row>): Promise<void> {
  await keys.intoPage();
  const own = `field.${rule.kind}.${key}`;
  const words = alex.has(own) ? alex.words(own) : alex.words(`field.${key}`);
  const head = await keys.tabTo(
    `the head ${words}`,
    ({ name, tag, row }) => tag === 'button' && row === '' && name === words,
  );
  assert.is(head.inDetails, false);
  for (const [direction, sign] of directions) {
    const ids = await afterwards(rule, () => keys.press('Enter'), `sort=${key}&direction=${direction}`);
    inOrder(rule, { key, sign, ids }, rows);
  }
}

async function turnsPages(rule: PageRule): Promise<void> {
  const first = await shownIds();
  await keys.intoPage();
  await keys.tabTo('the next page', ({ name }) => name === alex.words('part.page-after'));
  const second = await afterwards(rule, () => keys.press('Enter'), 'page=2');
  assert.is(second.length, many - pageSize);
  assert.is(
    second.some((id) => first.includes(id)),
    false,
  );
  await keys.intoPage();
  await keys.tabTo('the rows', ({ role }) => role === 'row');
  await keys.press('Home');
  const again = await afterwards(rule, () => keys.press('PageUp'), 'page=1&');
  assert.equal(again, first);
  assert.is((await keys.at()).row, first.at(-1));
}

async function deactivatesSeveral(rule: PageRule): Promise<void> {
  await keys.press('Home', ' ', 'Shift+ArrowDown', 'Shift+ArrowDown');
  const chosen = (await shownIds()).slice(0, 3);
  const bulk = alex.words('office.bulk', { count: 3 });
  await keys.tabTo(bulk, ({ name }) => name === bulk);
  await keys.press('Enter');
  const field = alex.words('office.bulk-field');
  await keys.tabTo(field, ({ name }) => name === field);
  const go = alex.words('office.bulk-apply', { count: 3 });
  await keys.tabTo(go, ({ name }) => name === go);
  await keys.press('Enter');
  for (const id of chosen) await alex.page.locator(`tr[data-key="${id}"]`).waitFor({ state: 'detached' });
  assert.is.not((await keys.at()).tag, 'body', 'the keyboard lost its place');
  for (const id of chosen)
    assert.is((await alex.asks<Row>(`/${rule.path}/${id}`)).body['active'], false, `${rule.path}/${id}`);
}

const test = officeSuite('long lists of the office', {
  untried: 'nobody went through long lists',
  arrived: (desk) => {
    alex = desk;
    keys = new Keys(alex.page);
  },
});

for (const [at, rule] of rules.entries()) {
  const byKeyboard = longRun || at % 3 === 0;
  const what = byKeyboard ? 'sorted, paged, several changed at once' : 'answered in order, page by page';
  test(`${rule.path}: ${what}`, limits, async () => {
    const rows = await manyOf(rule);
    if (!byKeyboard) return answersInOrder(rule, rows);
    await alex.open(`/office/${rule.path}?search=zq&size=${String(pageSize)}`);
    await alex.page
      .locator('tr[data-key]')
      .nth(pageSize - 1)
      .waitFor();
    await showsAllColumns(rule);
    for (const { key } of sortableOf(rule)) await sortsBy(rule, key, rows);
    await turnsPages(rule);
    await deactivatesSeveral(rule);
  });
}
if (!longRun) note(`long lists: one in three of ${String(rules.length)} kinds by keyboard`);

async function manyOf(rule: PageRule): Promise<ReadonlyMap<string, Row>> {
  const body = await sampleBody(alex, rule);
  const rows = new Map<string, Row>();
  for (let at = 1; at <= many; at += 1) {
    const row = await alex.tells<Row>('POST', `/${rule.path}`, { body: another(rule, body, at) });
    rows.set(row.id, row);
  }
  return rows;
}

test('no page complained on the way', () => {
  assert.equal(alex.troubles, []);
});
