// There is no demo company in the Norwegian build.
import { noDemo } from '../demo/fill.norway.ts';

export function demoAccounts(): readonly [] {
  return [];
}

export async function fillDemoRooms(): Promise<never> {
  return noDemo();
}
