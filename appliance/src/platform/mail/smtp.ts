// Carries mail by SMTP. What a server answers decides between "this mail never", "this mail later" and "nothing for now"; every wait
// has a limit, and no secret leaves by a log or an error text.
import { createTransport, type NodemailerError } from 'nodemailer';
import { Fault } from '../fault.ts';
import type { Clock } from '../ports/clock.ts';
import type { Courier, Delivery, Outgoing } from './courier.ts';
import { isAddress } from './mail.ts';

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte (465), `starttls` or nothing (587), `none` for a relay on this machine or LAN; then without password. */
  readonly secure: 'tls' | 'starttls' | 'none';
  readonly user?: string;
  readonly password?: string;
  /** The sender's address, and the name shown beside it. */
  readonly from: { readonly address: string; readonly name?: string };
  /** A certificate authority to trust besides the usual ones, PEM: for a mail server of one's own. */
  readonly authorityPem?: string;
}

export interface SmtpLimits {
  /** One mail, from dialling to the server's last word; 5 min unless told. */
  readonly totalMs: number;
}

const waits = {
  dnsTimeout: 10_000,
  connectionTimeout: 20_000,
  greetingTimeout: 20_000,
  socketTimeout: 30_000,
  socketCloseTimeout: 1_000,
  maxResponseSize: 65_536,
};
const errorLengthMax = 300;

/** Throws Fault `config.invalid` with `reason`: `mail-from` | `mail-host` | `mail-port` | `mail-login` (user without password or the other
 *  way round) | `mail-password-in-clear`. Connects only when a mail is to be carried. */
export function smtpCourier(
  settings: SmtpSettings,
  clock: Clock,
  { totalMs }: SmtpLimits = { totalMs: 300_000 },
): Courier {
  check(settings);
  return async (mail, signal) => {
    const limit = new AbortController();
    const cancel = clock.after(totalMs, () => {
      limit.abort();
    });
    const transport = createTransport(transportOptions(settings));
    try {
      await transport.sendMail({
        ...messageOf(mail, settings),
        signal: AbortSignal.any([signal, limit.signal]),
      });
      return { ok: true };
    } catch (error) {
      if (limit.signal.aborted) return { ok: false, trouble: 'server', permanent: false, error: 'ETIMEDOUT' };
      return failure(error, settings);
    } finally {
      cancel();
      transport.close();
    }
  };
}

function check({ host, port, secure, user, password, from }: SmtpSettings): void {
  const invalid = (reason: string): Fault => new Fault('config.invalid', { reason });
  if (!isAddress(from.address) || /\p{Cc}/u.test(from.name ?? '')) throw invalid('mail-from');
  if (!/^[^\s/@]{1,253}$/.test(host)) throw invalid('mail-host');
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw invalid('mail-port');
  if ((user === undefined) !== (password === undefined)) throw invalid('mail-login');
  if (secure === 'none' && password !== undefined) throw invalid('mail-password-in-clear');
}

function transportOptions({ host, port, secure, user, password, authorityPem }: SmtpSettings) {
  return {
    host,
    port,
    secure: secure === 'tls',
    requireTLS: secure === 'starttls',
    ignoreTLS: secure === 'none',
    ...waits,
    logger: false,
    tls: { minVersion: 'TLSv1.2' as const, ...(authorityPem === undefined ? {} : { ca: authorityPem }) },
    ...(user === undefined ? {} : { auth: { user, pass: password }, forceAuth: true }),
  };
}

function messageOf(mail: Outgoing, { from }: SmtpSettings) {
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  return {
    from: { name: from.name ?? '', address: from.address },
    to: { name: '', address: mail.to },
    subject: mail.subject,
    text: mail.text,
    ...(mail.html === undefined ? {} : { html: mail.html }),
    attachments: (mail.attachments ?? []).map(({ name, type, content }) => ({
      filename: name,
      contentType: type,
      content: Buffer.from(content),
    })),
    messageId: `<${mail.id}@${domain}>`,
    date: new Date(mail.at),
    // A mail is what it says: nothing in it is read from this machine or from the network.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function failure(error: unknown, settings: SmtpSettings): Delivery {
  if (!(error instanceof Error)) throw error;
  const { code, permanent, response }: NodemailerError = error;
  // The server answered about this sender, this recipient or this content; everything else (greeting, log-in, TLS, connection) would
  // befall the next mail as well, and a wrong password must not condemn what waits.
  const aboutMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  const said = typeof response === 'string' && response !== '' ? response : error.message;
  return {
    ok: false,
    trouble: aboutMail ? 'mail' : 'server',
    permanent: aboutMail && permanent === true,
    error: withoutSecrets(`${code ?? 'ESOCKET'}: ${said}`, settings).slice(0, errorLengthMax),
  };
}

function withoutSecrets(text: string, { user, password }: SmtpSettings): string {
  if (user === undefined || password === undefined || password === '') return text;
  const base64 = (secret: string): string => Buffer.from(secret).toString('base64');
  return [base64(`\0${user}\0${password}`), base64(password), password].reduce(
    (rest, secret) => rest.replaceAll(secret, '…'),
    text,
  );
}
