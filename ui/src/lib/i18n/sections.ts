// Which words there are: one file per section and language, so that a page loads its own. English is the measure: its keys are the type.
import type customerDisplay from './words/en/customer-display.json';
import type failures from './words/en/failures.json';
import type office from './words/en/office.json';
import type officeFailures from './words/en/office-failures.json';
import type officeFields from './words/en/office-fields.json';
import type officeHints from './words/en/office-hints.json';
import type officeParts from './words/en/office-parts.json';
import type officePeople from './words/en/office-people.json';
import type officeStart from './words/en/office-start.json';
import type setup from './words/en/setup.json';
import type shared from './words/en/shared.json';
import type till from './words/en/till.json';

export const languages = ['en', 'nb', 'nl', 'cs'] as const;
export type Language = (typeof languages)[number];

/** What each language calls itself. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  nb: 'Norsk',
  nl: 'Nederlands',
  cs: 'Čeština',
};

export interface Sections {
  readonly shared: typeof shared;
  readonly failures: typeof failures;
  readonly till: typeof till;
  readonly 'customer-display': typeof customerDisplay;
  readonly setup: typeof setup;
  readonly office: typeof office;
  readonly 'office-failures': typeof officeFailures;
  /** Menu, names, fields, tabs and choices of the office's records. */
  readonly 'office-fields': typeof officeFields;
  /** What is said under a field: what it is, for who meets it for the first time. */
  readonly 'office-hints': typeof officeHints;
  /** What the office's parts say of themselves: pages, columns, choosing, saving, importing. */
  readonly 'office-parts': typeof officeParts;
  /** Access: users, seats, sign-in, one's own account, mail. */
  readonly 'office-people': typeof officePeople;
  /** The way of a new company to its first sale. */
  readonly 'office-start': typeof officeStart;
}

export type Section = keyof Sections;
export type Key = { [S in Section]: keyof Sections[S] }[Section];

/** The nearest language there is: "nb-NO" and "no" give nb, an unknown one the fallback. */
export function languageFor(tag: string, fallback: Language = 'en'): Language {
  const base = tag.toLowerCase().split('-')[0] ?? '';
  const known = base === 'no' || base === 'nn' ? 'nb' : base;
  return languages.find((language) => language === known) ?? fallback;
}
