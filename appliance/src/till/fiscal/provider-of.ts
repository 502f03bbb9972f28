// Which law's provider marks the sales of a shop. In the Norwegian build provider-of.norway.ts stands in its place.
import type { Disk } from '../../platform/ports/disk.ts';
import { type NorwayParts, openNorway } from './norway.ts';
import type { FiscalProvider } from './port.ts';

/** By country, ISO 3166-1 alpha-2. Undefined: its law wants nothing of a sale. Throws Fault `config.invalid`, `storage.*`. */
export async function providerOf(
  country: string,
  { keyPath, disk, ...parts }: NorwayParts & { readonly keyPath: string; readonly disk: Disk },
): Promise<FiscalProvider | undefined> {
  return country === 'NO' ? openNorway(keyPath, disk, parts) : undefined;
}
