// INTERIM until the print queue lands.
import type { Printing } from './port.ts';

export function createPrinting(_parts: object): Printing & { start(): Promise<void>; stop(): Promise<void> } {
  return {
    view: () => ({}),
    onChange: () => undefined,
    wake: () => undefined,
    add: async () => undefined,
    printAgain: async () => ({ ok: false, refusal: { code: 'job.unknown', data: {} } }),
    dismiss: async () => ({ ok: false, refusal: { code: 'job.unknown', data: {} } }),
    start: async () => undefined,
    stop: async () => undefined,
  };
}
