// The wire as the simulated printer sees it, whatever carries it: a socket, a pty, or a test.

/** The simulator's end of one connection. */
export interface SimulatorLine {
  send(bytes: Uint8Array): void;
  /** The cable is pulled or the power cut: no goodbye. */
  cut(): void;
  /** Stops taking bytes from the line, and takes them again. */
  pause(): void;
  resume(): void;
}

/** What the line tells the simulator. */
export interface SimulatorEnd {
  receive(bytes: Uint8Array): void;
  closed(): void;
}

export interface Attachable {
  /** Undefined while the printer is unplugged or has a client already. */
  attach(line: SimulatorLine): SimulatorEnd | undefined;
}
