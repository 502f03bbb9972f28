// Canonical JSON (RFC 8785), which everything hashed is written in. The library is the measure; the way taken here is its twin for what
// events hold (plain objects whose keys are no numbers) at a third of the time, since this is on the path of every scan.
import canonicalize from 'canonicalize';

/** Canonical JSON. Half a surrogate pair is no text: it becomes U+FFFD, as it would in UTF-8. Throws a RangeError for what JSON cannot hold. */
export function canonicalJson(value: unknown): string {
  const text = canOrder(value) ? JSON.stringify(ordered(value)) : canonicalize(value);
  if (text === undefined) throw new RangeError('nothing that JSON can hold');
  return text.includes('\\ud') ? text.replace(loneSurrogate, '$1\uFFFD') : text;
}

// JSON.stringify writes a lone surrogate, and nothing else, as an escape \ud8xx to \udfxx; an even number of backslashes before it is text.
const loneSurrogate = /((?<!\\)(?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;

/** Keys that an object keeps in an order of its own, or not at all. Digits first is more than array indices, and simple. */
function keepsNoOrder(key: string): boolean {
  const first = key.charCodeAt(0);
  return (first >= 48 && first <= 57) || key === '__proto__';
}

/** Whether a copy with its keys put in order is written as RFC 8785 wants: `JSON.stringify` writes strings and finite numbers exactly so. */
function canOrder(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' || typeof value === 'boolean' || value === null;
  if (Array.isArray(value)) return value.every(canOrder);
  if ('toJSON' in value) return false;
  for (const [key, member] of Object.entries(value))
    if (keepsNoOrder(key) || !(member === undefined || canOrder(member))) return false;
  return true;
}

function ordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(ordered);
  const members = value as Readonly<Record<string, unknown>>;
  const copy: Record<string, unknown> = {};
  // Code units of UTF-16, as the RFC wants and as `sort` does.
  for (const key of Object.keys(members).sort()) copy[key] = ordered(members[key]);
  return copy;
}
