// A barcode scanner, whatever its wire: it says what was read, once per good read.

export interface Scan {
  /** Data without prefix, suffix or AIM identifier; GS is 0x1D. */
  readonly text: string;
  /** AIM identifier such as `]E0`, when the scanner sends one. */
  readonly aim?: string;
}

export interface Scanner {
  onScan(listener: (scan: Scan) => void): void;
  /** For the ear of who scans: one beep, or three for what was not taken. Silent where the scanner cannot be told, or was not set up for it. */
  signal(how: 'good' | 'bad'): void;
  /** Broken or oversized data that was dropped: shown to technicians, never sold. */
  onGarbage(listener: (reason: string) => void): void;
}
