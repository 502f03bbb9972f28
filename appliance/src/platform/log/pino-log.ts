// Structured logging by pino: one JSON object a line, which journald keeps. Secrets are redacted by name as a second net.
import { pino, stdSerializers } from 'pino';
import type { Log } from '../ports/log.ts';

/** `stderr` for programs whose output is a result. */
export function pinoLog(level: string, to: 'stdout' | 'stderr' = 'stdout'): Log {
  const options = {
    level,
    base: null,
    // An Error is no plain object: without these the log would say `{}`.
    serializers: { err: stdSerializers.err, error: stdSerializers.err },
    redact: {
      paths: ['pin', 'password', 'token', 'session', '*.pin', '*.password', '*.token', '*.session'],
      censor: '[redacted]',
    },
  };
  return pino(options, pino.destination({ fd: to === 'stdout' ? 1 : 2, sync: true }));
}
