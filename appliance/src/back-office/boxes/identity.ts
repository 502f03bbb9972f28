// Who this office is: an id made once, in its database, so that a backup restored elsewhere is still the same office to its boxes.
import type { Clock } from '../../platform/ports/clock.ts';
import type { Database } from '../../platform/ports/database.ts';
import type { Ids } from '../../platform/ports/ids.ts';

export async function openIdentity(
  database: Database,
  { clock, ids }: { readonly clock: Clock; readonly ids: Ids },
): Promise<string> {
  await database.write(
    'INSERT INTO office_identity (one, id, made_at) VALUES (1, ?, ?) ON CONFLICT DO NOTHING',
    [ids.uuid(), clock.now()],
  );
  const row = await database.get('SELECT id FROM office_identity');
  return String(row?.['id']);
}
