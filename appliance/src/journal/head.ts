// Where a chain stands: its last entry by number and hash. `firstPrev` and 0 before the first.

export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}
