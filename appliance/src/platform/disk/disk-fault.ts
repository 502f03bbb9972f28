// Maps errors of the file system to the codes of this project, once, where they enter.
import { Fault } from '../fault.ts';

const fullCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** A Fault `storage.full` | `storage.failed` with the system's name of the error (`system`, e.g. `EACCES`). A Fault stays as it is. */
export function diskFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const system = systemCode(error) ?? 'unknown';
  return new Fault(fullCodes.has(system) ? 'storage.full' : 'storage.failed', { system }, error);
}

export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
