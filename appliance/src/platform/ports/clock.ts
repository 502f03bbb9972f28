// Time as a port: a whole shop can run on a virtual clock, and a wall clock that jumps cannot break a time-out.

export interface Clock {
  /** Wall time, milliseconds since 1970 UTC. May jump. For the journal and for people. */
  now(): number;
  /** Monotonic milliseconds since some start. Never jumps. For durations. */
  monotonic(): number;
  /** Calls `run` once, `delayMs` of monotonic time from now. The returned function cancels it and may be called any number of times. */
  after(delayMs: number, run: () => void): () => void;
}
