// Cells of lists that one matter writes its own way: a product's prices by region, a user's sale points. Under kind and column.
import type { OfficeRecord } from '@countertop/appliance/protocol';
import type { Snippet } from 'svelte';
import type { Texts } from '$lib/i18n/texts.svelte.ts';
import type { Names } from '$lib/office/names.svelte.ts';

export interface OwnCell {
  readonly text: (record: OfficeRecord, place: { readonly texts: Texts; readonly names: Names }) => string;
  readonly draw?: Snippet<[OfficeRecord]>;
}

export const cells: Readonly<Record<string, OwnCell | undefined>> = {};
