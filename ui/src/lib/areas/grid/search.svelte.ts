// Search over the whole catalogue as one types.
import type { ProductHit } from '@countertop/appliance/protocol';
import { AsYouType } from '../../link/as-you-type.svelte.ts';
import type { Link } from '../../link/link.svelte.ts';

const hitsMax = 40;

export class ProductSearch extends AsYouType<ProductHit> {
  constructor(link: Link) {
    super(async (text) => link.query('search-products', { text, limit: hitsMax }));
  }
}
