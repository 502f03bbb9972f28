// What somebody may see of records that are, or belong to, a place. Everything else is the company's and open to who has the right.
import type { Kind } from '../../protocol/office/kinds.ts';
import type { RegisterRecord, SalePoint } from '../../protocol/office/organisation.ts';
import type { ListQuery } from '../records/list.ts';
import { type RecordNo, no } from '../records/refusals.ts';
import type { OfficeSession, Scope } from './session-port.ts';

interface Confined {
  /** `id`, or the field that names the place. */
  readonly field: string;
  readonly ids: ReadonlySet<string>;
}

/** Undefined: all of the kind. */
function confined(kind: Kind, scope: Scope): Confined | undefined {
  if (scope === 'all') return undefined;
  switch (kind) {
    case 'store':
      return { field: 'id', ids: scope.stores };
    case 'shop':
      return { field: 'id', ids: scope.shops };
    case 'sale-point':
      return { field: 'id', ids: scope.salePoints };
    case 'register':
      return { field: 'salePoint', ids: scope.salePoints };
    default:
      return undefined;
  }
}

/** No record has it: for lists of who may see none. */
const nowhere = ['-'];

/** The query, narrowed to what the scope leaves. */
export function scoped(kind: Kind, query: ListQuery, { scope }: Pick<OfficeSession, 'scope'>): ListQuery {
  const within = confined(kind, scope);
  if (within === undefined) return query;
  const asked = query.filters?.[within.field];
  const wanted = asked === undefined ? [...within.ids] : [asked].flat().filter((id) => within.ids.has(id));
  const filters = { ...query.filters, [within.field]: wanted.length > 0 ? wanted : nowhere };
  return { ...query, filters };
}

export function isVisible(
  { kind, id, body }: { readonly kind: Kind; readonly id: string; readonly body: object },
  { scope }: Pick<OfficeSession, 'scope'>,
): boolean {
  const within = confined(kind, scope);
  if (within === undefined) return true;
  return within.ids.has(within.field === 'id' ? id : (body as RegisterRecord).salePoint);
}

/** Asked of every write: what one does not see is not there, and nothing is put where one does not see. */
export function admitPlace(
  change: {
    readonly kind: Kind;
    readonly id: string;
    readonly before: object | undefined;
    readonly after: object | undefined;
  },
  session: Pick<OfficeSession, 'scope'>,
): RecordNo | undefined {
  const { kind, id, before, after } = change;
  if (before !== undefined && !isVisible({ kind, id, body: before }, session))
    return no('record.unknown', { kind, id });
  const { scope } = session;
  if (after === undefined || scope === 'all') return undefined;
  if (kind === 'register' && !isVisible({ kind, id, body: after }, session))
    return no('reference.unknown', {
      field: 'salePoint',
      kind: 'sale-point',
      value: (after as RegisterRecord).salePoint,
    });
  if (kind === 'sale-point' && !scope.shops.has((after as SalePoint).shop))
    return no('reference.unknown', { field: 'shop', kind: 'shop', value: (after as SalePoint).shop });
  return undefined;
}
