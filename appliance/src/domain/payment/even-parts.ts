// Paying in equal parts: what each of several people is asked for, so that the parts are the whole.
import { allocate } from '../money/allocate.ts';
import { add, type Minor, minor, subtract, zero } from '../money/money.ts';

/**
 * `due` in `count` parts as equal as coins of `step` allow, the larger ones last. The last takes what no coin can divide, so that each of
 * the others can be paid in cash as well. Throws a RangeError for less than one part.
 */
export function evenParts(due: Minor, count: number, step: Minor): readonly Minor[] {
  if (count < 1) throw new RangeError(`not a number of people: ${String(count)}`);
  const coins = minor(Math.trunc(due / step));
  const parts = allocate(
    coins,
    Array.from({ length: count }, () => minor(1)),
  )
    .reverse()
    .map((part) => minor(part * step));
  const rest = subtract(due, add(...parts));
  return parts.map((part, index) => add(part, index === parts.length - 1 ? rest : zero));
}
