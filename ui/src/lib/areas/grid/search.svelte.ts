// Search over the whole catalogue as one types.
import type { ProductHit } from '@countertop/appliance/protocol';
import { AsYouType } from '../../link/as-you-type.svelte.ts';
import type { Link } from '../../link/link.svelte.ts';

const hitsMax = 40;

export class ProductSearch extends AsYouType<ProductHit> {
  /** A short number may be how many of the next goods are meant. */
  readonly pieces: number | undefined = $derived(
    /^[1-9]\d{0,3}$/.test(this.text.trim()) ? Number(this.text.trim()) : undefined,
  );

  constructor(link: Link) {
    super(async (text) => link.query('search-products', { text, limit: hitsMax }));
  }
}
