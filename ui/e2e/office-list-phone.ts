// Every list of the office and its form on a phone, in one language: what is laid out wrong, what axe-core says. Each language is a
// file of its own, so that none of them takes long.
import { assert, longRun, note } from '../../appliance/test/kit.ts';
import type { PageRule } from '../src/lib/office/page-rule.ts';
import { layoutFindings } from './layout-findings.ts';
import { rules } from './list-kinds.ts';
import { type Listed, type OfficeDesk, officeSuite } from './office-desk.ts';
import { accessibilityFindings } from './shop.ts';

const limits = { timeoutMs: 120_000 };
/** Tabs of a form, the filters and buttons over a list, the till's grid. */
const sliding = '.tabs, .rest, .cells, .raster';

export interface Look {
  readonly language: string;
  readonly scheme: 'light' | 'dark';
  /** The slow part, and what a page is made of does not depend on its language: axe-core looks at every second kind, from the first or the next. */
  readonly axe?: 'odd' | 'even';
  /** Words shorter than another language's fit where those do: only every fourth kind then, and all of them in the long run. */
  readonly short?: boolean;
}

async function findings(desk: OfficeDesk, where: string, axe: boolean): Promise<readonly string[]> {
  // What has just moved in is measured when it stands.
  await desk.page.waitForTimeout(180);
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

async function looksAt(desk: OfficeDesk, rule: PageRule, { language, ...look }: Look): Promise<void> {
  const axe = look.axe === (rules.indexOf(rule) % 2 === 0 ? 'even' : 'odd');
  const { path } = rule;
  await desk.open(`/office/${path}`);
  await desk.page.getByRole('heading', { level: 1 }).waitFor();
  await desk.page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
  const found = [...(await findings(desk, `${path} in ${language}`, axe))];
  const words = desk.words('office.new', { what: desk.words(`one.${rule.kind}`) });
  await desk.page.getByRole('button', { name: words, exact: true }).click();
  found.push(...(await throughTabs(desk, `new of ${path} in ${language}`, axe)));
  await desk.page.goBack();
  await desk.page.locator('.details').waitFor({ state: 'detached' });
  const { records } = await desk.asks<Listed>(`/${path}?pageSize=1`);
  const [first] = records;
  if (first !== undefined) {
    await desk.open(`/office/${path}?open=${first.id}`);
    found.push(...(await throughTabs(desk, `one of ${path} in ${language}`, false)));
    await desk.page.getByRole('button', { name: desk.words('part.back'), exact: true }).click();
    await desk.page.locator('.details').waitFor({ state: 'detached' });
  }
  assert.equal(found, []);
}

export function phoneTests(look: Look): void {
  let alex: OfficeDesk;
  const test = officeSuite(`lists of the office on a phone, in ${look.language}`, {
    untried: 'nobody looked at the lists on a phone',
    options: { viewport: { width: 390, height: 844 }, hasTouch: true },
    arrived: async (desk) => {
      alex = desk;
      await alex.page.emulateMedia({ colorScheme: look.scheme });
      await alex.tells('PUT', '/me/language', { language: look.language });
      alex.speaks(look.language);
    },
  });

  const every = look.short === true && !longRun ? 4 : 1;
  const chosen = rules.filter((_rule, at) => at % every === 0);
  if (every > 1) note(`lists on a phone: ${chosen.length} of ${rules.length} kinds in ${look.language}`);
  for (const rule of chosen) test(rule.path, limits, () => looksAt(alex, rule, look));

  test('no page complained on the way', () => {
    assert.equal(alex.troubles, []);
  });
}
