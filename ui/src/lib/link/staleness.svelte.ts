// Whether what a page shows may be old: the link has been away for longer than a blink. Made while a component is set up.
import type { Link } from './link.svelte.ts';

/** A blink of the link is not worth a stripe. */
const patienceMs = 1_200;

export class Staleness {
  /** Since when the link has been away (this page's clock); undefined while all is well, and for the first moment after a loss. */
  since = $state<number | undefined>();

  constructor(link: Link) {
    $effect(() => {
      if (link.status === 'live') {
        this.since = undefined;
        return undefined;
      }
      const at = Date.now();
      const timer = setTimeout(() => {
        this.since ??= at;
      }, patienceMs);
      return () => {
        clearTimeout(timer);
      };
    });
  }
}
