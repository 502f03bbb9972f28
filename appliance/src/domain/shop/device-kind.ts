// The kinds of devices a box can have: one list for the configuration, the wires and the device room, whose table says the rest of each.

export const deviceKinds = [
  'scanner',
  'scale',
  'printer',
  'terminal',
  'label-printer',
  'pole-display',
] as const;

export type DeviceKind = (typeof deviceKinds)[number];
