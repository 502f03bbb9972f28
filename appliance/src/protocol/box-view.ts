// How this box stands with its office, as every page of it may show.

/** Why a box ends the link to its office itself, until a person mends it; beside `syncRefusals`. */
export const boxRefusals = [
  /** Another office answers at the address it was paired with. */
  'office-wrong',
  /** The register has sold in another currency than its shop has now. */
  'currency',
  /** The feed says what cannot be: an office of another version, or a defect. */
  'feed-wrong',
] as const;

export interface BoxLinkView {
  readonly phase: 'connecting' | 'linked' | 'waiting' | 'stopped';
  /** Milliseconds since 1970 UTC, by the box's clock. */
  readonly since: number;
  /** Why the office does not speak with this box; `code` is one of `syncRefusals` or `boxRefusals`, or of a later version. */
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
