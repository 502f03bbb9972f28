// Somebody at the till, as browser tests play them: finds what to press by the words of their language, so that no test repeats those words.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { demoCodes } from '../../appliance/src/demo/codes.ts';
import { demoUsers } from '../../appliance/src/demo/people.ts';
import { repositoryRoot } from '../../appliance/test/kit.ts';
import type { Shop } from './shop.ts';

const sections = ['shared', 'failures', 'till', 'setup', 'customer-display'];
const cash = 'Kontant';

/** All words of a language by key. */
export function readWords(language: string): Readonly<Record<string, string>> {
  return Object.assign(
    {},
    ...sections.map(
      (section) =>
        JSON.parse(
          readFileSync(join(repositoryRoot, 'ui/src/lib/i18n/words', language, `${section}.json`), 'utf8'),
        ) as object,
    ),
  ) as Record<string, string>;
}

/** Where the brace that opens at `from` is closed. */
function closing(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    else if (text[at] === '}' && (depth -= 1) === 0) return at;
  }
  throw new Error(`an open brace in ${text}`);
}

/** A pattern for a text: what is filled in may be anything, a plural is any of its forms, spaces may be of any kind. */
function patternOf(text: string): string {
  const open = text.indexOf('{');
  if (open === -1)
    return text
      .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
      .replace(/\s/g, '\\s')
      .replaceAll('#', '.*');
  const end = closing(text, open);
  const [before, inside, after] = [text.slice(0, open), text.slice(open + 1, end), text.slice(end + 1)];
  return `${patternOf(before)}${filledIn(inside)}${patternOf(after)}`;
}

function filledIn(inside: string): string {
  const forms: string[] = [];
  for (let open = inside.indexOf('{'); open !== -1;) {
    const end = closing(inside, open);
    forms.push(patternOf(inside.slice(open + 1, end)));
    open = inside.indexOf('{', end);
  }
  return forms.length === 0 ? '.*' : `(?:${forms.join('|')})`;
}

/** The code of something the demo shop sells. */
export function codeOf(name: string): string {
  const found = demoCodes.find((each) => each.name === name);
  if (found === undefined) throw new Error(`the demo shop has no ${name}`);
  return found.code;
}

type PageOptions = NonNullable<Parameters<Shop['page']>[1]>;

interface AtWork extends PageOptions {
  readonly who?: string;
  /** What lies in the drawer, as typed. */
  readonly counted?: string;
}

export class Cashier {
  readonly page: Page & { readonly troubles: string[] };
  readonly #shop: Shop;
  #words: Readonly<Record<string, string>> = {};

  private constructor(shop: Shop, page: Page & { readonly troubles: string[] }) {
    this.#shop = shop;
    this.page = page;
  }

  /** A page at the log-in, of a browser that speaks the shop's language until somebody logs in. */
  static async arrives(shop: Shop, options: PageOptions = {}): Promise<Cashier> {
    const cashier = new Cashier(shop, await shop.page('/till', options));
    cashier.speaks('nb');
    return cashier;
  }

  /** Which language the page speaks from now on; nobody logged in: the shop's, `nb`. */
  speaks(language: string): void {
    this.#words = readWords(language);
  }

  /** What is written under that key, as a pattern from its beginning to its end. */
  words(key: string): RegExp {
    return new RegExp(`^\\s*${this.#pattern(key)}\\s*$`);
  }

  /** The same, anywhere in a longer text. */
  within(key: string): RegExp {
    return new RegExp(this.#pattern(key));
  }

  button(key: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^\\s*${this.#pattern(key)}`) });
  }

  /** A section or group by the words it is labelled with. */
  area(key: string, role: 'region' | 'group' = 'region'): Locator {
    return this.page.getByRole(role, { name: this.words(key) });
  }

  saysIt(key: string): Locator {
    return this.page.getByText(this.within(key)).first();
  }

  async open(path: string): Promise<void> {
    await this.page.goto(`${this.#shop.box.origin}${path}`);
  }

  /** Logged in, with a shift open: on the page that sells. */
  static async atWork(
    shop: Shop,
    { who = 'alex', counted = '1000', ...options }: AtWork = {},
  ): Promise<Cashier> {
    const cashier = await Cashier.arrives(shop, options);
    await cashier.logIn(who);
    await cashier.openShift(counted);
    return cashier;
  }

  /** Tile and PIN; from then on the page speaks that person's language. */
  async logIn(id: string): Promise<void> {
    const user = demoUsers.find((each) => each.id === id);
    if (user === undefined) throw new Error(`nobody is called ${id}`);
    await this.page.getByRole('button', { name: user.name }).click();
    await this.page.keyboard.type(user.pin);
    await this.page.keyboard.press('Enter');
    this.speaks(user.language);
    await this.page.getByText(this.within('bar.connected')).waitFor({ state: 'attached' });
  }

  async openShift(counted: string): Promise<void> {
    await this.button('home.start-selling').click();
    await this.area('opening.title').waitFor();
    await this.page.keyboard.type(counted);
    await this.page.keyboard.press('Enter');
    // An open shift leads to selling; what the home shows in between is gone before anybody sees it.
    await this.page.waitForURL('**/till/sell');
  }

  /** Scans each into the basket and waits for its line. */
  async scans(...names: readonly string[]): Promise<void> {
    for (const name of names) {
      this.#shop.bench.scan(codeOf(name));
      await this.lineOf(name).waitFor();
    }
  }

  lineOf(name: string): Locator {
    return this.page.locator('[data-line]', { hasText: name }).first();
  }

  /** Payment in cash, exactly; ends at the words that the sale is paid. */
  async takesCash(): Promise<void> {
    await this.button('sell.pay').click();
    await this.page.waitForURL(/\/till\/pay/);
    await this.page.locator('label', { hasText: cash }).click();
    await this.area('pay.quick-cash', 'group').getByRole('button').first().click();
    await this.area('done.title').waitFor();
  }

  /** Somebody else's PIN, where the refused action asks for it. */
  async approves(id: string, pin?: string): Promise<void> {
    const user = demoUsers.find((each) => each.id === id);
    const here = this.area('approval.title');
    await here.getByRole('button', { name: user?.name ?? id }).click();
    await this.page.keyboard.type(pin ?? user?.pin ?? '');
    await this.page.keyboard.press('Enter');
  }

  #pattern(key: string): string {
    const text = this.#words[key];
    if (text === undefined) throw new Error(`there are no words for ${key}`);
    return patternOf(text);
  }
}
