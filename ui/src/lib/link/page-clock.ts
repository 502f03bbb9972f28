// Time as the link needs it, so that its tests run without waiting.

export interface PageClock {
  /** Milliseconds that only grow. */
  monotonic(): number;
  /** Runs later unless the returned function is called first. */
  after(delayMs: number, run: () => void): () => void;
}

export const browserClock: PageClock = {
  monotonic: () => performance.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
};
