// There is no demo shop in the Norwegian build: nothing is sold in it that nobody bought.
import { Fault } from '../platform/fault.ts';

export function noDemo(): never {
  throw new Fault('config.invalid', { problems: ['/demo: this build has no demo shop'] });
}

export async function fillDemoShop(): Promise<never> {
  return noDemo();
}
