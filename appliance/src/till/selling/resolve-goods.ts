// Goods on their way into the basket: found by a scan, a tap or a typed code, with what was weighed, typed or said of them.
import type { Product } from '../../domain/catalogue/product.ts';
import { minor } from '../../domain/money/money.ts';
import { thousandths } from '../../domain/quantity/quantity.ts';
import { ok, type Refused, refuse, type Result } from '../../domain/refusal.ts';
import type { CommandOf, RegisterCommand } from '../../domain/register/commands.ts';
import type { MeasureSource } from '../../domain/tab/tab.ts';
import type { CommandBody } from '../../protocol/commands.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { findByCode, type Found } from './find-by-code.ts';
import type { Meant } from './next-quantity.ts';
import type { Resolution, ResolveContext, Resolver } from './resolution.ts';

type LineWanted = Omit<CommandOf<'add-line'>, 'type' | 'tabId' | 'lineId' | 'deposit'>;

/** A product with its deposit as an add-line command. */
async function addLineOf(id: string, wanted: LineWanted, catalogue: Catalogue): Promise<RegisterCommand> {
  const { deposit: depositId } = wanted.product;
  const deposit = depositId === undefined ? undefined : await catalogue.byId(depositId);
  return {
    type: 'add-line',
    tabId: id,
    lineId: id,
    ...wanted,
    ...(deposit === undefined ? {} : { deposit }),
  };
}

type Shelf = Pick<ResolveContext, 'catalogue' | 'officeInReach' | 'nextQuantity'>;

/** Some goods are not sold while the office cannot be asked. */
function needsOffice(product: Product, { officeInReach }: Shelf): Refused<FailureCode> | undefined {
  if (product.soldOffline !== false || officeInReach()) return undefined;
  return refuse('product.office-needed', { product: product.name });
}

/** What was said before the goods counts for goods that are counted. */
function meantFor(product: Product, { nextQuantity }: Shelf): Meant | undefined {
  return product.unit === 'piece' ? nextQuantity.take() : undefined;
}

/** What a scanned or typed code adds. `typed`: a quantity typed with it; one in the code goes before it. */
export async function addFound(
  id: string,
  found: Extract<Found, { kind: 'product' }> & { readonly typed?: number },
  shelf: Shelf,
): Promise<Resolution> {
  const { product, gtin, labelPrice, typed } = found;
  const objection = needsOffice(product, shelf);
  if (objection !== undefined) return objection;
  const fromLabel = found.quantity !== undefined || labelPrice !== undefined;
  const meant = fromLabel || typed !== undefined ? undefined : meantFor(product, shelf);
  const quantity =
    found.quantity ?? meant?.quantity ?? (typed === undefined ? undefined : thousandths(typed));
  const command = await addLineOf(
    id,
    {
      product,
      source: fromLabel ? 'label' : product.unit === 'piece' ? 'count' : 'manual',
      ...(gtin === undefined ? {} : { gtin }),
      ...(quantity === undefined ? {} : { quantity }),
      ...(labelPrice === undefined ? {} : { labelPrice }),
    },
    shelf.catalogue,
  );
  return ok({ command, ...(meant === undefined ? {} : { giveBack: meant.giveBack }) });
}

function sourceOf({ unit }: Product, weighed: MeasureSource): MeasureSource {
  return unit === 'piece' ? 'count' : weighed;
}

export const addProduct: Resolver<'add-product'> = async (id, body, context) => {
  const product = await context.catalogue.byId(body.product);
  if (product === undefined) return refuse('product.unknown');
  const objection = needsOffice(product, context);
  if (objection !== undefined) return objection;
  const measured = measuredBy(product, body, context);
  if (!measured.ok) return measured;
  const { giveBack, ...much } = measured.value;
  const command = await addLineOf(
    id,
    {
      product,
      ...much,
      ...(body.tare === undefined || body.tare === 0 ? {} : { tare: thousandths(body.tare) }),
      ...(body.price === undefined ? {} : { price: minor(body.price) }),
    },
    context.catalogue,
  );
  return ok({ command, ...(giveBack === undefined ? {} : { giveBack }) });
};

interface Measured extends Pick<LineWanted, 'source' | 'quantity'> {
  readonly giveBack?: () => void;
}

/** How much of it: from the scale, as typed with it, or as was said before it. */
function measuredBy(
  product: Product,
  { weight, tare = 0, quantity, price }: CommandBody<'add-product'>,
  context: ResolveContext,
): Result<Measured, FailureCode> {
  if (weight === 'scale') {
    const unitPrice = product.price ?? (price === undefined ? null : minor(price));
    const weighed = context.weighing.weigh({ tareGrams: tare, unitPrice });
    if (!weighed.ok) return weighed;
    const { weight: net, giveBack } = weighed.value;
    return ok({ source: sourceOf(product, 'scale'), quantity: net, giveBack });
  }
  const source = sourceOf(product, 'manual');
  if (quantity !== undefined) return ok({ source, quantity: thousandths(quantity) });
  return ok({ source, ...meantFor(product, context) });
}

export const enterCode: Resolver<'enter-code'> = async (id, body, context) => {
  const { catalogue, shop, now } = context;
  const found = await findByCode(body.code, { catalogue, shop: shop(), now: now() });
  if (!found.ok) return found;
  if (found.value.kind === 'coupon')
    return ok({ command: { type: 'add-coupon', tabId: id, code: found.value.code } });
  if (found.value.kind === 'tare') return refuse('scale.tare-label');
  if (found.value.kind !== 'product') return refuse('code.unknown', { code: body.code.slice(0, 80) });
  return addFound(
    id,
    { ...found.value, ...(body.quantity === undefined ? {} : { typed: body.quantity }) },
    context,
  );
};
