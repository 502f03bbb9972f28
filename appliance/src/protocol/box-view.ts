// How this box stands with its office, as every page of it may show.

export interface BoxLinkView {
  readonly phase: 'connecting' | 'linked' | 'waiting' | 'stopped';
  /** Milliseconds since 1970 UTC, by the box's clock. */
  readonly since: number;
  /** Why the office does not speak with this box; `code` is one of `syncRefusals`, or of a later version. */
  readonly refusal: { readonly code: string; readonly detail: string } | null;
  /** The box's clock less the office's, when last measured. */
  readonly offsetMs: number | null;
}

export interface BoxView {
  readonly register: string;
  readonly roles: readonly string[];
  /** `here`: this box is its own office. `none`: it must be paired first, and sells on what it has until then. */
  readonly office:
    | { readonly is: 'here' | 'none' }
    | { readonly is: 'elsewhere'; readonly address: string; readonly pairedAt: number };
  /** Null: there is no office to be linked to. */
  readonly link: BoxLinkView | null;
  /** Until then the office wants this box to be seen and heard: pages blink and beep. Null: not now. */
  readonly identifyUntil: number | null;
}
