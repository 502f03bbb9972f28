// GS1 element strings: application identifiers and their values one after the other, as GS1-128, GS1 DataMatrix, GS1 QR and GS1 DataBar
// carry them. Elements of no predefined length end with the separator 0x1D (General Specifications 7.8).
import { ok } from '../refusal.ts';
import { type BarcodeResult, refuseElement } from './barcode-refusal.ts';
import { type CalendarDay, dayOf } from './gs1-date.ts';
import { type ApplicationIdentifier, type ValuePart, identifierAt } from './gs1-identifiers.ts';
import { checkDigit } from './gtin.ts';

export const groupSeparator = '\x1d';

/** One element; `position` is where its identifier starts in the scanned data. */
export interface Gs1Element {
  readonly ai: string;
  readonly value: string;
  readonly position: number;
}

/**
 * Splits scan data (no AIM identifier, no brackets) into its elements and checks each of them. `today` is needed for dates, as
 * 29 February depends on the century. A separator after a predefined length or at the end is tolerated, as scanners send it.
 */
export function parseElementString(data: string, today: CalendarDay): BarcodeResult<readonly Gs1Element[]> {
  const elements: Gs1Element[] = [];
  let position = data.startsWith(groupSeparator) ? 1 : 0;
  do {
    const identifier = identifierAt(data, position);
    if (identifier === undefined)
      return refuseElement('barcode.unknown-ai', { position, ai: data.slice(position, position + 4) });
    const end = endOfElement(data, position, identifier);
    const element = { ai: identifier.ai, value: data.slice(position + identifier.ai.length, end), position };
    const checked = checkElement(element, identifier, today);
    if (!checked.ok) return checked;
    elements.push(element);
    position = data[end] === groupSeparator ? end + 1 : end;
  } while (position < data.length);
  return ok(elements);
}

function endOfElement(data: string, position: number, identifier: ApplicationIdentifier): number {
  const separator = data.indexOf(groupSeparator, position);
  const available = separator < 0 ? data.length : separator;
  const { ai, predefinedLength } = identifier;
  return predefinedLength === undefined
    ? available
    : Math.min(available, position + ai.length + predefinedLength);
}

/** Checks one value against its identifier: characters, lengths, check digits, dates. The refusal points at what is wrong. */
export function checkElement(
  element: Gs1Element,
  identifier: ApplicationIdentifier,
  today: CalendarDay,
): BarcodeResult<Gs1Element> {
  let at = 0;
  for (const part of identifier.parts) {
    const text = element.value.slice(at, at + part.max);
    if (text === '' && part.optional) break;
    const checked = checkPart(
      { ...element, value: text, position: element.position + element.ai.length + at },
      part,
      today,
    );
    if (!checked.ok) return checked;
    at += text.length;
  }
  if (at < element.value.length)
    return refuseElement('barcode.bad-value', {
      ...element,
      position: element.position + element.ai.length + at,
    });
  return ok(element);
}

const allowed: Readonly<Record<ValuePart['characters'], RegExp>> = {
  n: /^\d*$/,
  x: /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]*$/,
  y: /^[#\-/0-9A-Z]*$/,
  z: /^[-0-9A-Z_a-z=]*$/,
};

function checkPart(element: Gs1Element, part: ValuePart, today: CalendarDay): BarcodeResult<Gs1Element> {
  const { value, position } = element;
  if (value.length < part.min) return refuseElement('barcode.truncated', element);
  if (!allowed[part.characters].test(value)) return refuseElement('barcode.bad-value', element);
  if (part.date !== 'no' && dayOf(value, today, part.date === 'day-or-month') === undefined) {
    return refuseElement('barcode.bad-date', element, { value });
  }
  if (part.checked && checkDigit(value.slice(0, -1)) !== value.slice(-1)) {
    const at = { ai: element.ai, position: position + value.length - 1 };
    return refuseElement('barcode.check-digit', at, {
      expected: checkDigit(value.slice(0, -1)),
      found: value.slice(-1),
    });
  }
  return ok(element);
}
