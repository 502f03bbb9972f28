// The device list of the configuration, checked whole before anything is opened: all problems at once.
import { Fault, isFault } from '../platform/fault.ts';
import type { DeviceSetting } from './device.ts';
import { backupProblems } from './printer/backup.ts';
import { meetsSameDevice, parseAddress } from './transport/address.ts';

/** More devices than a checkout can have; a longer list is a mistake. */
const devicesMax = 64;

/** Throws Fault `config.invalid` with `{problems}`. */
export function checkSettings(settings: readonly DeviceSetting[]): void {
  if (settings.length > devicesMax)
    throw new Fault('config.invalid', { problems: [`more than ${String(devicesMax)} devices`] });
  const addressProblems = settings.flatMap(addressProblem);
  const problems = [
    ...addressProblems,
    ...backupProblems(settings),
    ...pairs(settings).flatMap(([a, b]) => {
      const twice: string[] = [];
      if (a.name === b.name) twice.push(`two devices are named ${a.name}`);
      // Addresses can be compared only when all can be read.
      if (addressProblems.length === 0 && meetsSameDevice(a.address, b.address))
        twice.push(`devices ${a.name} and ${b.name} have the same address ${b.address}`);
      return twice;
    }),
  ];
  if (problems.length > 0) throw new Fault('config.invalid', { problems });
}

function addressProblem({ name, address }: DeviceSetting): string[] {
  if (name === '') return ['a device has no name'];
  try {
    parseAddress(address);
    return [];
  } catch (error) {
    if (!isFault(error, 'config.invalid')) throw error;
    return [`device ${name}: address ${address}: ${String(error.data['problem'])}`];
  }
}

function pairs<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((a, index) => items.slice(index + 1).map((b): [T, T] => [a, b]));
}
