// How a shop speaks on paper: the words of a language, and figures as its people write them.
import type { ShopSettings } from '../../domain/shop/settings.ts';
import { type Figures, figuresOf } from './figures.ts';
import { cs } from './words/cs.ts';
import { en } from './words/en.ts';
import { nb } from './words/nb.ts';
import { nl } from './words/nl.ts';
import type { ReceiptWords } from './words/receipt-words.ts';

export const receiptWords = { en, nb, nl, cs } as const satisfies Record<string, ReceiptWords>;
export type ReceiptLanguage = keyof typeof receiptWords;

export interface Wording {
  readonly settings: ShopSettings;
  readonly words: ReceiptWords;
  readonly figures: Figures;
}

/** `language`: the customer's wish; without one, that of the shop's locale. */
export function wordingOf(settings: ShopSettings, language?: ReceiptLanguage): Wording {
  const { locale, timeZone } = settings.shop;
  const own = languageOf(locale);
  const words: ReceiptWords = receiptWords[language ?? own ?? 'en'];
  const spoken = language === undefined || language === own ? locale : words.locale;
  return { settings, words, figures: figuresOf(spoken, timeZone) };
}

/** The language that paper can have for a locale: `nb-NO`, `no` and `nn` give nb. Undefined where it has none. */
export function languageOf(locale: string): ReceiptLanguage | undefined {
  const base = locale.toLowerCase().split('-')[0] ?? '';
  if (base === 'no' || base === 'nn') return 'nb';
  return isLanguage(base) ? base : undefined;
}

function isLanguage(name: string): name is ReceiptLanguage {
  return Object.hasOwn(receiptWords, name);
}
