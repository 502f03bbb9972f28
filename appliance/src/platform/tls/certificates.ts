// Makes the two certificates of an installation: its authority's, which a phone may be told to trust, and its server's.
// The package that writes them is loaded only when one is made, which is once a year: every start would pay for it.
import { createPublicKey, webcrypto, type KeyObject } from 'node:crypto';
import type * as X509 from '@peculiar/x509';
import type { Randomness } from '../ports/randomness.ts';
import type { ServerName } from './names.ts';

/** Milliseconds since 1970. */
export interface Validity {
  readonly from: number;
  readonly until: number;
}

export interface AuthorityCertificate {
  readonly key: KeyObject;
  readonly name: string;
  readonly validity: Validity;
  readonly randomness: Randomness;
}

export interface ServerCertificate {
  readonly serverKey: KeyObject;
  readonly authorityKey: KeyObject;
  /** Distinguished name of the authority, as its own certificate has it. */
  readonly authorityName: string;
  readonly names: readonly ServerName[];
  readonly validity: Validity;
  readonly randomness: Randomness;
}

const curve = { name: 'ECDSA', namedCurve: 'P-256' };
const signing = { name: 'ECDSA', hash: 'SHA-256' };
// RFC 5280, appendix A: the upper bound of a common name.
const commonNameMax = 64;

/** A certificate that may sign others and nothing below them (RFC 5280, 4.2.1.9), as PEM. */
export async function makeAuthorityCertificate(wanted: AuthorityCertificate): Promise<string> {
  const x509 = await loadX509();
  const publicKey = await publicOf(wanted.key);
  const subject = commonName(wanted.name);
  const certificate = await x509.X509CertificateGenerator.create({
    subject,
    issuer: subject,
    publicKey,
    signingKey: await privateOf(wanted.key),
    signingAlgorithm: signing,
    serialNumber: serialNumber(wanted.randomness),
    ...dates(wanted.validity),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(usage(x509.KeyUsageFlags.keyCertSign, x509.KeyUsageFlags.cRLSign), true),
      await x509.SubjectKeyIdentifierExtension.create(publicKey),
    ],
  });
  return `${certificate.toString('pem')}\n`;
}

/** A certificate for a server of these names and nothing else, as PEM. */
export async function makeServerCertificate(wanted: ServerCertificate): Promise<string> {
  const x509 = await loadX509();
  const publicKey = await publicOf(wanted.serverKey);
  const extensions: X509.Extension[] = [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(usage(x509.KeyUsageFlags.digitalSignature), true),
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    new x509.SubjectAlternativeNameExtension([...wanted.names]),
    await x509.SubjectKeyIdentifierExtension.create(publicKey),
    await x509.AuthorityKeyIdentifierExtension.create(await publicOf(wanted.authorityKey)),
  ];
  const certificate = await x509.X509CertificateGenerator.create({
    subject: commonName(wanted.names[0]?.value ?? ''),
    issuer: wanted.authorityName,
    publicKey,
    signingKey: await privateOf(wanted.authorityKey),
    signingAlgorithm: signing,
    serialNumber: serialNumber(wanted.randomness),
    ...dates(wanted.validity),
    extensions,
  });
  return `${certificate.toString('pem')}\n`;
}

async function loadX509(): Promise<typeof X509> {
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

function usage(...flags: readonly X509.KeyUsageFlags[]): X509.KeyUsageFlags {
  return flags.reduce((all, flag) => all | flag);
}

function commonName(name: string): { CN: string[] }[] {
  return [{ CN: [[...name].slice(0, commonNameMax).join('')] }];
}

function dates({ from, until }: Validity): { notBefore: Date; notAfter: Date } {
  return { notBefore: new Date(from), notAfter: new Date(until) };
}

/** Positive, at most 20 bytes, at least 64 bits of chance (RFC 5280, 4.1.2.2). */
function serialNumber(randomness: Randomness): string {
  return `01${Buffer.from(randomness.bytes(16)).toString('hex')}`;
}

async function privateOf(key: KeyObject): Promise<webcrypto.CryptoKey> {
  const der = key.export({ format: 'der', type: 'pkcs8' });
  return webcrypto.subtle.importKey('pkcs8', der, curve, false, ['sign']);
}

async function publicOf(key: KeyObject): Promise<webcrypto.CryptoKey> {
  const der = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return webcrypto.subtle.importKey('spki', der, curve, true, ['verify']);
}
