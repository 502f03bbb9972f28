// The colour/size matrix of a product: what there is, in rows and columns, with those that were asked for and are not there yet.
import type { OfficeRecord } from '@countertop/appliance/protocol';

type Product = OfficeRecord<'product'>;

export interface MatrixRow {
  readonly colour: string;
  readonly cells: readonly { readonly size: string; readonly variant: Product | undefined }[];
}

export interface Matrix {
  readonly colours: readonly string[];
  readonly sizes: readonly string[];
  readonly rows: readonly MatrixRow[];
}

/** `wanted` comes first, in its order; what exists is never left out. A product with one axis only has rows or columns without a name. */
export function matrixOf(
  variants: readonly Product[],
  wanted: { readonly colours: readonly string[]; readonly sizes: readonly string[] },
): Matrix {
  const held = variants.flatMap((variant) =>
    variant.body.variant ? [{ ...variant.body.variant, variant }] : [],
  );
  const colours = unique([...wanted.colours, ...held.map(({ colour }) => colour)]);
  const sizes = unique([...wanted.sizes, ...held.map(({ size }) => size)]);
  const named = (list: readonly string[]): readonly string[] => list.filter((each) => each !== '');
  if (colours.length === 0 && sizes.length === 0) return { colours: [], sizes: [], rows: [] };
  const across = sizes.length === 0 ? [''] : sizes;
  const rows = (colours.length === 0 ? [''] : colours).map((colour) => ({
    colour,
    cells: across.map((size) => ({
      size,
      variant: held.find((each) => each.colour === colour && each.size === size)?.variant,
    })),
  }));
  return { colours: named(colours), sizes: named(sizes), rows };
}

export function missing({ rows }: Matrix): readonly { readonly colour: string; readonly size: string }[] {
  return rows.flatMap(({ colour, cells }) =>
    cells.flatMap(({ size, variant }) => (variant === undefined ? [{ colour, size }] : [])),
  );
}

/** "TS-100" in red, XL → "TS-100-RED-XL". */
export function skuOf(sku: string, colour: string, size: string): string {
  const part = (text: string): string => text.trim().toUpperCase().replaceAll(/\s+/g, '-');
  return [sku, part(colour), part(size)].filter((each) => each !== '').join('-');
}

function unique(list: readonly string[]): readonly string[] {
  return [...new Set(list)];
}
