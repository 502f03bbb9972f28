// What a page asks of the scale itself: to zero, to take a tare.
import type { DeviceRoom } from '../../devices/device-room.ts';
import type { Scale } from '../../devices/scale/port.ts';
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import type { FailureCode } from '../../protocol/failures.ts';

/** Refused with `scale.missing`, and with `scale.refused` when it cannot, does not want to or gives no answer. */
export async function askScale(
  devices: Pick<DeviceRoom, 'of'>,
  ask: (scale: Scale) => Promise<void>,
): Promise<Result<null, FailureCode>> {
  const scale = devices.of('scale').connected();
  if (scale === undefined) return refuse('scale.missing');
  try {
    await ask(scale);
    return ok(null);
  } catch {
    return refuse('scale.refused');
  }
}
