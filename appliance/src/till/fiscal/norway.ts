// The Norwegian provider: every transaction, also a practised one, signed with RSA-SHA1 and the signature of the one before (fiscal.md 2.1).
// SHA-1 and 1024 bits are what the regulation names; the journal's own chain does not rest on them.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  sign as signWith,
} from 'node:crypto';
import { promisify } from 'node:util';
import { signedText } from '../../domain/fiscal/norway.ts';
import { add, minor, subtract, zero } from '../../domain/money/money.ts';
import type { Sale } from '../../domain/register/sale.ts';
import type { ShopSettings } from '../../domain/shop/settings.ts';
import { Fault } from '../../platform/fault.ts';
import type { Disk } from '../../platform/ports/disk.ts';
import type { Log } from '../../platform/ports/log.ts';
import type { FiscalMoment, FiscalProvider } from './port.ts';

export interface NorwayParts {
  readonly settings: () => ShopSettings;
  readonly log: Log;
}

/**
 * The key is made at the first start, in a file that only the daemon can read: beside the database, so that no backup of the journal and
 * no log holds it. Throws Fault `config.invalid` where the file holds anything else, `storage.*`.
 */
export async function openNorway(path: string, disk: Disk, parts: NorwayParts): Promise<FiscalProvider> {
  const stored = await disk.read(path);
  return norway(stored === undefined ? await makeKey(path, disk) : readKey(path, stored), parts);
}

export function norway(key: KeyObject, { settings, log }: NorwayParts): FiscalProvider {
  const der = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const version = createHash('sha256').update(der).digest('hex').slice(0, 16);
  return {
    id: 'norway',
    key: { version, publicKey: der.toString('base64') },
    sign: (sale, moment) => {
      const signedAt = localTime(moment.at, settings().shop.timeZone);
      try {
        const text = textOf(sale, { moment, signedAt, exponent: settings().currency.exponent });
        const signature = signWith('RSA-SHA1', Buffer.from(text, 'utf8'), key).toString('base64');
        return {
          outcome: 'signed',
          mark: { provider: 'norway', signature, keyVersion: version, signedAt },
        };
      } catch (error) {
        // A crypto policy of the machine may forbid SHA-1: without a signature the law knows no sale.
        log.error({ err: error }, 'a sale could not be signed');
        return { outcome: 'blocked', reason: 'unsigned' };
      }
    },
  };
}

interface TextFacts {
  readonly moment: FiscalMoment;
  readonly signedAt: string;
  readonly exponent: number;
}

function textOf({ receipt, total, vat }: Sale, { moment, signedAt, exponent }: TextFacts): string {
  return signedText({
    previous: moment.previous,
    at: signedAt,
    number: `${moment.training ? 'T' : ''}${String(receipt)}`,
    amountIn: total,
    amountEx: subtract(total, minor(add(zero, ...vat.map((row) => row.vat)))),
    exponent,
  });
}

/** `2026-11-22 18:04:05`, as the clock on the wall has it. */
function localTime(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(at);
}

async function makeKey(path: string, disk: Disk): Promise<KeyObject> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 1_024 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  await disk.write(path, Buffer.from(pem), 0o600);
  return privateKey;
}

function readKey(path: string, content: Uint8Array): KeyObject {
  try {
    const key = createPrivateKey(Buffer.from(content));
    if (key.asymmetricKeyType === 'rsa') return key;
  } catch {
    // Told below: what the parser says may hold parts of the key.
  }
  throw new Fault('config.invalid', { file: path, problems: ['not an RSA key'] });
}
