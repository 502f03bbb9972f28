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
  'silent',
  'disk-low',
  'device-faulty',
  'drawer-left-open',
  'clock-off',
  'chain-broken',
  'queue-old',
] as const;

const Device = s.shape({ name: id, kind: id, model: id, state: id });

export const Box = s.shape({
  register: id,
  /** A box has a key for it. */
  paired: Type.Boolean(),
  linked: Type.Boolean(),
  /** Null: it never was. */
  lastHeard: nullable(whole),
  /** Null: it is not linked. */
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
  /** Of its pages, for other machines. */
  addresses: Type.Array(Type.String()),
  startedAt: nullable(whole),
  /** The box's clock less the office's. */
  clockOffsetMs: nullable(Type.Integer()),
  /** Changes of the office it does not have yet; while it is away: at most so many, as not all may be for it. */
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

/** What the archive could not take from a box. */
export const ChainAlarm = s.shape({
  number: Type.Integer(),
  seq: Type.Integer(),
  detail: Type.String(),
  firstAt: whole,
  lastAt: whole,
  times: count,
  /** Somebody has looked: it troubles the box no more, and stays here. */
  acknowledged: Type.Union([
    Type.Null(),
    s.shape({ at: whole, by: id, name: Type.String(), note: Type.String() }),
  ]),
});

/** What was found, or done about it. */
export const AlarmNote = s.shape({ note: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }) });

export const BoxDetail = s.shape({
  box: Box,
  bundles: Type.Array(Bundle),
  chainAlarms: Type.Array(ChainAlarm),
});

export const BoxOrder = s.shape({ name: Type.Union(orderNames.map((each) => Type.Literal(each))) });

/** Carried out, or not: `ok` and `detail` are the box's own words, in English. */
export const BoxOrdered = s.shape({
  ok: Type.Boolean(),
  detail: Type.String(),
  bundle: Type.Union([Type.Null(), Bundle]),
});

export const PairingOpened = s.shape({
  register: id,
  /** In two groups of four (`K7QF-3MWD`), to be typed at the box. */
  code: Type.String(),
  /** Where the box reaches this office, `host:port`; null where the office takes no boxes from outside. */
  address: nullable(Type.String()),
  /** What the QR code says: address, code, and the key to expect. Null as the address is. */
  link: nullable(Type.String()),
  expiresAt: whole,
});

export const KnownBox = s.shape({
  /** Id of its key. */
  key: id,
  register: id,
  version: Type.String(),
  enrolledAt: whole,
  enrolledBy: id,
  revokedAt: nullable(whole),
  revokedBy: nullable(id),
});

export const KnownBoxes = s.shape({
  /** The ones in use first, then those that were taken out of use. */
  boxes: Type.Array(KnownBox),
  /** Pairing codes that are open now, without the codes. */
  codes: Type.Array(s.shape({ register: id, by: id, expiresAt: whole })),
});

export type BoxAlarm = (typeof boxAlarms)[number];
export type Box = Static<typeof Box>;
export type Boxes = Static<typeof Boxes>;
export type BoxDetail = Static<typeof BoxDetail>;
export type BoxOrdered = Static<typeof BoxOrdered>;
export type Bundle = Static<typeof Bundle>;
export type ChainAlarm = Static<typeof ChainAlarm>;
export type PairingOpened = Static<typeof PairingOpened>;
export type KnownBox = Static<typeof KnownBox>;
export type KnownBoxes = Static<typeof KnownBoxes>;
