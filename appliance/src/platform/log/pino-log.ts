// Structured logging by pino: one JSON object a line on standard output, which journald keeps. Secrets are redacted by name as a second net.
import { pino, stdSerializers } from 'pino';
import type { Log } from '../ports/log.ts';

export function pinoLog(level: string): Log {
  return pino({
    level,
    base: null,
    // An Error is no plain object: without these the log would say `{}`.
    serializers: { err: stdSerializers.err, error: stdSerializers.err },
    redact: {
      paths: ['pin', 'password', 'token', 'session', '*.pin', '*.password', '*.token', '*.session'],
      censor: '[redacted]',
    },
  });
}
