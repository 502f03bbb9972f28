// Expected outcomes are returned, never thrown: a rule answers with a value or with a refusal that has a code of one catalogue.
// What a code means, who can mend it and whether to retry stands in `protocol/failures.ts`; the words are in the language files.

/** Plain JSON: what a refusal may carry for its words (names, amounts in minor units, codes). */
export type RefusalData = Readonly<Record<string, string | number | boolean | null>>;

export interface Refusal<Code extends string = string> {
  readonly code: Code;
  readonly data: RefusalData;
}

export type Ok<T> = { readonly ok: true; readonly value: T };
export type Refused<Code extends string = string> = { readonly ok: false; readonly refusal: Refusal<Code> };
export type Result<T, Code extends string = string> = Ok<T> | Refused<Code>;

export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

export function refuse<const Code extends string>(code: Code, data: RefusalData = {}): Refused<Code> {
  return { ok: false, refusal: { code, data } };
}
