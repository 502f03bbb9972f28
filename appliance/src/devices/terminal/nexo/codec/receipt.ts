// The text of a receipt: each line is a form-encoded `name=Total&value=NOK 109.99&key=total`; what the till prints is name and value.
import type { Static } from '@sinclair/typebox';
import type { PaymentResponse } from './schema.ts';

const linesMax = 40;
const columnsMax = 48;

function lineOf(text: string): string {
  if (!/(^|&)(name|value|key)=/.test(text)) return text;
  const fields = new URLSearchParams(text);
  const [name, value] = [fields.get('name') ?? '', fields.get('value') ?? ''];
  const gap = columnsMax - name.length - value.length;
  return value === '' ? name : name === '' ? value : `${name}${' '.repeat(Math.max(1, gap))}${value}`;
}

/** The guest's; empty where the terminal gives none. */
export function slipOf(receipts: Static<typeof PaymentResponse>['PaymentReceipt'] = []): readonly string[] {
  const receipt =
    receipts.find(({ DocumentQualifier }) => DocumentQualifier === 'CustomerReceipt') ?? receipts[0];
  const lines = receipt?.OutputContent.OutputText ?? [];
  return lines.slice(0, linesMax).map(({ Text }) => lineOf(Text).slice(0, columnsMax));
}

/** A value of the additional response, form-encoded too. */
export function additional(text: string | undefined, key: string): string | undefined {
  return new URLSearchParams(text ?? '').get(key) ?? undefined;
}
