// Randomness as a port: cryptographic in production, seeded in tests.

export interface Randomness {
  bytes(count: number): Uint8Array;
  /** A number in [0, 1) for jitter and back-off; not for secrets. */
  fraction(): number;
}
