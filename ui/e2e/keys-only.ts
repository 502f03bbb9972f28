// A person without a pointer: Tab from stop to stop until the one that is looked for, then keys. Where it stands is asked of the page after
// each press, so a stop that the keyboard does not come to is never found.
import type { Page } from 'playwright-core';

/** What has the focus, as a reader would call it. */
export interface Stop {
  readonly id: string;
  /** Its label, or what is written on it. */
  readonly name: string;
  readonly tag: string;
  readonly role: string;
  /** Key of the row of a list it stands in. */
  readonly row: string;
  /** It stands beside the list: in the form. */
  readonly inDetails: boolean;
}

const tabsMax = 160;

/** Runs in the page, so it stands on nothing outside itself. */
function stopNow(): Stop {
  const at = document.activeElement ?? document.body;
  const attribute = (name: string): string => at.getAttribute(name) ?? '';
  const [label = document.getElementById(attribute('aria-labelledby'))] =
    (at as HTMLInputElement).labels ?? [];
  const words = attribute('aria-label') || (label ?? at).textContent;
  return {
    id: at.id,
    name: words.replace(/\s+/g, ' ').trim(),
    tag: at.tagName.toLowerCase(),
    role: attribute('role'),
    row: at.closest('[data-key]')?.getAttribute('data-key') ?? '',
    inDetails: at.closest('.details') !== null,
  };
}

export class Keys {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }

  async at(): Promise<Stop> {
    return this.#page.evaluate(stopNow);
  }

  /** Tab, or with `back` Shift+Tab, until it stands where it is wanted; says where it has been when it never comes there. */
  async tabTo(what: string, wanted: (stop: Stop) => boolean, { back = false } = {}): Promise<Stop> {
    const seen: string[] = [];
    for (let presses = 0; presses < tabsMax; presses += 1) {
      const stop = await this.at();
      if (wanted(stop)) return stop;
      seen.push(stop.name || stop.id || stop.tag);
      await this.press(back ? 'Shift+Tab' : 'Tab');
    }
    throw new Error(
      `the keyboard never came to ${what}; it stood at ${[...new Set(seen)].join(' | ')}; at last ${seen.slice(-8).join(', ')}`,
    );
  }

  /** From the top of the page over the link that skips the menu. */
  async intoPage(): Promise<void> {
    await this.#page.locator('#page h1').waitFor();
    await this.#page.evaluate(() => {
      (document.activeElement as HTMLElement | null)?.blur();
    });
    await this.tabTo('the way past the menu', ({ tag, id, name }) => tag === 'a' && id === '' && name !== '');
    await this.press('Enter');
  }

  /** The tab of the form that is called so. */
  async openTab(name: string): Promise<void> {
    let stop = await this.tabTo('the tabs of the form', ({ role }) => role === 'tab', { back: true });
    for (let presses = 0; presses < 12 && stop.name !== name; presses += 1) {
      await this.press('ArrowRight');
      stop = await this.at();
    }
    if (stop.name !== name) throw new Error(`there is no tab ${name}`);
  }

  /** What is chosen of a field that searches: the first that it finds. */
  async takeFirst(): Promise<void> {
    await this.press('ArrowDown');
    await this.#page.locator('[role=listbox] [role=option]').first().waitFor();
    await this.press('ArrowDown', 'Enter');
  }
}
