// Where the simulated devices of the demo shop are plugged in: one port each, counted from a base. Written into the daemon's
// configuration, they are devices like any others.
import type { DeviceSetting } from '../devices/device.ts';

export interface SimulatorPorts {
  /** The control socket of the bench page. */
  readonly control: number;
  readonly hidPos: number;
  readonly serial: number;
  readonly wedge: number;
  readonly scale: number;
  readonly printer: number;
  readonly terminal: number;
}

export const defaultBasePort = 9210;

/** @param base 0 for any free ports, chosen one by one when they are opened */
export function portsFrom(base: number): SimulatorPorts {
  const port = (offset: number): number => (base === 0 ? 0 : base + offset);
  return {
    control: port(0),
    hidPos: port(1),
    serial: port(2),
    wedge: port(3),
    scale: port(4),
    printer: port(5),
    terminal: port(6),
  };
}

export const simulatedNames = {
  hidPos: 'counter-scanner',
  serial: 'hand-scanner',
  wedge: 'wedge-scanner',
  scale: 'scale',
  printer: 'receipt-printer',
  terminal: 'card-terminal',
} as const satisfies Record<Exclude<keyof SimulatorPorts, 'control'>, string>;

/** Options of the printer's device; the simulator is built as the same model. */
export const simulatedPrinter = { profile: 'epson-tm-t88v', drawerOpenLevel: 'high' } as const;

/** The devices list of a configuration that uses all simulators. */
export function simulatedDevices(ports: SimulatorPorts): DeviceSetting[] {
  const at = (scheme: string, port: number): string => `${scheme}://127.0.0.1:${String(port)}`;
  return [
    {
      name: simulatedNames.hidPos,
      kind: 'scanner',
      model: 'hid-pos',
      address: at('hid-tcp', ports.hidPos),
      options: {},
    },
    {
      name: simulatedNames.serial,
      kind: 'scanner',
      model: 'serial',
      address: at('tcp', ports.serial),
      options: {},
    },
    {
      name: simulatedNames.wedge,
      kind: 'scanner',
      model: 'keyboard-wedge',
      address: at('hid-tcp', ports.wedge),
      options: {},
    },
    {
      name: simulatedNames.scale,
      kind: 'scale',
      model: 'hid',
      address: at('hid-tcp', ports.scale),
      options: {},
    },
    {
      name: simulatedNames.printer,
      kind: 'printer',
      model: 'escpos',
      address: at('tcp', ports.printer),
      // The drawer of the simulator has its switch wired so that an open drawer is the high level.
      options: { profile: 'epson-tm-t88v', drawerOpenLevel: 'high' },
    },
    {
      name: simulatedNames.terminal,
      kind: 'terminal',
      model: 'bench',
      address: at('tcp', ports.terminal),
      options: {},
    },
  ];
}
