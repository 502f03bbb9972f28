// Who is signed in to the office, as the daemon says it: name, language, rights, what they may see, which modules are on.
import type { OfficeArea, OfficeRight } from '@countertop/appliance/protocol';

export interface Me {
  readonly user: string;
  readonly name: string;
  readonly language: string;
  readonly rights: Readonly<Partial<Record<OfficeArea, OfficeRight>>>;
  readonly defaultStore: string | null;
  readonly company: {
    readonly name: string;
    readonly currency: { readonly code: string; readonly exponent: 0 | 2 | 3 };
    readonly country: string;
    readonly timeZone: string;
  };
  readonly demo: boolean;
}
