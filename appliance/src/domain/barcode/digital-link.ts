// GS1 Digital Link: a web address that is also an item, /01/{gtin}/10/{lot}?17={expiry}, on any domain and below any path. Only the numbers
// decide; the page is never opened. Any other web address in a QR code is not an item. The compressed form is read as any other address.
import { ok, refuse } from '../refusal.ts';
import { type BarcodeResult, refuseElement } from './barcode-refusal.ts';
import { type Gs1Element, checkElement } from './gs1.ts';
import type { CalendarDay } from './gs1-date.ts';
import { type ApplicationIdentifier, identifierNamed } from './gs1-identifiers.ts';

/** Keys an address may be about, with the qualifiers that may follow them in the path. */
const keys: ReadonlyMap<string, readonly string[]> = new Map([
  ['00', []],
  ['01', ['22', '10', '21', '235']],
  ['253', []],
  ['255', []],
  ['401', []],
  ['402', []],
  ['414', ['254', '7040']],
  ['415', ['8020']],
  ['417', ['7040']],
  ['8003', []],
  ['8004', ['7040']],
  ['8006', ['22', '10', '21']],
  ['8010', ['8011']],
  ['8013', []],
  ['8017', ['8019']],
  ['8018', ['8019']],
]);

const address = /^https?:\/\/[^/?#]+(\/[^?#]*)(?:\?([^#]*))?/i;

/** An identifier with its value, still as written in the address. */
interface RawPair {
  readonly identifier: ApplicationIdentifier;
  readonly raw: string;
  readonly position: number;
}

/**
 * Reads the elements of a Digital Link address, the key first. Refuses with `barcode.not-digital-link` what is none, and with the
 * code of the element where one has a wrong value.
 */
export function parseDigitalLink(text: string, today: CalendarDay): BarcodeResult<readonly Gs1Element[]> {
  const [, path, query = ''] = address.exec(text) ?? [];
  if (path === undefined) return refuse('barcode.not-digital-link');
  const start = text.indexOf('/', text.indexOf('//') + 2);
  const inPath = pairsOfPath(path, start);
  if (inPath === undefined) return refuse('barcode.not-digital-link');
  const elements: Gs1Element[] = [];
  for (const pair of [...inPath, ...pairsOfQuery(query, start + path.length + 1)]) {
    const element = elementOf(pair, today);
    if (!element.ok) return element;
    elements.push(element.value);
  }
  return ok(elements);
}

/** Walks back from the end of the path over qualifiers to the key; undefined when there is none, or what follows does not belong to it. */
function pairsOfPath(path: string, start: number): RawPair[] | undefined {
  const segments = segmentsOf(path.replace(/\/$/, ''), start);
  const pairs: RawPair[] = [];
  while (segments.length >= 2) {
    const [name, value] = segments.splice(-2) as [Segment, Segment];
    const identifier = identifierNamed(name.text);
    if (identifier === undefined) return undefined;
    pairs.unshift({ identifier, raw: value.text, position: name.position });
    const qualifiers = keys.get(name.text);
    if (qualifiers === undefined) continue;
    const belongs = pairs.slice(1).every((pair) => qualifiers.includes(pair.identifier.ai));
    return belongs && (name.text !== '01' || looksLikeGtin.test(value.text)) ? pairs : undefined;
  }
  return undefined;
}

/** A path such as /2024/01/15 must stay a web page: only these lengths are tried as an item. */
const looksLikeGtin = /^(\d{8}|\d{12,14})$/;

interface Segment {
  readonly text: string;
  readonly position: number;
}

function segmentsOf(path: string, start: number): Segment[] {
  let position = start;
  return path
    .split('/')
    .slice(1)
    .map((text) => {
      const segment = { text, position: position + 1 };
      position += text.length + 1;
      return segment;
    });
}

/** Parameters that are named by an identifier; all others are the web site's own. */
function pairsOfQuery(query: string, start: number): RawPair[] {
  let position = start;
  const pairs: RawPair[] = [];
  for (const parameter of query.split(/[&;]/)) {
    const equals = parameter.indexOf('=');
    const identifier = identifierNamed(parameter.slice(0, Math.max(equals, 0)));
    if (identifier !== undefined) pairs.push({ identifier, raw: parameter.slice(equals + 1), position });
    position += parameter.length + 1;
  }
  return pairs;
}

function elementOf({ identifier, raw, position }: RawPair, today: CalendarDay): BarcodeResult<Gs1Element> {
  const { ai } = identifier;
  const value = decode(raw);
  if (value === undefined) return refuseElement('barcode.bad-value', { position, ai });
  // Numbers of 8, 12 and 13 digits were allowed by the first edition of the standard, and are printed.
  const element = checkElement(
    { ai, value: ai === '01' ? value.padStart(14, '0') : value, position },
    identifier,
    today,
  );
  // The value is decoded and filled up, so that its own places mean nothing in the address.
  return element.ok ? element : refuse(element.refusal.code, { ...element.refusal.data, position });
}

function decode(raw: string): string | undefined {
  try {
    return decodeURIComponent(raw);
  } catch {
    return undefined;
  }
}
