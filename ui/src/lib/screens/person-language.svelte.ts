// Which language a screen speaks: of the operator who is logged in, unless that person switched; before anybody is, of this screen's last
// choice, or the shop's.
import { languageFor, languages, type Language } from '../i18n/sections.ts';

const key = 'countertop.language';
/** What this screen spoke last: loaded while the link is still being made, as it will most likely be wanted again. */
const lastKey = 'countertop.last-language';

export class PersonLanguage {
  #before = $state<Language | undefined>(stored());
  #switched = $state<{ readonly who: string; readonly language: Language } | undefined>();

  of(
    operator: { readonly id: string; readonly language: string } | null,
    shopLanguages: readonly string[],
  ): Language {
    if (operator === null) return this.#before ?? languageFor(shopLanguages[0] ?? 'en');
    return this.#switched?.who === operator.id ? this.#switched.language : languageFor(operator.language);
  }

  choose(language: Language, operator: { readonly id: string } | null): void {
    if (operator !== null) {
      this.#switched = { who: operator.id, language };
      return;
    }
    this.#before = language;
    localStorage.setItem(key, language);
  }
}

export function lastSpoken(): Language | undefined {
  return stored(lastKey);
}

export function rememberSpoken(language: Language): void {
  localStorage.setItem(lastKey, language);
}

function stored(name = key): Language | undefined {
  const tag = localStorage.getItem(name);
  return languages.find((language) => language === tag);
}
