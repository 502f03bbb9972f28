// What is said of every scale where it is set up: its plate, and how long it may take.
import { type Static, Type } from '@sinclair/typebox';
import type { ScaleRange } from './port.ts';

export const plateOptions = {
  /** Min on the plate, usually 20 e; 0: not said. */
  weightGramsMin: Type.Integer({ default: 0, minimum: 0, maximum: 100_000 }),
  /** Max on the plate. What is above is overload, whatever the scale says: the largest retail scales take 60 kg. */
  weightGramsMax: Type.Integer({ default: 60_000, minimum: 1, maximum: 1_000_000 }),
  /** e on the plate; 0: not said. */
  intervalGrams: Type.Integer({ default: 0, minimum: 0, maximum: 1_000 }),
};

export const waitOptions = { zeroTimeoutMs: Type.Integer({ default: 3_000, minimum: 100, maximum: 30_000 }) };

/** Of scales that are asked again and again. */
export const pollOptions = {
  ...plateOptions,
  ...waitOptions,
  pollMs: Type.Integer({ default: 250, minimum: 100, maximum: 2_000 }),
  answerTimeoutMs: Type.Integer({ default: 600, minimum: 100, maximum: 5_000 }),
};

/** Of a scale that is asked and has no options of its own. */
export const polledScaleOptions = Type.Object(pollOptions, { additionalProperties: false });
export type PollOptions = Static<typeof polledScaleOptions>;

export function rangeOf(options: {
  readonly weightGramsMin: number;
  readonly weightGramsMax: number;
  readonly intervalGrams: number;
}): ScaleRange {
  return {
    minGrams: options.weightGramsMin,
    maxGrams: options.weightGramsMax,
    intervalGrams: options.intervalGrams === 0 ? null : options.intervalGrams,
  };
}
