// The e-mails of this side of the office, in the reader's language. Plain text: nothing to load, nothing to track, readable everywhere.
import type { User } from '../../protocol/office/people.ts';

export type Language = User['language'];

export interface Letter {
  readonly subject: string;
  readonly text: string;
}

export interface LetterFacts {
  /** First name, or empty. */
  readonly name: string;
  /** The company, as it calls itself. */
  readonly company: string;
}

interface Words {
  readonly hello: (name: string) => string;
  readonly invitation: (
    company: string,
  ) => readonly [subject: string, what: string, until: string, otherwise: string];
  readonly reset: (
    company: string,
  ) => readonly [subject: string, what: string, until: string, otherwise: string];
  readonly changed: (company: string) => readonly [subject: string, what: string, otherwise: string];
  readonly trial: (company: string) => readonly [subject: string, what: string];
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    hello: (name) => (name === '' ? 'Hello,' : `Hello ${name},`),
    invitation: (company) => [
      `Your access to the back office of ${company}`,
      `you have been given access to the back office of ${company}. Confirm this e-mail address and choose your password here:`,
      'The link works once, within 7 days.',
      'If you do not know what this is about, you need not do anything.',
    ],
    reset: (company) => [
      `New password for the back office of ${company}`,
      'somebody, probably you, asked for a new password. Choose it here:',
      'The link works once, within one hour.',
      'If it was not you, you need not do anything: your password stays as it is.',
    ],
    changed: (company) => [
      `Your password for the back office of ${company} was changed`,
      'your password was just changed, and you were signed out everywhere else.',
      'If it was not you, tell your administrator at once.',
    ],
    trial: (company) => [`Trial e-mail from ${company}`, 'this is how e-mails of the back office arrive.'],
  },
  nb: {
    hello: (name) => (name === '' ? 'Hei,' : `Hei ${name},`),
    invitation: (company) => [
      `Din tilgang til bakkontoret hos ${company}`,
      `du har fått tilgang til bakkontoret hos ${company}. Bekreft denne e-postadressen og velg passord her:`,
      'Lenken virker én gang, innen 7 dager.',
      'Vet du ikke hva dette gjelder, trenger du ikke å gjøre noe.',
    ],
    reset: (company) => [
      `Nytt passord til bakkontoret hos ${company}`,
      'noen, trolig du, har bedt om nytt passord. Velg det her:',
      'Lenken virker én gang, innen en time.',
      'Var det ikke deg, trenger du ikke å gjøre noe: passordet ditt er som før.',
    ],
    changed: (company) => [
      `Passordet ditt til bakkontoret hos ${company} er endret`,
      'passordet ditt ble nettopp endret, og du er logget ut alle andre steder.',
      'Var det ikke deg, si fra til administratoren med en gang.',
    ],
    trial: (company) => [`Prøve-e-post fra ${company}`, 'slik kommer e-poster fra bakkontoret frem.'],
  },
  nl: {
    hello: (name) => (name === '' ? 'Hallo,' : `Hallo ${name},`),
    invitation: (company) => [
      `Je toegang tot de backoffice van ${company}`,
      `je hebt toegang gekregen tot de backoffice van ${company}. Bevestig dit e-mailadres en kies hier je wachtwoord:`,
      'De link werkt één keer, binnen 7 dagen.',
      'Weet je niet waar dit over gaat, dan hoef je niets te doen.',
    ],
    reset: (company) => [
      `Nieuw wachtwoord voor de backoffice van ${company}`,
      'iemand, waarschijnlijk jij, heeft een nieuw wachtwoord aangevraagd. Kies het hier:',
      'De link werkt één keer, binnen een uur.',
      'Was jij het niet, dan hoef je niets te doen: je wachtwoord blijft zoals het is.',
    ],
    changed: (company) => [
      `Je wachtwoord voor de backoffice van ${company} is gewijzigd`,
      'je wachtwoord is zojuist gewijzigd en je bent overal elders afgemeld.',
      'Was jij het niet, waarschuw dan meteen je beheerder.',
    ],
    trial: (company) => [`Proefmail van ${company}`, 'zo komen e-mails van de backoffice aan.'],
  },
  cs: {
    hello: () => 'Dobrý den,',
    invitation: (company) => [
      `Váš přístup do administrace ${company}`,
      `byl vám udělen přístup do administrace ${company}. Zde potvrďte tuto e-mailovou adresu a zvolte si heslo:`,
      'Odkaz funguje jednou, do 7 dnů.',
      'Pokud nevíte, oč jde, nemusíte dělat nic.',
    ],
    reset: (company) => [
      `Nové heslo do administrace ${company}`,
      'někdo, pravděpodobně vy, požádal o nové heslo. Zvolte si je zde:',
      'Odkaz funguje jednou, do jedné hodiny.',
      'Pokud jste to nebyli vy, nemusíte dělat nic: vaše heslo se nemění.',
    ],
    changed: (company) => [
      `Vaše heslo do administrace ${company} bylo změněno`,
      'vaše heslo bylo právě změněno a všude jinde jste byli odhlášeni.',
      'Pokud jste to nebyli vy, ihned to oznamte správci.',
    ],
    trial: (company) => [`Zkušební e-mail od ${company}`, 'takto přicházejí e-maily z administrace.'],
  },
};

export function linkLetter(
  kind: 'invitation' | 'reset',
  language: Language,
  facts: LetterFacts & { readonly link: string },
): Letter {
  const [subject, what, until, otherwise] = words[language][kind](facts.company);
  return letter(subject, greeting(language, facts), [what, facts.link, until, otherwise]);
}

export function changedLetter(language: Language, facts: LetterFacts): Letter {
  const [subject, ...paragraphs] = words[language].changed(facts.company);
  return letter(subject, greeting(language, facts), paragraphs);
}

export function trialLetter(language: Language, facts: LetterFacts): Letter {
  const [subject, what] = words[language].trial(facts.company);
  return letter(subject, greeting(language, facts), [what]);
}

/** Names are typed by people: a line break in one must not look like a paragraph of ours. */
function greeting(language: Language, { name }: LetterFacts): string {
  return words[language].hello(plain(name));
}

function letter(subject: string, hello: string, paragraphs: readonly string[]): Letter {
  return { subject: plain(subject).slice(0, 200), text: `${[hello, ...paragraphs].join('\n\n')}\n` };
}

const plain = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim();
