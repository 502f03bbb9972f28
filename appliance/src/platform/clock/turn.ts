// A pause without time: whatever else waits in this process goes first. Long work is cut by it into pieces that nobody notices.
import { setImmediate as immediately } from 'node:timers/promises';

export async function turn(): Promise<void> {
  await immediately();
}
