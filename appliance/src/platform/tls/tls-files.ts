// Keys and certificates as PEM files. A key is made once and never replaced: everything that was paired with it would be lost, so a
// file that is damaged or belongs to another one is a Fault for a person, not a reason to begin anew.
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Fault } from '../fault.ts';
import type { Clock } from '../ports/clock.ts';
import type { Disk } from '../ports/disk.ts';
import type { Randomness } from '../ports/randomness.ts';

/** What this folder stands on. Keys themselves are made by the operating system's chance. */
export interface TlsGround {
  readonly disk: Disk;
  /** Absolute; made when missing. */
  readonly folder: string;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** A key and, once one is made, its certificate. */
export interface KeyAndCertificate {
  readonly key: KeyObject;
  readonly certificate: X509Certificate | undefined;
}

const ownerOnly = 0o600;
const makePair = promisify(generateKeyPair);

/** Reads `<stem>.key` and `<stem>.crt`, making the key at the first time. Throws Fault `config.invalid` with `file` and `reason`:
 *  `tls-key-missing` | `tls-key-damaged` | `tls-certificate-damaged` | `tls-key-mismatch`; or `storage.*`. */
export async function openKey(ground: TlsGround, stem: string): Promise<KeyAndCertificate> {
  const keyFile = `${stem}.key`;
  const certificateFile = `${stem}.crt`;
  const keyPem = await readText(ground, keyFile);
  const certificatePem = await readText(ground, certificateFile);
  if (keyPem === undefined) {
    if (certificatePem !== undefined) throw invalid('tls-key-missing', keyFile);
    return { key: await makeKey(ground, keyFile), certificate: undefined };
  }
  const key = parsed(() => p256(keyPem), invalid('tls-key-damaged', keyFile));
  // A crash between the two files of the first start leaves a key alone: its certificate is made as for a renewal.
  if (certificatePem === undefined) return { key, certificate: undefined };
  const damaged = invalid('tls-certificate-damaged', certificateFile);
  const certificate = parsed(() => new X509Certificate(certificatePem), damaged);
  if (!parsed(() => certificate.checkPrivateKey(key), damaged)) {
    throw invalid('tls-key-mismatch', certificateFile);
  }
  return { key, certificate };
}

/** Keeps a new certificate of this key under `<stem>.crt`. */
export async function keepCertificate(
  ground: TlsGround,
  stem: string,
  pem: string,
): Promise<X509Certificate> {
  const certificate = new X509Certificate(pem);
  await ground.disk.write(join(ground.folder, `${stem}.crt`), Buffer.from(pem), ownerOnly);
  return certificate;
}

/** Milliseconds since 1970. */
export function validityOf(certificate: X509Certificate): { readonly from: number; readonly until: number } {
  return { from: Date.parse(certificate.validFrom), until: Date.parse(certificate.validTo) };
}

export function publicKeyOf(key: KeyObject): KeyObject {
  return createPublicKey(key);
}

export function pemOf(key: KeyObject): string {
  return key.export({ format: 'pem', type: 'pkcs8' }).toString();
}

async function makeKey(ground: TlsGround, file: string): Promise<KeyObject> {
  const { privateKey } = await makePair('ec', { namedCurve: 'P-256' });
  await ground.disk.write(join(ground.folder, file), Buffer.from(pemOf(privateKey)), ownerOnly);
  return privateKey;
}

async function readText(ground: TlsGround, file: string): Promise<string | undefined> {
  const bytes = await ground.disk.read(join(ground.folder, file));
  return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8');
}

function p256(pem: string): KeyObject {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new TypeError('not a key of P-256');
  return key;
}

function parsed<T>(parse: () => T, fault: Fault): T {
  try {
    return parse();
  } catch {
    // What the parser says may quote the file, and the file is a key.
    throw fault;
  }
}

function invalid(reason: string, file: string): Fault {
  return new Fault('config.invalid', { reason, file });
}
