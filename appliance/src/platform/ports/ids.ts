// Ids as a port: sortable by time in production, predictable in tests.

export interface Ids {
  /** A new UUID (version 7 in production). */
  uuid(): string;
}
