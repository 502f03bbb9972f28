// uvu's assertions and the three this project adds: promises that must reject, results that must be fine or refused.
import * as base from 'uvu/assert';
import { inspect } from 'node:util';

export * from 'uvu/assert';

interface Outcome {
  readonly ok: boolean;
  readonly refusal?: { readonly code: string };
}

/**
 * The promise must reject; with `expects` its message must match, or the predicate must hold of what it rejects with.
 * Returns what was thrown.
 */
export async function rejects(
  promise: Promise<unknown> | (() => Promise<unknown>),
  expects?: RegExp | string | ((error: unknown) => boolean),
): Promise<unknown> {
  let thrown: unknown;
  try {
    await (typeof promise === 'function' ? promise() : promise);
  } catch (error) {
    thrown = error ?? new Error('rejected with nothing');
  }
  if (thrown === undefined) base.unreachable('expected the promise to reject');
  if (typeof expects === 'function')
    base.ok(expects(thrown), `rejected with something else: ${inspect(thrown)}`);
  else if (expects !== undefined)
    base.match(thrown instanceof Error ? thrown.message : String(thrown), expects);
  return thrown;
}

/** The result must be a refusal with this code. */
export function refused<R extends Outcome>(
  result: R,
  code: string,
): asserts result is Extract<R, { readonly ok: false }> {
  base.ok(!result.ok, `expected the refusal ${code}, but it was accepted: ${inspect(result, { depth: 4 })}`);
  base.is(
    result.refusal?.code,
    code,
    `expected the refusal ${code}, got ${inspect(result.refusal, { depth: 4 })}`,
  );
}

/** The result must be accepted; narrows it. */
export function accepted<R extends Outcome>(result: R): asserts result is Extract<R, { readonly ok: true }> {
  base.ok(result.ok, `expected success, got ${inspect(result, { depth: 4 })}`);
}
