// A pole display: two lines of twenty characters, turned to the customer. It is told what to show and answers nothing.

export const columns = 20;

/** At most `columns` characters each; what is longer is cut off by whoever writes it. */
export interface PoleLines {
  readonly upper: string;
  readonly lower: string;
}

export interface PoleDisplay {
  /** The last one counts: what could not be sent yet is not shown any more. Never throws. */
  show(lines: PoleLines): void;
}
