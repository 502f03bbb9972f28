// The mail server as its form has it: everything as typed text, until it is sent.
import type { peopleApi } from '@countertop/appliance/protocol';

export type Server = NonNullable<peopleApi.MailServer['server']>;
type Security = Server['secure'];

export interface MailServerDraft {
  readonly host: string;
  readonly port: number | null;
  readonly secure: Security;
  readonly user: string;
  /** Empty: nothing was typed. */
  readonly password: string;
  readonly address: string;
  readonly name: string;
}

/** Where each way is listened for (RFC 8314 3.3, RFC 6409 3.1, RFC 5321). */
export const usualPorts: Readonly<Record<Security, number>> = { tls: 465, starttls: 587, none: 25 };

export function draftOf(server: Server | null): MailServerDraft {
  if (server === null)
    return { host: '', port: usualPorts.tls, secure: 'tls', user: '', password: '', address: '', name: '' };
  const { host, port, secure, user, from } = server;
  return { host, port, secure, user, password: '', address: from.address, name: from.name };
}

/** A port that was the usual one follows what it was usual for. */
export function secured(draft: MailServerDraft, secure: Security): MailServerDraft {
  const port = draft.port === usualPorts[draft.secure] ? usualPorts[secure] : draft.port;
  return { ...draft, secure, port };
}

/** The kept password goes on being used: nothing else was typed, and it is still the same server and user. */
export function keepsPassword(draft: MailServerDraft, server: Server | null): boolean {
  return (
    server?.hasPassword === true &&
    draft.password === '' &&
    draft.user !== '' &&
    server.host === draft.host.trim() &&
    server.user === draft.user.trim()
  );
}

export type MailLack = 'host' | 'port' | 'address' | 'password';

/** What is missing before it can be saved. */
export function lackOf(draft: MailServerDraft, server: Server | null): MailLack | undefined {
  if (draft.host.trim() === '') return 'host';
  if (draft.port === null) return 'port';
  if (!draft.address.includes('@')) return 'address';
  const logsIn = draft.user.trim() !== '';
  return logsIn && draft.password === '' && !keepsPassword(draft, server) ? 'password' : undefined;
}

/** As the office takes it. A password is left out to keep the one there is, and empty to have none. */
export function changeOf(draft: MailServerDraft, server: Server | null): peopleApi.MailServerChange {
  const { host, port, secure, user, password, address, name } = draft;
  return {
    host: host.trim(),
    port: port ?? usualPorts[secure],
    secure,
    user: user.trim(),
    from: { address: address.trim(), name: name.trim() },
    ...(keepsPassword(draft, server) ? {} : { password: user.trim() === '' ? '' : password }),
  };
}
