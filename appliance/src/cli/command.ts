// What a command of the command line gets and gives: arguments and a way to speak in, an exit code out. main or a test provides it.

export interface CommandIo {
  /** One line; resolves when there is room for the next, so that a long output needs no memory. */
  stdout(line: string): void | Promise<void>;
  stderr(line: string): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

export type Command = (args: readonly string[], io: CommandIo) => Promise<number>;

export interface CommandEntry {
  /** Its line in the usage. */
  readonly words: string;
  readonly load: () => Promise<Command>;
}
