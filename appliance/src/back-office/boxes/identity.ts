// Who this office is: an id made once, in its database, so that a backup restored elsewhere is still the same office to its boxes.
import type { Clock } from '../../platform/ports/clock.ts';
import type { Database } from '../../platform/ports/database.ts';
import type { Ids } from '../../platform/ports/ids.ts';
import { createQueries } from '../../platform/query/queries.ts';
import type { BoxTables } from './box-tables.ts';

export async function openIdentity(
  database: Database,
  { clock, ids }: { readonly clock: Clock; readonly ids: Ids },
): Promise<string> {
  const queries = createQueries<BoxTables>(database);
  await queries
    .insertInto('office_identity')
    .values({ one: 1, id: ids.uuid(), made_at: clock.now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await queries.selectFrom('office_identity').select('id').executeTakeFirstOrThrow()).id;
}
