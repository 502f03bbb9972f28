// The Norwegian build signs every sale, and sells nowhere else: there is no way round the signature.
import { Fault } from '../../platform/fault.ts';
import type { Disk } from '../../platform/ports/disk.ts';
import { type NorwayParts, openNorway } from './norway.ts';
import type { FiscalProvider } from './port.ts';

/** Throws Fault `config.invalid` for a shop in another country. */
export async function providerOf(
  country: string,
  { keyPath, disk, ...parts }: NorwayParts & { readonly keyPath: string; readonly disk: Disk },
): Promise<FiscalProvider | undefined> {
  if (country !== 'NO')
    throw new Fault('config.invalid', { problems: [`this build sells in Norway, not in ${country}`] });
  return openNorway(keyPath, disk, parts);
}
