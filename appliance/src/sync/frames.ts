// Frames in and out of text, checked by the schema of their name alone: one clear answer to what the other side may not say.
import { TypeCompiler, type TypeCheck } from '@sinclair/typebox/compiler';
import type { TSchema } from '@sinclair/typebox';
import { BoxFrame, OfficeFrame } from '../protocol/sync.ts';

type Checks = ReadonlyMap<string, TypeCheck<TSchema>>;

function compiled(frames: Readonly<Record<string, TSchema>>): Checks {
  return new Map(Object.entries(frames).map(([name, schema]) => [name, TypeCompiler.Compile(schema)]));
}

const boxChecks = compiled(BoxFrame);
const officeChecks = compiled(OfficeFrame);

/** A JSON object, or undefined: what can be looked at before its version is known. */
export function looked(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function checked(checks: Checks, frame: Readonly<Record<string, unknown>>): boolean {
  const name = frame['t'];
  return typeof name === 'string' && checks.get(name)?.Check(frame) === true;
}

/** The frame of a box, or undefined when it is none. */
export function boxFrame(frame: Readonly<Record<string, unknown>>): BoxFrame | undefined {
  return checked(boxChecks, frame) ? (frame as unknown as BoxFrame) : undefined;
}

/** The frame of an office, or undefined when it is none. */
export function officeFrame(frame: Readonly<Record<string, unknown>>): OfficeFrame | undefined {
  return checked(officeChecks, frame) ? (frame as unknown as OfficeFrame) : undefined;
}
