// An office of its own for browser tests, with the demo company in it, and somebody at a desk there: finds what to press by the words of their
// language, so that no test repeats those words.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { demoOfficeUser } from '../../appliance/src/demo/people.ts';
import { Box } from '../../appliance/test/daemon-process.ts';
import { repositoryRoot, type Suite } from '../../appliance/test/kit.ts';
import { browserSuite, launchBrowser } from './shop.ts';

/** Some machines are slow; nothing here is a measurement. */
const patienceMs = 20_000;

/** What a list of records answers, as far as tests look. */
export interface Listed {
  readonly records: readonly { readonly id: string; readonly body: Readonly<Record<string, unknown>> }[];
}

type Values = Readonly<Record<string, string | number | boolean>>;

function readWords(language: string): Readonly<Record<string, string>> {
  const folder = join(repositoryRoot, 'ui/src/lib/i18n/words', language);
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return Object.assign(
    {},
    ...files.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as object),
  ) as Record<string, string>;
}

/** The daemon in the role of an office, and a browser; `close` ends both. */
export class OfficeHouse {
  readonly box: Box;
  readonly browser: Browser;

  private constructor(box: Box, browser: Browser) {
    this.box = box;
    this.browser = browser;
  }

  /** `demo` false: an office nobody has been in. */
  static async open({ demo = true } = {}): Promise<OfficeHouse> {
    const browser = await launchBrowser();
    const box = await Box.started({
      config: { roles: ['back-office'], officePort: 0 },
      env: { COUNTERTOP_DEMO: String(demo) },
    });
    return new OfficeHouse(box, browser);
  }

  /** A desk in a browser of its own, at a page of the office; nobody is signed in. */
  async desk(path = '/office', options: BrowserContextOptions = {}): Promise<OfficeDesk> {
    const context = await this.browser.newContext({
      viewport: { width: 1366, height: 768 },
      locale: 'en-GB',
      ...options,
    });
    // What translates the tests for Node names functions by a call that the page does not know.
    await context.addInitScript('globalThis.__name ??= (named) => named');
    const page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    const desk = new OfficeDesk(page, this.box.origin);
    await desk.open(path);
    return desk;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.box.stop();
  }
}

export class OfficeDesk {
  readonly page: Page;
  /** What the page complained of. A refusal of the office is no complaint. */
  readonly troubles: string[] = [];
  readonly #origin: string;
  #words = readWords('en');
  #language = 'en';

  constructor(page: Page, origin: string) {
    this.page = page;
    this.#origin = origin;
    page.on('pageerror', (error) => this.troubles.push(error.message));
    page.on('console', (message) => {
      const said = `${message.text()} ${message.location().url}`;
      if (message.type() === 'error' && !/status of 4\d\d/.test(said)) this.troubles.push(said);
    });
  }

  async open(path: string): Promise<void> {
    await this.page.goto(path.startsWith('/') ? `${this.#origin}${path}` : path);
  }

  speaks(language: string): void {
    this.#language = language;
    this.#words = readWords(language);
  }

  words(key: string, values: Values = {}): string {
    const text = this.#words[key];
    if (text === undefined) throw new Error(`no words under ${key}`);
    return String(new IntlMessageFormat(text, this.#language, undefined, { ignoreTag: true }).format(values));
  }

  has(key: string): boolean {
    return key in this.#words;
  }

  button(key: string, values: Values = {}): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^\\s*${plain(this.words(key, values))}`) });
  }

  field(key: string, values: Values = {}): Locator {
    return this.page.getByLabel(this.words(key, values), { exact: true });
  }

  tab(key: string): Locator {
    return this.page.getByRole('tab', { name: this.words(key), exact: true });
  }

  /** Waits until these words are on the page. */
  async sees(key: string, values: Values = {}): Promise<void> {
    await this.page.getByText(this.words(key, values)).first().waitFor();
  }

  heading(name: string): Locator {
    return this.page.getByRole('heading', { name });
  }

  async signIn(
    email: string = demoOfficeUser.email,
    password: string = demoOfficeUser.password,
  ): Promise<void> {
    await this.open('/office');
    await this.field('field.email').fill(email);
    await this.field('sign-in.password').fill(password);
    await this.button('sign-in.go').click();
  }

  /** In the office, whichever page. */
  async isIn(): Promise<void> {
    await this.page.locator('#page').waitFor();
  }

  /** Chooses what begins with these letters in a field that searches. */
  async choose(field: Locator, typed: string): Promise<void> {
    await field.click();
    await field.fill(typed);
    await this.page
      .getByRole('option', { name: new RegExp(plain(typed)) })
      .first()
      .click();
  }

  /** What the office answers to who is signed in here. */
  async asks<T>(path: string): Promise<T> {
    const response = await this.page.request.get(`${this.#origin}/api${path}`);
    return (await response.json()) as T;
  }

  /** Tells the office something without the page; what it answers must be that it was done. */
  async tells<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, data?: unknown): Promise<T> {
    const response = await this.page.request.fetch(`${this.#origin}/api${path}`, {
      method,
      headers: { origin: this.#origin },
      ...(data === undefined ? {} : { data }),
    });
    const text = await response.text();
    if (!response.ok()) throw new Error(`${method} ${path}: ${String(response.status())} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
}

export interface OfficeSuite {
  /** What nobody tried where there is no browser. */
  readonly untried: string;
  /** Of the browser at the desk. */
  readonly options?: BrowserContextOptions;
  /** The demo company's first user is signed in at this desk. */
  readonly arrived: (desk: OfficeDesk, house: OfficeHouse) => void | Promise<void>;
}

/** Tests at one desk of an office of their own. */
export function officeSuite(name: string, { untried, options, arrived }: OfficeSuite): Suite {
  const test = browserSuite(name, untried);
  let house: OfficeHouse;
  test.before(async () => {
    house = await OfficeHouse.open();
    const desk = await house.desk('/office', options);
    await desk.signIn();
    await desk.isIn();
    await arrived(desk, house);
  });
  test.after(async () => house.close());
  return test;
}

function plain(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
}
