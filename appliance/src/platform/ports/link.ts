// A message link between two processes (page and daemon, box and box) as a port: text frames, in order, until it closes.

export interface Link {
  send(frame: string): void;
  /** Bytes accepted but not yet on the wire: a reader too slow is closed by its owner, never buffered without end. */
  readonly pendingBytes: number;
  close(code: number, reason: string): void;
  onFrame(listener: (frame: string) => void): void;
  onClose(listener: (code: number) => void): void;
}
