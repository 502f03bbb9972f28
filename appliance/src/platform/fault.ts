// Operating faults (port gone, disk full, time-out) are thrown as one class and caught once per command, device or request.
// Nobody matches message text: foreign errors are mapped to a code where they enter.

export const faultCodes = [
  'storage.full',
  'storage.busy',
  'storage.failed',
  'storage.constraint',
  'storage.corrupt',
  'device.gone',
  'device.timeout',
  'device.busy',
  'device.protocol',
  'device.refused',
  'device.claimed-twice',
  'config.invalid',
  'link.closed',
  'stopped',
] as const;

export type FaultCode = (typeof faultCodes)[number];

export class Fault extends Error {
  readonly code: FaultCode;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(code: FaultCode, data: Readonly<Record<string, unknown>> = {}, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause });
    this.name = 'Fault';
    this.code = code;
    this.data = data;
  }
}

export function isFault(error: unknown, ...codes: readonly FaultCode[]): error is Fault {
  return error instanceof Fault && (codes.length === 0 || codes.includes(error.code));
}
