// The page's copy of one topic: a whole view, then patches whose revisions follow one on another. A gap is noticed, never guessed over.
import { applyPatch } from './merge-patch.ts';

export interface Mirror {
  /** Undefined until the first whole view. */
  readonly view: unknown;
  readonly rev: number;
  /** True after a gap: patches are worthless until a whole view comes. */
  readonly broken: boolean;
}

export const emptyMirror: Mirror = { view: undefined, rev: 0, broken: false };

export type MirrorInput =
  | { readonly t: 'view'; readonly rev: number; readonly view: unknown }
  | { readonly t: 'patch'; readonly rev: number; readonly patch: unknown };

/** The mirror after a frame. `askAgain` is true exactly once for each gap. */
export function receive(
  mirror: Mirror,
  input: MirrorInput,
): { readonly mirror: Mirror; readonly askAgain: boolean } {
  if (input.t === 'view')
    return { mirror: { view: input.view, rev: input.rev, broken: false }, askAgain: false };
  if (mirror.broken) return { mirror, askAgain: false };
  // A patch from before the whole view: it is in that view already.
  if (input.rev <= mirror.rev) return { mirror, askAgain: false };
  if (mirror.view === undefined || input.rev !== mirror.rev + 1)
    return { mirror: { ...mirror, broken: true }, askAgain: true };
  return {
    mirror: { view: applyPatch(mirror.view, input.patch), rev: input.rev, broken: false },
    askAgain: false,
  };
}
