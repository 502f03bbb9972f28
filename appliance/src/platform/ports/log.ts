// Logging as a port, the shape of pino. Never pass secrets: PINs, tokens, keys.

export interface Log {
  debug(data: object, message: string): void;
  info(data: object, message: string): void;
  warn(data: object, message: string): void;
  error(data: object, message: string): void;
}
