// Where the office's e-mail goes out: the SMTP server as the company set it, its password sealed and never shown again. Without one, letters
// stay in the outbox, where an administrator reads them.
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import { isFault } from '../../platform/fault.ts';
import type { Outbox } from '../../platform/mail/outbox.ts';
import { smtpCourier, type SmtpSettings } from '../../platform/mail/smtp.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Log } from '../../platform/ports/log.ts';
import type { OfficeKey } from './office-key.ts';
import type { PeopleEvents } from './people-events.ts';
import type { PeopleQueries } from './people-tables.ts';

const setting = 'mail';
const owner = 'mail-password';

/** As pages see it. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly secure: SmtpSettings['secure'];
  /** Empty: no log-in. */
  readonly user: string;
  readonly from: { readonly address: string; readonly name: string };
  readonly hasPassword: boolean;
}

export interface MailServerChange extends Omit<MailServer, 'hasPassword'> {
  /** Left out: as it was, as long as host and user are. Empty: none. */
  readonly password?: string;
}

interface Kept extends Omit<MailServer, 'hasPassword'> {
  /** Base64 of the sealed password, or null. */
  readonly sealed: string | null;
}

export interface MailSettingsParts {
  readonly queries: PeopleQueries;
  readonly key: OfficeKey;
  readonly outbox: Outbox;
  readonly events: PeopleEvents;
  readonly clock: Clock;
  readonly log: Log;
}

export class MailSettings {
  readonly #parts: MailSettingsParts;

  constructor(parts: MailSettingsParts) {
    this.#parts = parts;
  }

  /** The outbox sends by what is set. A password that cannot be read any more (another key file) is told, and letters
   *  stay in the outbox. */
  async start(): Promise<void> {
    const kept = await this.#read();
    try {
      await this.#use(kept === undefined ? undefined : this.#smtp(kept));
    } catch (error) {
      if (!isFault(error, 'storage.corrupt', 'config.invalid')) throw error;
      this.#parts.log.error({ error }, 'the mail server is not used: its settings cannot be read');
      await this.#use(undefined);
    }
  }

  async server(): Promise<MailServer | undefined> {
    const kept = await this.#read();
    if (kept === undefined) return undefined;
    const { sealed, ...server } = kept;
    return { ...server, hasPassword: sealed !== null };
  }

  /** Undefined takes the server away. */
  async set(
    change: MailServerChange | undefined,
    actor: string,
  ): Promise<Result<void, 'mail.settings-invalid'>> {
    const kept = change === undefined ? undefined : this.#kept(change, await this.#read());
    const usable = kept === undefined ? ok(undefined) : this.#usable(kept);
    if (!usable.ok) return usable;
    await this.#parts.queries.transaction().execute(async (tx) => {
      await tx.deleteFrom('people_setting').where('name', '=', setting).execute();
      if (kept !== undefined) {
        await tx
          .insertInto('people_setting')
          .values({ name: setting, value: JSON.stringify(kept) })
          .execute();
      }
      const data = { host: kept?.host ?? null };
      await this.#parts.events.add({ kind: 'mail.changed', user: null, actor, data }, tx);
    });
    await this.#use(usable.value);
    return ok(undefined);
  }

  #usable(kept: Kept): Result<SmtpSettings, 'mail.settings-invalid'> {
    try {
      const smtp = this.#smtp(kept);
      smtpCourier(smtp, this.#parts.clock);
      return ok(smtp);
    } catch (error) {
      if (isFault(error, 'config.invalid'))
        return refuse('mail.settings-invalid', { reason: String(error.data['reason']) });
      // Kept from before, and not to be read any more: it has to be typed again.
      if (isFault(error, 'storage.corrupt')) return refuse('mail.settings-invalid', { reason: 'mail-login' });
      throw error;
    }
  }

  async #use(smtp: SmtpSettings | undefined): Promise<void> {
    await this.#parts.outbox.use(smtp === undefined ? undefined : smtpCourier(smtp, this.#parts.clock));
  }

  async #read(): Promise<Kept | undefined> {
    const row = await this.#parts.queries
      .selectFrom('people_setting')
      .select('value')
      .where('name', '=', setting)
      .executeTakeFirst();
    // Written by set() and by nobody else.
    return row === undefined ? undefined : (JSON.parse(row.value) as Kept);
  }

  /** A password goes to the server it was typed for, and to no other: with another host or user it has to be typed again. */
  #kept({ password, ...server }: MailServerChange, before: Kept | undefined): Kept {
    const same = before?.host === server.host && before.user === server.user;
    if (password === undefined) return { ...server, sealed: same ? before.sealed : null };
    if (password === '') return { ...server, sealed: null };
    return { ...server, sealed: Buffer.from(this.#parts.key.seal(password, owner)).toString('base64') };
  }

  #smtp({ host, port, secure, user, from, sealed }: Kept): SmtpSettings {
    return {
      host,
      port,
      secure,
      from: from.name === '' ? { address: from.address } : from,
      ...(user === '' ? {} : { user }),
      ...(sealed === null ? {} : { password: this.#parts.key.open(Buffer.from(sealed, 'base64'), owner) }),
    };
  }
}
