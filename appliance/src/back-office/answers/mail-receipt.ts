// A receipt that a till made, sent by this office's mail server: stored in its outbox first, tried again while the server is away. And what
// became of it, for the cashier whose customer asks.
import { ok, refuse } from '../../domain/refusal.ts';
import type { Outbox } from '../../platform/mail/outbox.ts';
import type { Answerers } from './answers.ts';

interface Parts {
  readonly outbox: Pick<Outbox, 'send' | 'read'>;
  /** As the company calls itself. */
  readonly company: () => Promise<string>;
}

const words = {
  en: (company: string) => [
    `Your receipt from ${company}`,
    'Your receipt is attached. Thank you for your visit.',
  ],
  nb: (company: string) => [
    `Kvitteringen din fra ${company}`,
    'Kvitteringen din er vedlagt. Takk for besøket.',
  ],
  nl: (company: string) => [`Je bon van ${company}`, 'Je bon zit in de bijlage. Bedankt voor je bezoek.'],
  cs: (company: string) => [`Vaše účtenka od ${company}`, 'Účtenku najdete v příloze. Děkujeme za návštěvu.'],
} as const;

const refusals = {
  'mail.address': 'mail.address',
  'mail.subject': 'mail.address',
  'mail.too-large': 'mail.outbox-full',
  'mail.outbox-full': 'mail.outbox-full',
} as const;

export function mailReceipt({ outbox, company }: Parts): Answerers['mail-receipt'] {
  return async (_register, { mail, to, language, file, pdf }) => {
    const [subject = '', text = ''] = words[language](plain(await company()));
    const attachment = { name: file, type: 'application/pdf', content: Buffer.from(pdf, 'base64') };
    const sent = await outbox.send({
      id: mail,
      to,
      subject: subject.slice(0, 200),
      text: `${text}\n`,
      attachments: [attachment],
    });
    return sent.ok ? ok({}) : refuse(refusals[sent.refusal.code]);
  };
}

export function stateOfMail({ outbox }: Pick<Parts, 'outbox'>): Answerers['state-of-mail'] {
  return async (_register, { mail }) => {
    const found = await outbox.read(mail);
    return found === undefined
      ? refuse('mail.unknown')
      : ok({ state: found.state, attempts: found.attempts, error: found.lastError });
  };
}

/** A line break in a name would begin another header. */
const plain = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim();
