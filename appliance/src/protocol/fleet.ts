// What the office answers about its boxes, and what may be asked of one. Times are milliseconds since 1970 UTC by the office's clock.
import { type Static, Type } from '@sinclair/typebox';
import * as s from './office/shapes.ts';
import { orderNames } from './sync.ts';

const whole = Type.Integer();
const count = Type.Integer();
const id = Type.String();
const nullable = <T extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Integer>>(type: T) =>
  Type.Union([type, Type.Null()]);

export const boxAlarms = [
  'never-heard',
  'silent',
  'disk-low',
  'device-faulty',
  'clock-off',
  'chain-broken',
  'queue-old',
] as const;

const Device = s.shape({ name: id, kind: id, model: id, state: id });

export const Box = s.shape({
  register: id,
  linked: Type.Boolean(),
  /** Null: it never was. */
  lastHeard: nullable(whole),
  linkedSince: nullable(whole),
  version: nullable(Type.String()),
  roles: Type.Array(Type.String()),
  shiftOpen: Type.Boolean(),
  /** Entries not taken in yet, as it last told. */
  queue: nullable(count),
  devices: Type.Array(Device),
  disk: Type.Union([Type.Null(), s.shape({ freeBytes: whole, sizeBytes: whole })]),
  /** Thousandths of a degree Celsius. */
  temperature: nullable(Type.Integer()),
  pages: nullable(count),
  startedAt: nullable(whole),
  /** The box's clock less the office's. */
  clockOffsetMs: nullable(Type.Integer()),
  /** Changes of the office it does not have yet. */
  feedBehind: nullable(count),
  alarms: Type.Array(
    s.shape({
      code: Type.Union(boxAlarms.map((each) => Type.Literal(each))),
      since: nullable(whole),
      /** Name of the device, detail of the chain. */
      detail: nullable(Type.String()),
    }),
  ),
});

export const Boxes = s.shape({ boxes: Type.Array(Box) });

export const Bundle = s.shape({ id, register: id, at: whole, user: id, bytes: whole });

export const BoxDetail = s.shape({ box: Box, bundles: Type.Array(Bundle) });

export const BoxOrder = s.shape({ name: Type.Union(orderNames.map((each) => Type.Literal(each))) });

/** Carried out, or not: `ok` and `detail` are the box's own words, in English. */
export const BoxOrdered = s.shape({
  ok: Type.Boolean(),
  detail: Type.String(),
  bundle: Type.Union([Type.Null(), Bundle]),
});

export const Pairing = s.shape({
  register: id,
  code: Type.String(),
  /** What the QR shows. */
  text: Type.String(),
  expiresAt: whole,
});

export const Pairings = s.shape({
  /** Codes that are open now, without the code. */
  open: Type.Array(s.shape({ register: id, by: id, expiresAt: whole })),
  boxes: Type.Array(
    s.shape({
      register: id,
      key: id,
      version: Type.String(),
      enrolledAt: whole,
      enrolledBy: id,
      revokedAt: nullable(whole),
      revokedBy: nullable(id),
    }),
  ),
});

export type BoxAlarm = (typeof boxAlarms)[number];
export type Box = Static<typeof Box>;
export type Boxes = Static<typeof Boxes>;
export type BoxDetail = Static<typeof BoxDetail>;
export type BoxOrdered = Static<typeof BoxOrdered>;
export type Bundle = Static<typeof Bundle>;
export type Pairing = Static<typeof Pairing>;
export type Pairings = Static<typeof Pairings>;
