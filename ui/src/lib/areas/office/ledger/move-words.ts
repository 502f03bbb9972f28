// What is said of one move of a ledger, in the words of the page.

export interface MoveWords {
  readonly amount: string;
  readonly what: string;
  readonly about?: string;
  /** What there was then. */
  readonly after?: string;
}
