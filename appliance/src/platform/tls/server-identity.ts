// The key and certificate this box serves HTTPS with. The key stays through every renewal, so that what is pinned stays pinned.
import type { KeyObject, X509Certificate } from 'node:crypto';
import { dayMs, lasts, type Authority } from './authority.ts';
import { makeServerCertificate } from './certificates.ts';
import { fingerprintOf } from './fingerprint.ts';
import { sameNames, serverNames, type ServerName } from './names.ts';
import { keepCertificate, openKey, pemOf, publicKeyOf, validityOf, type TlsGround } from './tls-files.ts';

export interface ServerIdentity {
  /** For `https.createServer({ key, cert })` and, after a renewal, `server.setSecureContext`. Never log the key. */
  readonly keyPem: string;
  readonly certificatePem: string;
  /** What another box pins: SHA-256 of the public key, base64url. The same through every renewal. */
  readonly fingerprint: string;
  /** Milliseconds since 1970. */
  readonly validUntil: number;
}

// Browsers and phones refuse server certificates that live longer than 398 days.
const lifeMs = 397 * dayMs;
const restMs = 30 * dayMs;

/**
 * The identity in the folder, made or renewed when it must be: at the first time, when less than 30 days remain, when the clock says
 * that it is not yet valid, when the names changed, or when another authority signed it. Call it at start, each day, and when the
 * names of the box change; what it returns has another `certificatePem` after a renewal.
 * @param names host names and IP addresses, 1 to 100
 * Throws Fault `config.invalid` for a name that is none and for damaged files (see openKey), and `storage.*`.
 */
export async function openServerIdentity(
  ground: TlsGround,
  authority: Authority,
  names: readonly string[],
): Promise<ServerIdentity> {
  const wanted = serverNames(names);
  const { key, certificate } = await openKey(ground, 'server');
  const now = ground.clock.now();
  if (certificate !== undefined && stillGood({ certificate, authority, wanted, now })) {
    return identity(key, certificate);
  }
  const pem = await makeServerCertificate({
    serverKey: key,
    authorityKey: authority.key,
    authorityName: authority.certificate.subject,
    names: wanted,
    validity: { from: now - dayMs, until: Math.min(now - dayMs + lifeMs, authority.validUntil) },
    randomness: ground.randomness,
  });
  return identity(key, await keepCertificate(ground, 'server', pem));
}

interface Check {
  readonly certificate: X509Certificate;
  readonly authority: Authority;
  readonly wanted: readonly ServerName[];
  readonly now: number;
}

function stillGood({ certificate, authority, wanted, now }: Check): boolean {
  return (
    lasts(certificate, now, restMs) &&
    sameNames(wanted, namesOf(certificate)) &&
    certificate.checkIssued(authority.certificate) &&
    certificate.verify(authority.certificate.publicKey)
  );
}

function namesOf(certificate: X509Certificate): readonly ServerName[] {
  const names = (certificate.subjectAltName ?? '').split(', ').flatMap((entry) => {
    const value = /^(?:DNS|IP Address):(.+)$/.exec(entry)?.[1];
    return value === undefined ? [] : [value];
  });
  return names.length === 0 ? [] : serverNames(names);
}

function identity(key: KeyObject, certificate: X509Certificate): ServerIdentity {
  return {
    keyPem: pemOf(key),
    certificatePem: certificate.toString(),
    fingerprint: fingerprintOf(publicKeyOf(key)),
    validUntil: validityOf(certificate).until,
  };
}
