// The words of a page in the language of who stands before it, and figures as its shop writes them. Switched live.
import { createContext } from 'svelte';
import { IntlMessageFormat } from 'intl-messageformat';
import { createFormats, type CurrencyShape, type Formats } from './formats.ts';
import { instantOf } from './wall-time.ts';
import type { Key, Language, Section } from './sections.ts';

export type Values = Readonly<Record<string, string | number | boolean | null>>;

type Words = Readonly<Record<string, string>>;

const files = import.meta.glob<Words>('./words/*/*.json', { import: 'default' });

interface Place {
  readonly country: string;
  readonly timeZone: string;
  readonly currency: CurrencyShape;
}

const nowhere: Place = { country: '', timeZone: 'UTC', currency: { code: 'EUR', exponent: 2 } };

export class Texts {
  language = $state<Language>('en');
  #words = $state.raw<Words>({});
  #place = $state.raw<Place>(nowhere);
  #wanted: Language | undefined;
  #messages = new Map<string, IntlMessageFormat>();
  readonly #sections: readonly Section[];
  readonly #formats: Formats = $derived(createFormats(this.#locale(), this.#place.timeZone));

  constructor(sections: readonly Section[]) {
    this.#sections = sections;
  }

  /** Loads the language's words, then shows them all at once. The last language asked for wins. */
  async use(language: Language): Promise<void> {
    if (this.#wanted === language) return;
    this.#wanted = language;
    const loaders = this.#sections.flatMap((section) => files[`./words/${language}/${section}.json`] ?? []);
    const loaded = await Promise.all(loaders.map((load) => load()));
    if (this.#wanted !== language) return;
    this.#messages = new Map();
    this.#words = Object.assign({}, ...loaded) as Words;
    this.language = language;
    document.documentElement.lang = language;
  }

  /** Country, zone and currency of the shop decide how figures and times are written, in every language. */
  at(place: Place): void {
    const same = place.country === this.#place.country && place.timeZone === this.#place.timeZone;
    if (!same || place.currency.code !== this.#place.currency.code) this.#place = place;
  }

  get ready(): boolean {
    return Object.keys(this.#words).length > 0;
  }

  get formats(): Formats {
    return this.#formats;
  }

  /** A day of the calendar, YYYY-MM-DD, as the place writes days; empty for what is none. */
  day(day: string): string {
    const noon = instantOf({ day, time: '12:00' }, this.#place.timeZone);
    return noon === undefined ? '' : this.#formats.date(noon);
  }

  get currency(): CurrencyShape {
    return this.#place.currency;
  }

  /** The words under a key, its placeholders filled. A key that is not there shows itself: ugly, but never silent. */
  t(key: Key, values?: Values): string {
    const words = this.#words[key];
    if (words === undefined) return key;
    if (values === undefined && !words.includes('{')) return words;
    let message = this.#messages.get(key);
    if (message === undefined) {
      // Words hold no markup: a < in them is a <.
      message = new IntlMessageFormat(words, this.language, undefined, { ignoreTag: true });
      this.#messages.set(key, message);
    }
    return String(message.format(values));
  }

  /** True when there are words under this key: for codes that come from elsewhere. */
  has(key: string): key is Key {
    return this.#words[key] !== undefined;
  }

  /** An amount in the shop's currency, or another, with the currency said. */
  amount(minor: number, currency: CurrencyShape = this.#place.currency): string {
    return this.#formats.amount(minor, currency);
  }

  #locale(): string {
    return this.#place.country === '' ? this.language : `${this.language}-${this.#place.country}`;
  }
}

export const [getTexts, setTexts] = createContext<Texts>();
