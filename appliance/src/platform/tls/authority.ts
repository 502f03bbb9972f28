// The certificate authority of one installation. Phones and tablets on the LAN may be told to trust it; boxes do not need it, they
// know each other by fingerprint. It has no revocation list: what it signs lives for a year at most and never leaves this box.
import type { KeyObject, X509Certificate } from 'node:crypto';
import { makeAuthorityCertificate } from './certificates.ts';
import { fingerprintOf } from './fingerprint.ts';
import { keepCertificate, openKey, publicKeyOf, validityOf, type TlsGround } from './tls-files.ts';

export interface Authority {
  /** What a phone installs. */
  readonly certificatePem: string;
  /** SHA-256 of its public key, base64url. */
  readonly fingerprint: string;
  /** Milliseconds since 1970. */
  readonly validUntil: number;
  readonly certificate: X509Certificate;
  readonly key: KeyObject;
}

export const dayMs = 86_400_000;
const years20Ms = 20 * 365 * dayMs;
const years2Ms = 2 * 365 * dayMs;

/**
 * Opens the authority in the folder, making it at the first time. When it comes near its end (or was made under a clock that was
 * wrong) its certificate is renewed over the same key, and phones are to install it again.
 * @param name what the phone shows, e.g. the product and the shop; used when a certificate is made
 * Throws Fault `config.invalid` for damaged files (see openKey) and `storage.*`.
 */
export async function openAuthority(ground: TlsGround, name: string): Promise<Authority> {
  const { key, certificate } = await openKey(ground, 'authority');
  const now = ground.clock.now();
  const good = certificate !== undefined && lasts(certificate, now, years2Ms);
  return authority(key, good ? certificate : await renewed(ground, key, name));
}

/** The certificate holds now and for `restMs` more. */
export function lasts(certificate: X509Certificate, now: number, restMs: number): boolean {
  const { from, until } = validityOf(certificate);
  return from <= now && now + restMs <= until;
}

async function renewed(ground: TlsGround, key: KeyObject, name: string): Promise<X509Certificate> {
  const now = ground.clock.now();
  const pem = await makeAuthorityCertificate({
    key,
    name,
    // A phone whose clock is behind must not take it for one of tomorrow.
    validity: { from: now - dayMs, until: now + years20Ms },
    randomness: ground.randomness,
  });
  return keepCertificate(ground, 'authority', pem);
}

function authority(key: KeyObject, certificate: X509Certificate): Authority {
  return {
    key,
    certificate,
    certificatePem: certificate.toString(),
    fingerprint: fingerprintOf(publicKeyOf(key)),
    validUntil: validityOf(certificate).until,
  };
}
