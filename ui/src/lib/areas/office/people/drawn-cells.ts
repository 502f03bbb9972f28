// Cells of lists that are drawn, not only written: under kind and column. What stands in them as text is in `cells.ts`.
import type { OfficeRecord } from '@countertop/appliance/protocol';
import type { Snippet } from 'svelte';
import { lastName, places } from './UserCells.svelte';

type Drawn = Snippet<[OfficeRecord]>;

export const drawnCells: Readonly<Record<string, Drawn | undefined>> = {
  'user.lastName': lastName as Drawn,
  'user.salePoints': places as Drawn,
};
