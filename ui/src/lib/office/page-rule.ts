// How a kind of record looks on pages: which columns its list shows, which fields its form has, what a new one starts with. What may be in a
// field is the daemon's to say (protocol/office): a page offers, it does not judge.
import type { Body, Kind, OfficeArea } from '@countertop/appliance/protocol';

/** A field of a form. Its label is the word under `field.<kind>.<key>`, else `field.<key>`; a hint under the same with `.hint`. */
export type FieldRule<Owner = Record<string, unknown>> = FieldPlace<Owner> & FieldShape;

interface FieldPlace<Owner> {
  readonly key: keyof Owner & string;
  /** Under which its words stand, where the key is another field's already. */
  readonly name?: string;
  /** Shown only while this holds. */
  readonly when?: (body: Owner) => boolean;
  /** Not to be changed once the record is there. */
  readonly fixed?: boolean;
}

export type FieldShape =
  | { readonly is: 'text'; readonly long?: boolean; readonly needed?: boolean }
  | {
      readonly is:
        'lines' | 'tags' | 'toggle' | 'colour' | 'picture' | 'percent' | 'day' | 'time' | 'weekdays';
    }
  | { readonly is: 'number'; readonly unit?: string; readonly empty?: 'null' }
  /** Minor units of the currency that is told, or of the company's. */
  | { readonly is: 'money'; readonly currencyOf?: string; readonly empty?: 'null' }
  /** Words under `choice.<kind>.<key>.<value>`. */
  | { readonly is: 'choice'; readonly values: readonly string[]; readonly empty?: 'null' }
  | { readonly is: 'reference'; readonly of: Kind; readonly many?: boolean; readonly empty?: 'null' }
  /** Rows of fields of their own. */
  | {
      readonly is: 'rows';
      readonly fields: readonly FieldRule[];
      readonly blank: () => unknown;
      readonly ordered?: boolean;
    }
  /** An editor of its own: prices by region, grid of a template, grants of a role… */
  | { readonly is: 'own'; readonly editor: string };

/** A column of a list; its head is the word of the field. */
export interface ColumnRule {
  readonly key: string;
  readonly is:
    | 'text'
    | 'number'
    | 'percent'
    | 'money'
    | 'choice'
    | 'reference'
    | 'references'
    | 'toggle'
    | 'colour'
    | 'day'
    | 'own'
    /** No record holds it: see areas/office/row-figures. */
    | 'figure';
  readonly of?: Kind;
  readonly sortable?: boolean;
  /** Not shown until chosen. */
  readonly hidden?: boolean;
  /** False: there is no room for it on a phone. */
  readonly narrow?: boolean;
}

export interface PageRule<K extends Kind = Kind> {
  readonly kind: K;
  readonly path: string;
  readonly area: OfficeArea;
  readonly columns: readonly ColumnRule[];
  /** Tabs of the form with their fields; the words under `tab.<kind>.<name>`. */
  readonly tabs: readonly { readonly name: string; readonly fields: readonly FieldRule<Body<K>>[] }[];
  readonly filters?: readonly { readonly field: string; readonly of: Kind }[];
  /** The form wants all the room there is. */
  readonly covering?: boolean;
  readonly blank: () => Body<K>;
  /** A copy of a record to begin another with; `name`: how the copy is called. Absent: there is no copying. */
  readonly copied?: (body: Body<K>, name: (of: string) => string) => Body<K>;
  readonly titleOf: (body: Body<K>) => string;
}
