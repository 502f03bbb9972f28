// Structured logging by pino: one JSON object a line on standard output, which journald keeps. Secrets are redacted by name as a second net.
import { pino } from 'pino';
import type { Log } from '../ports/log.ts';

export function pinoLog(level: string): Log {
  return pino({
    level,
    base: null,
    redact: { paths: ['pin', 'password', 'token', 'session', '*.pin', '*.password', '*.token', '*.session'], censor: '[redacted]' },
  });
}
