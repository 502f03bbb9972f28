// Who asks: what every route of the office needs to know of the person behind a request. `people/` implements it; routes only read it.
import type { FastifyRequest } from 'fastify';
import type { OfficeArea, OfficeRight } from '../../protocol/office/rights.ts';

/** What somebody may see of what belongs to a place; `all` is for administrators, to whom no place is closed. */
export type Scope =
  | 'all'
  | {
      /** Ids of records. Without a sale point no sales, invoices or settings of it. */
      readonly salePoints: ReadonlySet<string>;
      /** Without a store no reports, purchase invoices or counts of it. */
      readonly stores: ReadonlySet<string>;
      /** The shops of those sale points. */
      readonly shops: ReadonlySet<string>;
    };

export interface OfficeSession {
  /** Id of the user record. */
  readonly user: string;
  /** As printed: first and last name. */
  readonly name: string;
  readonly language: string;
  rights(area: OfficeArea): OfficeRight;
  readonly scope: Scope;
}

export interface SessionPort {
  /** Undefined: nobody, or nobody any more. Asked anew for every request, so that what was taken from somebody is gone at once. */
  session(request: FastifyRequest): Promise<OfficeSession | undefined>;
}
