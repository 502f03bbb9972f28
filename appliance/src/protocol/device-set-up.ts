// What the technician's page of devices (/setup/devices) and `countertop doctor` are shown, and what they may send. Over HTTP, since a box is set
// up before it has much else.
import { type Static, Type } from '@sinclair/typebox';
import type { DeviceKind } from '../domain/shop/device-kind.ts';

const strict = { additionalProperties: false };

const Option = Type.Union([Type.String({ maxLength: 400 }), Type.Number(), Type.Boolean()]);

/** A record, so that none is forgotten here. */
const kinds: Readonly<Record<DeviceKind, true>> = {
  scanner: true,
  scale: true,
  printer: true,
  terminal: true,
  'label-printer': true,
  'pole-display': true,
};

/** One device of a configuration; what its options may be says its model. */
export const DeviceSettingSchema = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 40 }),
    kind: Type.Unsafe<DeviceKind>(Type.Union(Object.keys(kinds).map((kind) => Type.Literal(kind)))),
    model: Type.String({ minLength: 1, maxLength: 40 }),
    address: Type.String({ minLength: 1, maxLength: 200 }),
    options: Type.Record(Type.String({ maxLength: 60 }), Option, { default: {} }),
  },
  strict,
);

/** Version 1 of the file a box keeps and gives away. `secretsLeftOut`: to be typed again, as `device.option`. */
export const DeviceSetUpSchema = Type.Object(
  {
    version: Type.Literal(1),
    devices: Type.Array(DeviceSettingSchema, { maxItems: 64 }),
    secretsLeftOut: Type.Optional(Type.Array(Type.String({ maxLength: 120 }), { maxItems: 640 })),
  },
  strict,
);
export type DeviceSetUp = Static<typeof DeviceSetUpSchema>;

export const DeviceTestSchema = Type.Object(
  {
    deed: Type.Union([
      Type.Literal('scan'),
      Type.Literal('print'),
      Type.Literal('drawer'),
      Type.Literal('pay'),
    ]),
  },
  strict,
);
export type DeviceTest = Static<typeof DeviceTestSchema>['deed'];

export const ByteLogWishSchema = Type.Object({ on: Type.Boolean() }, strict);

/** What was tried last since the start, and how it ended; `answer` is null while it is under way. */
export interface DeviceTrialView {
  readonly deed: DeviceTest;
  readonly answer: DeviceTestAnswer | null;
}

/** How a test ended: `words` is for people and untranslated (a code that was read, a reference, a reason). */
export interface DeviceTestAnswer {
  readonly outcome: 'done' | 'failed' | 'unknown';
  /** `scan.read`, `print.printed`, `pay.taken-back`, `device.busy`… */
  readonly code: string;
  readonly words: string;
}

export interface DeviceModelView {
  readonly kind: DeviceKind;
  readonly model: string;
  /** JSON schema of each option; `secret: true` marks what is never shown again. */
  readonly options: Readonly<Record<string, object>>;
}

export interface DeviceSetUpView {
  readonly devices: readonly SetUpDeviceView[];
  readonly found: readonly FoundDeviceView[];
  readonly models: readonly DeviceModelView[];
  readonly bytes: readonly ByteLineView[];
  /** Whose bytes are written down. */
  readonly bytesOf: readonly string[];
}

export interface SetUpDeviceView {
  readonly name: string;
  readonly kind: DeviceKind;
  readonly model: string;
  readonly address: string;
  /** Without secrets. */
  readonly options: Readonly<Record<string, string | number | boolean>>;
  /** Secrets that are set. */
  readonly secrets: readonly string[];
  /** Out of the configuration file of the machine: not to be changed here. */
  readonly fixed: boolean;
  readonly presence: 'starting' | 'ready' | 'faulty' | 'gone' | 'stopped';
  readonly conditions: readonly string[];
  /** Another configured device that holds the same piece of hardware. */
  readonly rival: string | null;
  /** Its place in `found`, where it is plugged in and not on a network. */
  readonly place: string | null;
  /** What a scale says now. */
  readonly trial: DeviceTrialView | null;
  readonly weighs: { readonly state: string; readonly grams: number | null } | null;
}

export interface FoundDeviceView {
  readonly place: string;
  readonly label: string;
  /** `05e0:1300`; null where it has none. */
  readonly ids: string | null;
  readonly serial: string | null;
  readonly ends: readonly FoundEndView[];
}

export interface FoundEndView {
  readonly bus: 'hid' | 'serial' | 'printer';
  readonly node: string;
  /** Configured devices that mean it. */
  readonly holders: readonly string[];
  /** Models that say they speak with it, each with the address to configure. */
  readonly fits: readonly { readonly kind: DeviceKind; readonly model: string; readonly address: string }[];
  /** For whichever other model. */
  readonly address: string;
}

/** One chunk of bytes on a wire. */
export interface ByteLineView {
  readonly seq: number;
  readonly at: number;
  readonly device: string;
  readonly direction: 'in' | 'out';
  readonly count: number;
  /** Empty where bytes are never shown. */
  readonly hex: string;
  readonly text: string;
  /** What the model takes them for; empty when it does not say. */
  readonly meaning: string;
}
