// Every list of the office as a file: out, in again without a change, in with two mistakes that are told by line and column, in when they are
// put right. By keyboard alone; only the file itself is handed to the browser.
import { readFileSync } from 'node:fs';
import { readSheet } from '../../appliance/src/back-office/records/csv/rows.ts';
import { kinds } from '../../appliance/src/protocol/office/kinds.ts';
import { assert } from '../../appliance/test/kit.ts';
import type { PageRule } from '../src/lib/office/page-rule.ts';
import { Keys } from './keys-only.ts';
import { another, bodyOf, rules, sampleBody } from './list-kinds.ts';
import { type Listed, type OfficeDesk, officeSuite } from './office-desk.ts';

const limits = { timeoutMs: 120_000 };

type Cells = Readonly<Record<string, string>>;
let alex: OfficeDesk;
let keys: Keys;

const menuWords = ({ path }: PageRule): string => alex.words(`menu.${path}`);

async function pressOn(key: string, values = {}): Promise<void> {
  const words = alex.words(key, values);
  await keys.tabTo(words, ({ name }) => name === words);
  await keys.press('Enter');
}

interface Taken {
  readonly head: readonly string[];
  readonly rows: readonly Cells[];
  readonly text: string;
}

async function takesOut(): Promise<Taken> {
  await keys.intoPage();
  const [file] = await Promise.all([alex.page.waitForEvent('download'), pressOn('office.export')]);
  const bytes = readFileSync(await file.path());
  const sheet = await readSheet(bytes);
  assert.accepted(sheet);
  const { header, rows } = sheet.value;
  return {
    text: bytes.toString('utf8'),
    head: header,
    rows: rows.map(({ cells }) => Object.fromEntries(header.map((name, at) => [name, cells[at] ?? '']))),
  };
}

/** Everything quoted: what stands in it means nothing then. */
function fileOf(head: readonly string[], rows: readonly Cells[]): string {
  const line = (cells: readonly string[]): string =>
    cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  return [line(head), ...rows.map((row) => line(head.map((name) => row[name] ?? '')))].join('\r\n');
}

async function brings(text: string): Promise<void> {
  if (await alex.button('part.import-other-file').isVisible()) await pressOn('part.import-other-file');
  const buffer = Buffer.from(text);
  const [asked] = await Promise.all([alex.page.waitForEvent('filechooser'), pressOn('part.import-choose')]);
  await Promise.all([
    alex.page.waitForResponse((answer) => answer.url().endsWith('.csv?dry-run=true')),
    asked.setFiles({ name: 'list.csv', mimeType: 'text/csv', buffer }),
  ]);
  await alex.button('part.import-other-file').waitFor();
  assert.is.not((await keys.at()).tag, 'body', 'the keyboard lost its place');
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The rows of the two that were made, as two others that are not there yet. */
function others(
  rule: PageRule,
  rows: readonly Cells[],
  body: Readonly<Record<string, unknown>>,
): readonly Cells[] {
  const { key } = kinds[rule.kind];
  return [1, 2].map((at) => {
    const [here, there] = [another(rule, body, at), another(rule, body, at + 50)];
    const row = rows.find((each) => each[key] === here[key]);
    assert.ok(row !== undefined, `${rule.path}: ${String(here[key])} is not in the file`);
    const named = ['name', 'firstName', key, 'email'].filter((column) => column in row);
    const cells = named.map((column) => [column, textOf(there[column])] as const);
    return { ...row, ...Object.fromEntries(cells) };
  });
}

/** Line and column of each mistake, as the page tells them. */
const mistakes = (): Promise<readonly (readonly string[])[]> =>
  alex.page
    .getByRole('region', { name: alex.words('part.import-wrong') })
    .locator('tbody tr')
    .evaluateAll((lines) =>
      lines.map((line) => [...line.querySelectorAll('td')].slice(0, 2).map((cell) => cell.textContent)),
    );

const test = officeSuite('lists of the office as files', {
  untried: 'no list was taken out and brought in',
  arrived: (desk) => {
    alex = desk;
    keys = new Keys(alex.page);
  },
});

for (const rule of rules) {
  test(`${rule.path}: out, in, mistakes by line`, limits, async () => {
    const body = bodyOf(await sampleBody(alex, rule));
    for (const at of [1, 2]) await alex.tells('POST', `/${rule.path}`, { body: another(rule, body, at) });
    await alex.open(`/office/${rule.path}`);
    const { head, rows, text } = await takesOut();
    await keys.intoPage();
    await pressOn('office.import');
    await alex.button('part.import-choose').waitFor();
    await brings(text);
    await alex.sees('part.import-nothing');

    const right = others(rule, rows, body);
    const [one = {}, other = {}] = right;
    const { key } = kinds[rule.kind];
    await brings(
      fileOf(head, [
        { ...one, active: 'perhaps' },
        { ...other, [key]: '' },
      ]),
    );
    const own = `field.${rule.kind}.${key}`;
    assert.equal(await mistakes(), [
      ['2', alex.words('field.active')],
      ['3', alex.words(alex.has(own) ? own : `field.${key}`)],
    ]);
    const before = await alex.asks<Listed>(`/${rule.path}?search=zq`);
    assert.is(before.records.length, 2, 'a file with mistakes changed something');

    await brings(fileOf(head, right));
    await pressOn('part.import-run', { count: 2 });
    await alex.sees('part.import-done', { count: 2 });
    assert.is.not((await keys.at()).tag, 'body', 'the keyboard lost its place');
    const after = await alex.asks<Listed>(`/${rule.path}?search=zq`);
    assert.is(after.records.length, 4, menuWords(rule));
  });
}

test('no page complained on the way', () => {
  assert.equal(alex.troubles, []);
});
