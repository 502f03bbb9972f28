// How printing ended, on whatever a printer prints.

/** `printed`: confirmed by the printer. `failed`: surely nothing readable came out. `unknown`: some or all may be on paper. */
export type PrintOutcome =
  { readonly outcome: 'printed' } | { readonly outcome: 'failed' | 'unknown'; readonly reason: string };
