// AIM symbology identifiers (ISO/IEC 15424): `]`, a letter for the symbology, a modifier. A scanner that sends them tells a till that
// 13 digits are an article and not a Code 128 that happens to have 13 digits.

/** How the data behind an identifier is to be taken. */
export type AimTreatment =
  /** EAN-13, UPC-A, UPC-E: digits that must be a GTIN. */
  | 'retail'
  | 'ean-8'
  /** GS1 DataBar: element strings, where a shop's own sticker may hold a PLU. */
  | 'databar'
  /** FNC1 in first position: element strings. */
  | 'gs1'
  /** Interleaved 2 of 5: a GTIN-14 if it has 14 digits. */
  | 'itf'
  /** The 2 or 5 digits beside a magazine's code, sent on their own. */
  | 'add-on'
  /** Anything may be in it: our own codes, web addresses, text. */
  | 'free';

export interface AimIdentifier {
  /** Letter and modifier, such as `E0`. */
  readonly id: string;
  readonly symbology: string;
  readonly treatment: AimTreatment;
}

/** Modifiers that mean something else than the symbology's letter alone. */
const special: ReadonlyMap<string, AimTreatment> = new Map([
  ['E1', 'add-on'],
  ['E2', 'add-on'],
  ['E4', 'ean-8'],
  ['C1', 'gs1'],
  ['d2', 'gs1'],
  ['d5', 'gs1'],
  ['Q3', 'gs1'],
  ['Q4', 'gs1'],
  ['J1', 'gs1'],
] as const);

const symbologies: ReadonlyMap<string, { readonly symbology: string; readonly treatment: AimTreatment }> =
  new Map([
    ['A', { symbology: 'Code 39', treatment: 'free' }],
    ['B', { symbology: 'Telepen', treatment: 'free' }],
    ['C', { symbology: 'Code 128', treatment: 'free' }],
    ['D', { symbology: 'Code One', treatment: 'free' }],
    ['E', { symbology: 'EAN/UPC', treatment: 'retail' }],
    ['F', { symbology: 'Codabar', treatment: 'free' }],
    ['G', { symbology: 'Code 93', treatment: 'free' }],
    ['H', { symbology: 'Code 11', treatment: 'free' }],
    ['I', { symbology: 'Interleaved 2 of 5', treatment: 'itf' }],
    ['J', { symbology: 'DotCode', treatment: 'free' }],
    ['K', { symbology: 'Code 16K', treatment: 'free' }],
    ['L', { symbology: 'PDF417', treatment: 'free' }],
    ['M', { symbology: 'MSI', treatment: 'free' }],
    ['N', { symbology: 'Anker', treatment: 'free' }],
    ['O', { symbology: 'Codablock', treatment: 'free' }],
    ['P', { symbology: 'Plessey', treatment: 'free' }],
    ['Q', { symbology: 'QR Code', treatment: 'free' }],
    ['R', { symbology: 'Straight 2 of 5', treatment: 'free' }],
    ['S', { symbology: 'Straight 2 of 5', treatment: 'free' }],
    ['T', { symbology: 'Code 49', treatment: 'free' }],
    ['U', { symbology: 'MaxiCode', treatment: 'free' }],
    ['X', { symbology: 'other', treatment: 'free' }],
    ['Z', { symbology: 'no bar code', treatment: 'free' }],
    ['c', { symbology: 'Channel Code', treatment: 'free' }],
    ['d', { symbology: 'Data Matrix', treatment: 'free' }],
    ['e', { symbology: 'GS1 DataBar', treatment: 'databar' }],
    ['h', { symbology: 'Han Xin', treatment: 'free' }],
    ['o', { symbology: 'OCR', treatment: 'free' }],
    ['p', { symbology: 'PosiCode', treatment: 'free' }],
    ['s', { symbology: 'SuperCode', treatment: 'free' }],
    ['z', { symbology: 'Aztec', treatment: 'free' }],
  ] as const);

/** Splits a scan into its identifier, if it has one, and its data. A `]` that starts no known identifier belongs to the data. */
export function splitAim(scan: string): { readonly aim: AimIdentifier | undefined; readonly data: string } {
  const known =
    scan.startsWith(']') && /^[0-9A-Za-z]$/.test(scan.charAt(2))
      ? symbologies.get(scan.charAt(1))
      : undefined;
  if (known === undefined) return { aim: undefined, data: scan };
  const id = scan.slice(1, 3);
  return { aim: { id, ...known, treatment: special.get(id) ?? known.treatment }, data: scan.slice(3) };
}
