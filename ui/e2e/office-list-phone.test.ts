// Every list of the office and its form on a phone: what is laid out wrong, what axe-core says. Each kind in one language, the next kind in the
// next, and of one in four a record that is there as well; each in every language, and all of it, in the long run.
import { assert, longRun, note } from '../../appliance/test/kit.ts';
import type { PageRule } from '../src/lib/office/page-rule.ts';
import { layoutFindings } from './layout-findings.ts';
import { rules } from './list-kinds.ts';
import { type Listed, type OfficeDesk, officeSuite } from './office-desk.ts';
import { accessibilityFindings, stands } from './shop.ts';

const limits = { timeoutMs: 120_000 };
/** Tabs of a form, the filters and buttons over a list, the till's grid. */
const sliding = '.tabs, .rest, .cells, .raster';

interface Look {
  readonly language: string;
  readonly scheme: 'light' | 'dark';
}

/** English words are the shortest: what fits the others fits them. */
const looks: readonly Look[] = [
  { language: 'cs', scheme: 'light' },
  { language: 'nb', scheme: 'dark' },
  { language: 'nl', scheme: 'dark' },
  ...(longRun ? [{ language: 'en', scheme: 'light' } as const] : []),
];

async function findings(desk: OfficeDesk, where: string, axe: boolean): Promise<readonly string[]> {
  // What has just moved in is measured when it stands.
  await stands(desk.page);
  const found = [
    ...(axe ? await accessibilityFindings(desk.page) : []),
    ...(await layoutFindings(desk.page, { sliding })),
  ];
  return found.map((finding) => `${where}: ${finding}`);
}

/** Each tab of the form that is open. */
async function throughTabs(desk: OfficeDesk, where: string, axe: boolean): Promise<readonly string[]> {
  const found: string[] = [];
  const tabs = desk.page.locator('.details [role=tab]');
  await tabs.first().waitFor();
  for (let at = 0; at < (await tabs.count()); at += 1) {
    await tabs.nth(at).click();
    found.push(...(await findings(desk, `${where}, ${(await tabs.nth(at).innerText()).trim()}`, axe)));
  }
  return found;
}

async function looksAt(desk: OfficeDesk, { path, kind }: PageRule, { language }: Look): Promise<void> {
  await desk.open(`/office/${path}`);
  await desk.page.getByRole('heading', { level: 1 }).waitFor();
  await desk.page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
  const found = [...(await findings(desk, `${path} in ${language}`, true))];
  const words = desk.words('office.new', { what: desk.words(`one.${kind}`) });
  await desk.page.getByRole('button', { name: words, exact: true }).click();
  found.push(...(await throughTabs(desk, `new of ${path} in ${language}`, true)));
  await desk.page.goBack();
  await desk.page.locator('.details').waitFor({ state: 'detached' });
  const { records } = await desk.asks<Listed>(`/${path}?pageSize=1`);
  const [first] = records;
  if (first !== undefined && (longRun || rules.findIndex((each) => each.kind === kind) % 4 === 0)) {
    await desk.open(`/office/${path}?open=${first.id}`);
    found.push(...(await throughTabs(desk, `one of ${path} in ${language}`, false)));
    await desk.page.getByRole('button', { name: desk.words('part.back'), exact: true }).click();
    await desk.page.locator('.details').waitFor({ state: 'detached' });
  }
  assert.equal(found, []);
}

let alex: OfficeDesk;
const test = officeSuite('lists of the office on a phone', {
  untried: 'nobody looked at the lists on a phone',
  options: { viewport: { width: 390, height: 844 }, hasTouch: true },
  arrived: (desk) => {
    alex = desk;
  },
});

for (const [turn, look] of looks.entries()) {
  const { language, scheme } = look;
  test(`somebody who speaks ${language} comes`, async () => {
    await alex.page.emulateMedia({ colorScheme: scheme });
    await alex.tells('PUT', '/me/language', { language });
    alex.speaks(language);
  });
  const turns = rules.filter((_rule, at) => longRun || at % looks.length === turn);
  for (const rule of turns) test(`${rule.path} in ${language}`, limits, () => looksAt(alex, rule, look));
}
if (!longRun)
  note(`lists on a phone: each of ${String(rules.length)} kinds in one of ${String(looks.length)} languages`);

test('no page complained on the way', () => {
  assert.equal(alex.troubles, []);
});
