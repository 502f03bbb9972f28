// A page that shows what matters of a receipt printer: letters of its languages, columns, both sizes, a code of each kind, and the cut.
import type { PrintDocument } from '../../devices/printer/port.ts';

export function testPage(device: string, at: number): PrintDocument {
  return {
    blocks: [
      { kind: 'text', text: 'Countertop', style: { size: 2, align: 'centre', bold: true } },
      { kind: 'text', text: device, style: { align: 'centre' } },
      { kind: 'text', text: new Date(at).toISOString(), style: { align: 'centre' } },
      { kind: 'rule' },
      { kind: 'text', text: 'æøå ÆØÅ éèëïüöß €' },
      { kind: 'text', text: 'ěščřžýáíé ŮĎŤŇ' },
      { kind: 'columns', left: '0123456789 abcdefghijklmnopqrstuvwxyz', right: '1 234,50' },
      { kind: 'text', text: 'inverse', style: { inverse: true } },
      { kind: 'barcode', symbology: 'ean13', data: '4006381333931' },
      { kind: 'qr', data: 'https://example.com/01/04006381333931' },
      { kind: 'rule' },
      { kind: 'cut' },
    ],
  };
}
