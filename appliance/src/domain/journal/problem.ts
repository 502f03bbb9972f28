// What an audit of a journal can find, each with the entry it is about. Named apart, so that a finding says what was done to the chain.

export type ProblemKind =
  /** A column holds what this program never writes: no UTF-8, no JSON. */
  | 'unreadable'
  /** A sequence number is missing. */
  | 'gap'
  /** `prev` is not the hash of the entry before. */
  | 'prev'
  /** The content does not give the hash. */
  | 'hash'
  /** The payload is JSON, but not in canonical form: others would compute another hash. */
  | 'payload'
  | 'signature-missing'
  | 'signature-wrong'
  /** An entry of a type that is never signed carries a signature or a key. */
  | 'signature-unexpected'
  /** Signed with a key that is not in the box's list, or not among the trusted ones. */
  | 'key-unknown'
  /** A key of the box's list does not belong to its id. */
  | 'key-altered'
  /** Receipt or Z-report number does not follow the last one. */
  | 'number'
  /** The list of sales does not say what the journal says. */
  | 'sale-row'
  /** What was returned of a receipt does not add up. */
  | 'returned-row'
  /** Something was written together with an entry that is no longer there: the end of the chain is lost. */
  | 'tail-lost'
  /** The database file itself is damaged. */
  | 'database';

export interface Problem {
  /** Empty where a finding is about no register. */
  readonly register: string;
  /** 0 where a finding is about no entry. */
  readonly seq: number;
  readonly kind: ProblemKind;
  /** For people, in English. */
  readonly detail: string;
}
