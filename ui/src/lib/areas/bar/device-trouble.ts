// Which conditions of which devices a cashier must hear of, most urgent first. Words are under `device.<kind>.<condition>`.
import type { DeviceView } from '@countertop/appliance/protocol';

export interface Trouble {
  readonly device: string;
  readonly kind: string;
  readonly condition: string;
  readonly urgent: boolean;
  /** The printer whose paper its orders come out on meanwhile. */
  readonly standIn?: string;
}

/** Conditions by kind, most urgent first. What is not named here needs nobody (a drawer that stands open during a sale, a pan in motion). */
const told: Readonly<Record<string, readonly (readonly [condition: string, urgent: boolean])[]>> = {
  printer: [
    ['gone', true],
    ['cover-open', true],
    ['paper-out', true],
    ['offline', true],
    ['error', true],
    ['paper-low', false],
  ],
  terminal: [['gone', true]],
  scanner: [['gone', false]],
  scale: [
    ['gone', false],
    ['needs-zero', false],
    ['overload', false],
    ['fault', true],
  ],
};

/** One trouble a device: its most urgent. Urgent ones first. */
export function troubles(devices: Readonly<Record<string, DeviceView>>): readonly Trouble[] {
  return Object.entries(devices)
    .flatMap(([device, { kind, presence, conditions, standIn }]) => {
      const all = presence === 'gone' ? ['gone'] : conditions;
      const worst = told[kind]?.find(([condition]) => all.includes(condition));
      if (worst === undefined) return [];
      const [condition, urgent] = worst;
      return [{ device, kind, condition, urgent, ...(standIn === undefined ? {} : { standIn }) }];
    })
    .sort((a, b) => Number(b.urgent) - Number(a.urgent) || a.device.localeCompare(b.device));
}
