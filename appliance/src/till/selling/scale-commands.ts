// What a page asks of the scale: to zero, to take a tare, to weigh these goods.
import type { DeviceRoom } from '../../devices/device-room.ts';
import type { Scale } from '../../devices/scale/port.ts';
import { minor } from '../../domain/money/money.ts';
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import type { CommandBody } from '../../protocol/commands.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { CheckedCommand } from './checked.ts';
import type { Weighing } from './weighing.ts';

export type ScaleCommand = Extract<
  CheckedCommand,
  { readonly name: 'zero-scale' | 'tare-scale' | 'weigh-goods' }
>;

export interface ScaleCommandParts {
  readonly devices: Pick<DeviceRoom, 'of'>;
  readonly catalogue: Pick<Catalogue, 'byId'>;
  readonly weighing: Weighing;
}

type Done = Result<null, FailureCode>;

export async function scaleCommand(command: ScaleCommand, parts: ScaleCommandParts): Promise<Done> {
  switch (command.name) {
    case 'zero-scale':
      return askScale(parts, async (scale) => scale.zero());
    case 'tare-scale':
      return askScale(parts, async (scale) => (command.body.on ? scale.tare() : scale.clearTare()));
    case 'weigh-goods':
      return weighGoods(command.body, parts);
  }
}

async function askScale({ devices }: ScaleCommandParts, ask: (scale: Scale) => Promise<void>): Promise<Done> {
  const scale = devices.of('scale').connected();
  if (scale === undefined) return refuse('scale.missing');
  try {
    await ask(scale);
    return ok(null);
  } catch {
    return refuse('scale.refused');
  }
}

async function weighGoods(
  { product: id, tare = 0, price }: CommandBody<'weigh-goods'>,
  { catalogue, weighing }: ScaleCommandParts,
): Promise<Done> {
  if (id === null) {
    weighing.clear();
    return ok(null);
  }
  const product = await catalogue.byId(id);
  if (product === undefined) return refuse('product.unknown');
  weighing.put(product, { tareGrams: tare, ...(price === undefined ? {} : { price: minor(price) }) });
  return ok(null);
}
