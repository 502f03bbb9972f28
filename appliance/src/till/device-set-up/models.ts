// All models of all kinds, for the list a technician chooses from and for checking what was chosen.
import { deviceKinds } from '../../domain/shop/device-kind.ts';
import type { DriverManifest } from '../../devices/device.ts';
import { kindTable } from '../../devices/kinds.ts';

export type Manifest = DriverManifest<unknown>;

export async function allModels(): Promise<readonly Manifest[]> {
  const byKind = await Promise.all(
    deviceKinds.map(async (kind) => {
      const models: Readonly<Record<string, () => Promise<Manifest>>> = await kindTable[kind].models();
      return Promise.all(Object.values(models).map(async (load) => load()));
    }),
  );
  return byKind.flat();
}

/** Options that are never shown, exported or logged. */
export function secretsOf({ options }: Manifest): readonly string[] {
  return Object.entries(options?.properties ?? {})
    .filter(([, schema]) => schema['secret'] === true)
    .map(([name]) => name);
}
